import CaseStore
import Casework
import Console
import Documents
import Exports
import FoundationEssentials
import Operations
import Texts

/// `hubctl bulletin feed --format atom`: what is published, for readers of feeds or of mail.
struct BulletinFeed: Command {
    static let usage = Usage(
        "bulletin feed", summary: "command.bulletin.feed",
        options: [
            .value(
                "format", "format", values: .oneOf(["atom", "json", "text"]),
                help: "option.bulletin.format"),
            .value("site", "address", help: "option.bulletin.site"),
        ],
        examples: [
            "hubctl bulletin feed > feed.atom",
            "hubctl bulletin feed --format json --site https://hubs.example.org --lang es",
        ])

    let format: String
    let site: String?

    init(_ arguments: inout Arguments) throws(UsageError) {
        format = try arguments.value("format") ?? "atom"
        site = try arguments.value("site", parse: Self.site)
    }

    /// The address without a slash at its end.
    private static func site(_ text: String) -> String? {
        guard text.hasPrefix("https://") || text.hasPrefix("http://") else { return nil }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    func run(in session: Session) async throws {
        let (entries, id) = try await session.withApplication { application in
            (
                try await application.bulletin(onlyPublished: true),
                try await application.installationID()
            )
        }
        let texts = session.texts
        if format == "text" {
            session.terminal.write(entries.map { $0.mail(texts) }.joined(separator: "\n"))
            return
        }
        let feed = Feed(
            title: texts("bulletin.title"), author: texts("bulletin.author"),
            language: texts.language.rawValue, site: site, id: id.uuidString.lowercased(),
            entries: entries.compactMap { $0.feedEntry(texts) })
        session.terminal.write(
            format == "json" ? try feed.json() : feed.atom,
            terminator: format == "json" ? "\n" : "")
    }
}
