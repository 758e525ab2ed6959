import CaseStore
import Casework
public import Exports
import FoundationEssentials
public import Operations
public import Texts

extension BulletinEntry {
    /// The item in a feed; nil until it is published.
    public func feedEntry(_ texts: Texts) -> Feed.Entry? {
        guard let text = stored.record.text(in: texts.language.rawValue), let publishedAt else {
            return nil
        }
        let body = BulletinBody(text.body, values: figures, texts: texts)
        let notes = corrections.map { correction in
            BulletinBody.note(
                texts(
                    "bulletin.correction",
                    ["day": String(correction.at.prefix(10)), "note": correction.note]))
        }
        return Feed.Entry(
            id: stored.id.description, slug: stored.record.slug.description, title: text.title,
            html: body.html + notes.joined(), published: publishedAt, updated: updatedAt)
    }

    /// The item in a message without markup.
    public func mail(_ texts: Texts) -> String {
        guard let text = stored.record.text(in: texts.language.rawValue) else { return "" }
        let body = BulletinBody(text.body, values: figures, texts: texts).plainText
        let notes = corrections.map { correction in
            texts(
                "bulletin.correction",
                ["day": String(correction.at.prefix(10)), "note": correction.note]) + "\n"
        }
        let (year, month, day) = stored.record.dated.parts
        return
            "\(text.title)\n\(texts.date(year: year, month: month, day: day))\n\n\(body)"
            + notes.joined()
    }
}
