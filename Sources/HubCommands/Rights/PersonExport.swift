import Casework
import Codelists
import Console
import FoundationEssentials
import Operations
import Texts

/// `hubctl person export ID`.
struct PersonExport: Command {
    static let usage = Usage(
        "person export", summary: "command.person.export",
        positionals: [.required("person", help: "case.argument.person")],
        options: [
            .value("output", "file", values: .file, help: "option.person.output"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl person export 0178b1a2-7c00-7000-8000-000000000002 --lang es --output datos.txt"
        ])

    let person: PersonID
    let output: String?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        person = try arguments.positional("person")
        output = try arguments.value("output")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let dossier = try await session.withApplication { try await $0.dossier(of: person) }
        guard let output else {
            if isJSON { return try session.terminal.json(dossier) }
            session.terminal.write(DossierText(session).render(dossier, of: person))
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        let content =
            isJSON
            ? try encoder.encode(dossier)
            : Data((DossierText(session).render(dossier, of: person) + "\n").utf8)
        do {
            try content.write(to: URL(filePath: output), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: output)
        } catch {
            throw OutputProblem.unwritable(output)
        }
    }
}

/// All that is kept of somebody, as they can read it.
struct DossierText {
    private let session: Session
    private var texts: Texts { session.texts }

    init(_ session: Session) { self.session = session }

    func render(_ dossier: PersonDossier, of person: PersonID) -> String {
        var lines = [texts("dossier.title", ["person": person.description])]
        for record in dossier.records { lines += [""] + render(record) }
        lines += ["", texts("dossier.contacts", ["count": texts.number(dossier.contacts.count)])]
        for contact in dossier.contacts {
            lines.append(
                "  \(contact.day)  \(contact.hub)  \(contact.channel.label(texts)): "
                    + contact.services.labels(texts))
            lines += contact.notes.filter { !$0.isEmpty }.map { "    \($0)" }
        }
        lines += ["", texts("dossier.cases", ["count": texts.number(dossier.cases.count)])]
        for view in dossier.cases {
            lines += [CaseText.show(view, session), ""]
        }
        lines += [
            "", texts("dossier.consents", ["count": texts.number(dossier.consent.consents.count)]),
        ]
        for consent in dossier.consent.consents {
            let withdrawn = consent.withdrawnOn.map {
                ", " + texts("dossier.withdrawn", ["date": $0.description])
            }
            lines.append(
                "  \(consent.givenOn)  \(consent.purpose.label(texts))"
                    + (consent.receiver.map { " (\($0))" } ?? "") + (withdrawn ?? ""))
        }
        lines += [
            "", texts("dossier.shared", ["count": texts.number(dossier.consent.shared.count)]),
        ]
        for sharing in dossier.consent.shared {
            lines.append(
                "  \(sharing.sentOn)  \(sharing.name): \(sharing.parts.labels(texts))")
            let sent = dossier.referrals.first { $0.id == sharing.referral }
            if let summary = sent?.shared?.summary { lines.append("    \(summary)") }
        }
        lines += ["", texts("dossier.looks", ["count": texts.number(dossier.looks.count)])]
        for look in dossier.looks {
            lines.append(
                "  \(day(look.at))  \(look.role)  \(look.operation)"
                    + (look.reason.map { ": \($0)" } ?? ""))
        }
        return lines.joined(separator: "\n")
    }

    private func render(_ record: PersonDossier.Record) -> [String] {
        var lines = [
            texts(
                "dossier.record",
                [
                    "person": record.id.description, "hub": record.hub.description,
                    "date": day(record.since),
                ])
        ]
        if record.isRestricted { lines.append("  " + texts("dossier.restricted")) }
        let name = [record.givenNames, record.familyNames].compactMap { $0 }
        if !name.isEmpty {
            lines.append("  " + texts("dossier.name", ["name": name.joined(separator: " ")]))
        }
        if let birth = record.birth {
            lines.append("  " + texts("dossier.birth", ["birth": birth]))
        }
        for document in record.documents {
            lines.append("  " + texts("dossier.document", ["document": document]))
        }
        if let phone = record.phone {
            lines.append("  " + texts("dossier.phone", ["phone": phone]))
        }
        lines.append(
            "  "
                + texts(
                    "dossier.statistics",
                    [
                        "sex": record.sex.label(texts),
                        "nationality": record.nationality.label(texts),
                        "year": record.birthYear.map { String($0) } ?? "–",
                    ]))
        let marks =
            record.vulnerabilities.map { $0.label(texts) }
            + record.languages.map { $0.label(texts) }
            + [record.functioning].compactMap { $0 }
        if !marks.isEmpty {
            lines.append(
                "  " + texts("dossier.situation", ["marks": marks.joined(separator: ", ")]))
        }
        return lines
    }

    private func day(_ date: Date) -> String { String(date.ISO8601Format().prefix(10)) }
}
