import CaseStore
public import Casework
import Postgres
import Texts

extension Publication {
    /// The short name of the item by which the bulletin announces it.
    public var announcementSlug: Slug? { Slug("publication-\(slug)") }

    /// An item for the bulletin that says that it has come out, in those of our languages in which
    /// it is there; in Spanish where it is there in none. Nil while it is forthcoming.
    func announcement() -> BulletinItem? {
        guard let published, let announcementSlug else { return nil }
        let ours = texts.compactMap { text in
            Language(whole: text.language).map { ($0, text) }
        }
        let written = ours.isEmpty ? texts.prefix(1).map { (Language.spanish, $0) } : ours
        var item = BulletinItem(slug: announcementSlug, dated: published, status: .draft)
        item.country = country
        item.source = source
        item.links = [RecordReference(.publication, slug)]
        item.texts = written.map { language, text in
            let words = Texts(language)
            let values = ["title": text.title]
            let body = words(
                "bulletin.announcement.body", ["title": text.title.commonMarkText])
            let link = text.link.map { "\n\n<\($0)>" } ?? ""
            return BulletinText(
                language: language.rawValue, title: words("bulletin.announcement.title", values),
                body: body + link)
        }
        return item.faultyField == nil ? item : nil
    }
}

extension Application {
    /// Proposes to the bulletin what has just come out: a draft, for its editors to change, hand on
    /// or leave. Nothing becomes public by it, and nothing is proposed twice.
    func announce(
        _ after: some RegionRecord, before: some RegionRecord, on connection: Connection
    ) async throws {
        guard let before = before as? Publication, before.published == nil,
            let after = after as? Publication, let item = after.announcement(),
            actor.reach(of: RecordKind.bulletinItem.permission) > .nothing
        else { return }
        let known: Stored<BulletinItem>? = try await connection.first(.record(item.slug))
        guard known == nil else { return }
        try await save(item, id: .new(), on: connection)
        try await audit(item, "propose", on: connection)
    }
}

extension String {
    /// The text in CommonMark, with nothing in it taken for markup.
    fileprivate var commonMarkText: String {
        reduce(into: "") { text, character in
            if character.isASCII, character.isPunctuation || character.isSymbol { text += "\\" }
            text.append(character)
        }
    }
}
