import CaseStore
import Casework
import Codelists
import Exports
import Operations
import Texts

/// The bulletin: its items, the newest first, and its issues.
struct BulletinPage: Sendable {
    let frame: PublicFrame
    let entries: [BulletinEntry]
    let issues: [BulletinIssue]

    var markup: Markup {
        let texts = frame.texts
        let items = entries.map { entry -> Markup in
            let item = entry.stored.record
            let text = item.text(in: texts.language.rawValue)
            return """
                <li><h2\(attribute: "lang", text?.language)>\
                <a href="\(frame.link("/bulletin/\(item.slug)"))">\(text?.title ?? "")</a></h2>
                <p class="quiet">\(BulletinWords(texts: texts).about(item))</p></li>

                """
        }
        let list = issues.map { issue -> Markup in
            """
            <li><a href="\(frame.link("/bulletin/issues/\(issue.slug)"))">\(issue.title)</a> \
            <span class="quiet">\(BulletinWords(texts: texts).date(issue.dated))</span></li>

            """
        }
        let issueList: Markup? =
            issues.isEmpty
            ? nil
            : """
            <h2>\(texts("bulletin.issues"))</h2>
            <ul>
            \(list)</ul>

            """
        return frame.page(
            title: texts("bulletin.title"), at: .bulletin, head: Self.feeds(frame),
            main: """
                <p>\(texts("public.bulletin.lead"))</p>
                <ol class="items">
                \(items)</ol>
                \(issueList)<p><a href="\(frame.link("/bulletin/feed.atom"))">Atom</a> · \
                <a href="\(frame.link("/bulletin/feed.json"))">JSON Feed</a></p>

                """)
    }

    /// Says to feed readers where the feeds are.
    static func feeds(_ frame: PublicFrame) -> Markup {
        """
        <link rel="alternate" type="application/atom+xml" href="\(frame.link("/bulletin/feed.atom"))">
        <link rel="alternate" type="application/feed+json" href="\(frame.link("/bulletin/feed.json"))">

        """
    }
}

/// Some items in full: one of them as a page of its own, or those of an issue.
struct BulletinTextPage: Sendable {
    let frame: PublicFrame
    let title: String
    /// The language of the text where it is not the page's.
    var language: String?
    let entries: [BulletinEntry]
    /// Where the issue can be had as a document; nil for an item.
    var issue: Slug?
    /// Other languages of one item.
    var others: [(language: String, path: String)] = []

    var markup: Markup {
        let texts = frame.texts
        let documents: Markup? = issue.map { slug in
            """
            <p class="actions"><a class="button" \
            href="\(frame.link("/bulletin/issues/\(slug)/pdf"))">PDF</a> \
            <a class="button plain" href="\(frame.link("/bulletin/issues/\(slug)/text"))">\
            \(texts("public.bulletin.text"))</a></p>

            """
        }
        let languages = others.map { other -> Markup in
            """
            <a href="\(other.path)" hreflang="\(other.language)">\(BulletinWords.name(other.language, texts))</a>

            """
        }
        let choice: Markup? = others.isEmpty ? nil : "<p class=\"quiet\">\(languages)</p>\n"
        return frame.page(
            title: title, at: .bulletin, head: BulletinPage.feeds(frame),
            main: """
                \(documents)\(choice)\(entries.map(article))
                """)
    }

    private func article(_ entry: BulletinEntry) -> Markup {
        let texts = frame.texts
        let words = BulletinWords(texts: texts)
        let item = entry.stored.record
        guard let text = item.text(in: language ?? texts.language.rawValue) else { return .none }
        let body = BulletinBody(text.body, values: entry.figures, texts: texts)
        let heading: Markup? = issue == nil ? nil : "<h2>\(text.title)</h2>\n"
        let sources = entry.figures.map { "<li>\(body.provenance(of: $0.figure))</li>\n" as Markup }
        let figures: Markup? =
            sources.isEmpty
            ? nil
            : """
            <details><summary>\(texts("public.bulletin.figures"))</summary>
            <ul class="sources">
            \(sources)</ul></details>

            """
        let corrections = entry.corrections.map { correction -> Markup in
            """
            <p class="correction"><b>\(texts("public.bulletin.correction"))</b> \
            <time datetime="\(correction.at)">\(correction.at.prefix(10).description)</time>: \
            \(correction.note)</p>

            """
        }
        let pictures = item.pictures.map { picture -> Markup in
            """
            <p>\(texts("public.bulletin.picture")): <a href="\(picture.link)" \
            rel="noopener">\(picture.text)</a>\(picture.credit.map { " (\($0))" } ?? "")</p>

            """
        }
        return """
            <article\(attribute: "lang", text.language)>
            \(heading)<p class="quiet">\(words.about(item))</p>
            <div class="text">\(Markup(trusted: body.html))</div>
            \(corrections)\(pictures)\(figures)\
            \(item.source.map { "<p class=\"quiet\">\(texts("field.source")): \($0)</p>\n" as Markup })\
            </article>

            """
    }
}

/// What the bulletin's pages say of an item.
struct BulletinWords: Sendable {
    let texts: Texts

    func date(_ date: CalendarDate) -> String {
        let (year, month, day) = date.parts
        return texts.date(year: year, month: month, day: day)
    }

    func about(_ item: BulletinItem) -> String {
        [date(item.dated), item.country?.label(texts.language)].compactMap(\.self)
            .joined(separator: " · ")
    }

    /// A language by its own name where we have it.
    static func name(_ code: String, _ texts: Texts) -> String {
        switch code {
        case "en": "English"
        case "es": "Español"
        case "fr": "Français"
        case "ht": "Kreyòl ayisyen"
        case "pt": "Português"
        default: code
        }
    }
}
