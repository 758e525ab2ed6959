public import Codelists

/// A report or study: forthcoming until it has a date, then published.
public struct Publication: RegionRecord {
    public static let kind = RecordKind.publication

    public enum Status: String, Codable, Sendable { case forthcoming, published }

    public var slug: Slug
    /// One for each language, the original first.
    @Listed public var texts: [PublicationText]
    /// Bodies, in the order of the title page.
    @Listed public var authors: [String]
    public var publisher: String?
    public var series: String?
    public var country: Country?
    @Listed public var topics: [String]
    public var published: CalendarDate?
    public var source: String?

    public var status: Status { published == nil ? .forthcoming : .published }

    /// The text in a language, or in the one that its readers follow best; else the original.
    public func text(in language: String) -> PublicationText? {
        ReaderLanguage.inOrder(language).lazy.compactMap { one in
            texts.first { $0.language == one }
        }.first ?? texts.first
    }

    public var faultyField: String? {
        if texts.isEmpty || texts.contains(where: { $0.title.isEmpty }) { return "title" }
        if Set(texts.map(\.language)).count < texts.count { return "language" }
        if !texts.allSatisfy({ LanguageTag.isTag($0.language) }) { return "language" }
        if texts.contains(where: { !($0.link.map(WebAddress.isWebAddress) ?? true) }) {
            return "link"
        }
        return nil
    }
}

/// A publication in one language.
public struct PublicationText: Codable, Hashable, Sendable {
    /// ISO 639, such as `es`.
    public var language: String
    public var title: String
    public var link: String?
}
