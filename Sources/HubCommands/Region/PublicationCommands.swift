import CaseStore
import Casework
import Console
import Exports
import Operations
import Texts

/// `hubctl publication publish guyana-needs --on 2021-06-01 --link https://…`.
struct PublicationPublish: Command {
    static let usage = Usage(
        "publication publish", summary: "command.publication.publish",
        positionals: [.required("slug", help: "argument.slug")],
        options: [
            .value("on", "date", isRequired: true, help: "field.published"),
            .value("language", "code", help: "field.language"),
            .value("link", "address", help: "field.link"),
        ],
        examples: [
            "hubctl publication publish guyana-needs --on 2021-06-01 --link https://example.org/n.pdf"
        ])

    let slug: Slug
    let day: CalendarDate?
    let language: String?
    let link: String?

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("slug")
        day = try arguments.value("on")
        language = try arguments.value("language")
        link = try arguments.value("link")
    }

    func run(in session: Session) async throws {
        try await session.withApplication { application in
            try await application.change(slug) { (publication: inout Publication) in
                publication.published = day
                guard let link else { return }
                let place =
                    language.map { language in
                        publication.texts.firstIndex { $0.language == language }
                    } ?? publication.texts.indices.first
                guard let place else { throw OperationError.invalid(field: "language") }
                publication.texts[place].link = link
            }
        }
        session.terminal.write(session.texts("record.changed", ["slug": slug.description]))
        let proposed: Slug? = try await session.withApplication { application in
            let publication: Publication = try await application.record(slug).record
            let item = publication.announcementSlug
            return try await application.records(BulletinItem.self).map(\.record)
                .first { $0.slug == item && $0.status == .draft }?.slug
        }
        if let proposed {
            session.terminal.write(
                session.texts("publication.proposed", ["slug": proposed.description]))
        }
    }
}

/// `hubctl publication cite guyana-needs --format ris`.
struct PublicationCite: Command {
    static let usage = Usage(
        "publication cite", summary: "command.publication.cite",
        positionals: [.rest("slug", isOptional: true, help: "option.publication.slugs")],
        options: [
            .value(
                "format", "format", values: .oneOf(["bibtex", "ris"]),
                help: "option.publication.format"),
            .value("language", "code", help: "field.language"),
        ],
        examples: ["hubctl publication cite guyana-needs", "hubctl publication cite --format ris"])

    let slugs: [Slug]
    let isRIS: Bool
    let language: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        slugs = try arguments.rest("slug")
        isRIS = try arguments.value("format") == "ris"
        language = try arguments.value("language") ?? ""
    }

    func run(in session: Session) async throws {
        let publications: [Publication] = try await session.withApplication { application in
            if slugs.isEmpty {
                return try await application.records(Publication.self).map(\.record)
            }
            var publications: [Publication] = []
            for slug in slugs { publications.append(try await application.record(slug).record) }
            return publications
        }
        let citations = publications.compactMap { Citation($0, language: language) }
        session.terminal.write(
            citations.map { isRIS ? $0.ris : $0.bibTeX }.joined(separator: "\n"), terminator: "")
    }
}
