public import Codelists

/// An item of the bulletin: news with the records behind it.
public struct BulletinItem: RegionRecord {
    public static let kind = RecordKind.bulletinItem

    public enum Status: String, Codable, Sendable, CaseIterable {
        case draft
        case inReview = "in_review"
        case published
    }

    public var slug: Slug
    public var dated: CalendarDate
    public var country: Country?
    public var status: Status
    /// One for each language, the original first.
    @Listed public var texts: [BulletinText]
    /// The records behind it.
    @Listed public var links: [RecordReference]
    @Listed public var pictures: [BulletinPicture]
    public var source: String?

    public init(slug: Slug, dated: CalendarDate, status: Status) {
        self.slug = slug
        self.dated = dated
        self.status = status
    }

    public var references: [RecordReference] { links }

    /// The text in a language, or in the one that its readers follow best; else the original.
    public func text(in language: String) -> BulletinText? {
        ReaderLanguage.inOrder(language).lazy.compactMap { one in
            texts.first { $0.language == one }
        }.first ?? texts.first
    }

    /// The figures that its texts are bound to, each once.
    public var figures: [BoundFigure] {
        var figures: [BoundFigure] = []
        for figure in texts.flatMap({ BoundFigure.all(in: $0.body) })
        where !figures.contains(figure) {
            figures.append(figure)
        }
        return figures
    }

    public var faultyField: String? {
        if texts.isEmpty || texts.contains(where: { $0.title.isEmpty }) { return "title" }
        if Set(texts.map(\.language)).count < texts.count { return "language" }
        if !texts.allSatisfy({ LanguageTag.isTag($0.language) }) { return "language" }
        if texts.contains(where: { !BoundFigure.isWellFormed($0.body) }) { return "figure" }
        if pictures.contains(where: { !WebAddress.isWebAddress($0.link) || $0.text.isEmpty }) {
            return "pictures"
        }
        return nil
    }
}

/// An item in one language.
public struct BulletinText: Codable, Hashable, Sendable {
    /// ISO 639, such as `es`.
    public var language: String
    public var title: String
    /// CommonMark, with bound figures.
    public var body: String

    public init(language: String, title: String, body: String) {
        self.language = language
        self.title = title
        self.body = body
    }
}

/// A picture by its address, with what it shows for those who do not see it.
public struct BulletinPicture: Codable, Hashable, Sendable {
    public var link: String
    public var text: String
    public var credit: String?
}

/// Items that go out together.
public struct BulletinIssue: RegionRecord {
    public static let kind = RecordKind.bulletinIssue

    public var slug: Slug
    public var dated: CalendarDate
    public var title: String
    /// In the order in which they are read; an item is in one issue only.
    @Listed public var items: [Slug]

    public var references: [RecordReference] {
        items.map { RecordReference(.bulletinItem, $0) }
    }

    public var faultyField: String? { title.isEmpty ? "title" : nil }
}
