import CaseStore
import Casework
import Codelists
import Console
import OpenAPI
import Operations
import Texts

/// `hubctl org registrations`: what organisations sent in.
struct OrgRegistrations: Command {
    static let usage = Usage(
        "org registrations", summary: "command.org.registrations",
        options: [
            .value(
                "status", "status", values: .oneOf(RegistrationStatus.allCases.map(\.rawValue)),
                help: "option.registration.status"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl org registrations", "hubctl org registrations --status refused"])

    private let status: RegistrationStatus
    private let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        status = try arguments.value("status", parse: RegistrationStatus.init) ?? .waiting
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        let id: String
        let status: String
        let sent: String
        let entry: Place
        let contact: String
        let isChange: Bool
        let alike: [String]
        let reasons: [String]
        let note: String?

        enum CodingKeys: String, CodingKey {
            case id, status, sent, entry, contact, alike, reasons, note
            case isChange = "change"
        }
    }

    func run(in session: Session) async throws {
        let status = status
        let registrations = try await session.withApplication {
            try await $0.registrations(status)
        }
        if isJSON {
            try session.terminal.json(
                registrations.map { one in
                    Document(
                        id: one.id.description, status: one.status.rawValue, sent: one.createdAt,
                        entry: one.document, contact: one.contact.description,
                        isChange: one.place != nil,
                        alike: one.alike, reasons: one.reasons.map(\.rawValue), note: one.note)
                })
            return
        }
        let texts = session.texts
        guard !registrations.isEmpty else {
            session.terminal.write(texts("registration.none"))
            return
        }
        var table = TextTable([
            .left("id"), .left(texts("registration.column.sent")), .left(texts("field.name")),
            .left(texts("field.country")), .left(texts("field.contact")),
            .left(texts("registration.column.alike")),
        ])
        for one in registrations {
            table.add([
                one.id.description, String(one.createdAt.prefix(10)), one.document.name,
                one.document.country.code, one.contact.description,
                one.alike.joined(separator: ", "),
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}

/// `hubctl org moderate ID --accept`, or `--refuse duplicate`.
struct OrgModerate: Command {
    static let usage = Usage(
        "org moderate", summary: "command.org.moderate",
        positionals: [.required("id", help: "argument.registration")],
        options: [
            .flag("accept", help: "option.moderate.accept"),
            .value("slug", "slug", help: "option.moderate.slug"),
            .value(
                "refuse", "reason", values: .oneOf(RefusalReason.allCases.map(\.rawValue)),
                isRepeatable: true, help: "option.moderate.refuse"),
            .value("note", "text", help: "option.moderate.note"),
            .value("site", "address", help: "option.directory.site"),
        ],
        examples: [
            "hubctl org moderate 0178b1a2-7c00-7000-8000-000000000001 --accept",
            "hubctl org moderate 0178b1a2-7c00-7000-8000-000000000001 --refuse duplicate",
        ])

    private let id: RegistrationID
    private let isAccepted: Bool
    private let slug: Slug?
    private let reasons: [RefusalReason]
    private let note: String?
    private let site: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        id = try arguments.positional("id")
        isAccepted = arguments.flag("accept")
        slug = try arguments.value("slug")
        let names: [String] = try arguments.values("refuse")
        reasons = names.compactMap(RefusalReason.init)
        note = try arguments.value("note")
        site = try DirectorySite.read(&arguments)
        guard isAccepted == reasons.isEmpty else { throw .rule("moderate.rule") }
    }

    func run(in session: Session) async throws {
        let texts = session.texts
        if isAccepted {
            let made = try await session.withApplication {
                try await $0.accept(id, as: slug, site: site)
            }
            session.terminal.write(texts("moderate.accepted", ["slug": made.description]))
        } else {
            try await session.withApplication {
                try await $0.refuse(id, for: reasons, note: note, site: site)
            }
            session.terminal.write(texts("moderate.refused"))
        }
    }
}

/// `hubctl org remind`: to be run every day.
struct OrgRemind: Command {
    static let usage = Usage(
        "org remind", summary: "command.org.remind",
        options: [
            .flag("dry-run", help: "option.remind.dryrun"),
            .value("site", "address", help: "option.directory.site"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl org remind --site https://help.example.org"])

    private let isDryRun: Bool
    private let isJSON: Bool
    private let site: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        isDryRun = arguments.flag("dry-run")
        isJSON = arguments.flag("json")
        site = try DirectorySite.read(&arguments)
    }

    func run(in session: Session) async throws {
        let summary = try await session.withApplication {
            try await $0.remind(site: site, dryRun: isDryRun)
        }
        if isJSON {
            try session.terminal.json(summary)
            return
        }
        let numbers = [
            "reminded": summary.reminded, "waiting": summary.waiting,
            "unreachable": summary.unreachable, "stale": summary.stale, "hidden": summary.hidden,
        ]
        let texts = session.texts
        session.terminal.write(texts("remind.done", numbers.mapValues { texts.number($0) }))
    }
}

/// Where the public pages are, as an option says.
enum DirectorySite {
    static func read(_ arguments: inout Arguments) throws(UsageError) -> String {
        try arguments.value("site", parse: address) ?? "http://localhost:8080"
    }

    /// The address without a slash at its end.
    static func address(_ text: String) -> String? {
        guard text.hasPrefix("https://") || text.hasPrefix("http://") else { return nil }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}

extension DirectoryError {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .unknownRegistration(let id):
            (texts("registration.unknown", ["id": id.description]), .dataError)
        case .notWaiting(let id, let status):
            (
                texts(
                    "registration.decided",
                    [
                        "id": id.description,
                        "status": texts(TextKey("registration.status.\(status.rawValue)")),
                    ]), .dataError
            )
        }
    }
}
