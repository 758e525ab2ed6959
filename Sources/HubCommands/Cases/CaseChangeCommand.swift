import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl case change MX-TAP-2021-000123 --priority high`.
struct CaseChangeCommand: Command {
    static let usage = Usage(
        "case change", summary: "command.case.change",
        discussion: "command.case.change.discussion",
        positionals: [.required("case", help: "case.argument.case")],
        options: [
            .value("status", "code", help: "case.option.status"),
            .value("needs", "codes", help: "case.option.needs"),
            .value("priority", "code", help: "case.option.priority"),
            .value("texts", "file", values: .file, help: "case.option.texts.change"),
            .value("due", "date", help: "case.option.due"),
            .value("add-person", "id", isRepeatable: true, help: "case.option.addperson"),
            .value("remove-person", "id", isRepeatable: true, help: "case.option.removeperson"),
            .value(
                "restricted", "yes|no", values: .oneOf(["yes", "no"]),
                help: "case.option.restricted"),
            .value("at-version", "number", help: "case.option.version"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl case change MX-TAP-2021-000123 --status follow_up --due 2021-04-09 --at-version 3"
        ])

    let name: String
    let change: CaseChange
    let texts: String?
    let version: Int?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("case")
        var change = CaseChange()
        change.status = try arguments.value("status", parse: { CaseStatus($0) })
        change.needs = try arguments.value("needs", parse: { Service.list($0) })
        change.priority = try arguments.value("priority", parse: { NeedPriority($0) })
        change.dueOn = try arguments.value("due")
        change.addedPeople = try arguments.values("add-person")
        change.removedPeople = try arguments.values("remove-person")
        change.isRestricted = try arguments.value("restricted", parse: { $0 == "yes" })
        self.change = change
        texts = try arguments.value("texts")
        version = try arguments.value("at-version")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        var change = change
        if let texts {
            let file = try TextInput.texts(texts)
            change.plan = file.plan
            change.nextStep = file.nextStep
            change.trafficking = file.trafficking
        }
        let whole = change
        try await session.change(name, "case.changed", isJSON: isJSON) { application, id in
            try await application.change(id, by: whole, expecting: version)
        }
    }
}

extension Session {
    /// Changes the case that people call so, and says what came of it.
    func change(
        _ name: String, _ done: TextKey, isJSON: Bool,
        _ body: @Sendable (Application, CaseID) async throws -> CaseView
    ) async throws {
        let view = try await withApplication { application in
            try await body(application, application.caseID(named: name))
        }
        if isJSON {
            try terminal.json(view)
        } else {
            terminal.write(
                texts(
                    done,
                    [
                        "case": view.content.reference,
                        "version": texts.number(view.content.version),
                    ]))
        }
    }
}
