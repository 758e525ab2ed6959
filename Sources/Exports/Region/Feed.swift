import FoundationEssentials

/// The bulletin for feed readers, in one language.
public struct Feed: Sendable {
    public struct Entry: Sendable {
        /// A UUID, lower-case.
        public let id: String
        public let slug: String
        public let title: String
        /// Safe HTML.
        public let html: String
        /// RFC 3339, UTC.
        public let published: String
        public let updated: String

        public init(
            id: String, slug: String, title: String, html: String, published: String,
            updated: String
        ) {
            self.id = id
            self.slug = slug
            self.title = title
            self.html = html
            self.published = published
            self.updated = updated
        }
    }

    public let title: String
    public let author: String
    /// ISO 639.
    public let language: String
    /// Where the pages are, without a slash at its end; nil where there are none.
    public let site: String?
    /// The installation's own UUID, lower-case: a feed keeps its identity when its address changes.
    public let id: String
    public let entries: [Entry]

    public init(
        title: String, author: String, language: String, site: String?, id: String,
        entries: [Entry]
    ) {
        self.title = title
        self.author = author
        self.language = language
        self.site = site
        self.id = id
        self.entries = entries
    }

    /// When something in it last changed.
    private var updated: String { entries.map(\.updated).max() ?? "1970-01-01T00:00:00Z" }

    /// As Atom (RFC 4287).
    public var atom: String {
        var lines = [
            #"<?xml version="1.0" encoding="utf-8"?>"#,
            #"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\#(escaped(language))">"#,
            "  <id>urn:uuid:\(escaped(id))</id>", "  <title>\(escaped(title))</title>",
            "  <updated>\(updated)</updated>",
            "  <author><name>\(escaped(author))</name></author>",
        ]
        if let site {
            lines += [
                #"  <link rel="self" href="\#(escaped(site))/bulletin/feed.atom"/>"#,
                #"  <link rel="alternate" href="\#(escaped(site))/bulletin"/>"#,
            ]
        }
        for entry in entries {
            lines += [
                "  <entry>", "    <id>urn:uuid:\(escaped(entry.id))</id>",
                "    <title>\(escaped(entry.title))</title>",
                "    <published>\(entry.published)</published>",
                "    <updated>\(entry.updated)</updated>",
            ]
            if let address = address(of: entry) {
                lines.append(#"    <link rel="alternate" href="\#(escaped(address))"/>"#)
            }
            lines += [
                #"    <content type="html">\#(escaped(entry.html))</content>"#, "  </entry>",
            ]
        }
        return (lines + ["</feed>", ""]).joined(separator: "\n")
    }

    /// As JSON Feed, version 1.1.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let document = JSONFeedDocument(
            version: "https://jsonfeed.org/version/1.1", title: title,
            homePage: site.map { "\($0)/bulletin" },
            feed: site.map { "\($0)/bulletin/feed.json" }, language: language,
            authors: [.init(name: author)],
            items: entries.map { entry in
                .init(
                    id: "urn:uuid:\(entry.id)", url: address(of: entry), title: entry.title,
                    contentHTML: entry.html, datePublished: entry.published,
                    dateModified: entry.updated, language: language)
            })
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    private func address(of entry: Entry) -> String? {
        site.map { "\($0)/bulletin/\(entry.slug)" }
    }

    private func escaped(_ text: String) -> String { MarkupText.escaped(text) }
}
