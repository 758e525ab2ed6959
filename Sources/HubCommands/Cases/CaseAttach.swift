import Casework
import Codelists
import Console
import Exports
import Operations
import Texts

/// `hubctl case attach MX-TAP-2021-000123 --file passport.pdf --kind identity_document`.
struct CaseAttach: Command {
    static let usage = Usage(
        "case attach", summary: "command.case.attach",
        discussion: "command.case.attach.discussion",
        positionals: [.required("case", help: "case.argument.case")],
        options: [
            .value("file", "file", values: .file, isRequired: true, help: "case.option.attach"),
            .value("kind", "code", isRequired: true, help: "case.option.kind"),
            .value("id", "uuid", help: "case.option.attachmentid"),
        ],
        examples: [
            "hubctl case attach MX-TAP-2021-000123 --file passport.pdf --kind identity_document"
        ])

    let name: String
    let file: String
    let kind: AttachmentKind
    let id: AttachmentID

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("case")
        file = try arguments.value("file") ?? ""
        guard let kind = try arguments.value("kind", parse: { AttachmentKind($0) }) else {
            throw .missingOption("--kind")
        }
        self.kind = kind
        id = try arguments.value("id") ?? .new()
    }

    func run(in session: Session) async throws {
        let bytes = try TextInput.bytes(file, limit: AttachmentFormat.pdf.largest + 1)
        let attachment: AttachedFile
        do throws(CaseProblem) {
            attachment = try AttachedFile(
                id: id, kind: kind, name: String(file.split(separator: "/").last ?? "-"),
                bytes: bytes)
        } catch {
            throw CaseworkError.problem(error)
        }
        _ = try await session.withApplication { application in
            try await application.attach(attachment, to: application.caseID(named: name))
        }
        session.terminal.write(
            session.texts("case.attached", ["case": name, "id": id.description]))
    }
}

/// `hubctl case attachment ID --output FILE`.
struct CaseAttachment: Command {
    static let usage = Usage(
        "case attachment", summary: "command.case.attachment",
        positionals: [.required("attachment", help: "case.argument.attachment")],
        options: [
            .value("output", "file", values: .file, isRequired: true, help: "case.option.output")
        ],
        examples: [
            "hubctl case attachment 0178b1a2-7c00-7000-8000-000000000004 --output passport.pdf"
        ])

    let id: AttachmentID
    let output: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        id = try arguments.positional("attachment")
        output = try arguments.value("output") ?? ""
    }

    func run(in session: Session) async throws {
        let found = try await session.withApplication { try await $0.attachment(id) }
        try SealedFile.write(found.bytes, to: output)
        session.terminal.write(session.texts("output.written", ["file": output]))
    }
}
