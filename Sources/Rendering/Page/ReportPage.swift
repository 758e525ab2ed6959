public import Casework
import Drawing
import RenderingFiles
public import Reporting
public import Texts

/// The quarterly report as one page of HTML that needs nothing else: no script, no outside
/// request, its pictures as SVG in the page. It is also well-formed XML.
public struct ReportPage {
    let wording: ReportWording

    public init(_ report: QuarterlyReport, texts: Texts, made: CalendarDate) {
        wording = ReportWording(report: report, texts: texts, made: made)
    }

    /// The SHA-256 of `page.css`, in Base64; a test holds it against the file.
    static let styleDigest = "UBna9jdwADWeejkb3luLPhqGPGyoqlC0Trq2pGG9ehw="

    /// What a browser may load for the page: its one stylesheet, by digest, and nothing else.
    ///
    /// The page says so itself; a server should say it again as a header.
    public static let contentSecurityPolicy =
        "default-src 'none'; style-src 'sha256-\(styleDigest)'; img-src data:; "
        + "base-uri 'none'; form-action 'none'"

    static var style: String {
        var count = 0
        let start = rendering_file_page_css(&count)
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The whole page. The same report gives the same text.
    public var html: String {
        let texts = wording.texts
        var page = "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\""
        page += " lang=\"\(texts.language.rawValue)\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        page += "<meta http-equiv=\"Content-Security-Policy\""
        page += " content=\"\(Self.contentSecurityPolicy)\"/>\n"
        page += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        if wording.report.policy.audience == .internal {
            page += "<meta name=\"robots\" content=\"noindex, nofollow\"/>\n"
        }
        // Without it a browser asks the server for one.
        page += "<link rel=\"icon\" href=\"data:,\"/>\n"
        page += "<title>\(wording.documentTitle.markupEscaped)</title>\n"
        page += "<style>\(Self.style)</style>\n</head>\n<body class=\"\(printing)\">\n"
        page += "<a class=\"skip\" href=\"#figures\">"
        page += "\(texts("rendering.skip").markupEscaped)</a>\n"
        let sections = PageSections(wording: wording).all
        page += band + header + contents(sections)
        page += "<main id=\"figures\">\n" + sections.map(\.html).joined() + "</main>\n"
        page += "<footer>" + element("p", "\(wording.edition) · \(wording.madeOn)")
        return page + "</footer>\n</body>\n</html>\n"
    }

    /// Names the rule by which the stylesheet marks each printed page.
    var printing: String {
        let synthetic = wording.report.isDemonstration ? "-synthetic" : ""
        let isPreview = wording.report.policy.audience == .public && wording.report.edition == nil
        let audience = isPreview ? "preview" : wording.report.policy.audience.rawValue
        return "\(audience)\(synthetic)-\(wording.texts.language.rawValue)"
    }

    /// Stays in sight wherever the reader is.
    private var band: String {
        let stamps = [wording.audience, wording.synthetic].compactMap(\.self)
        return "<p class=\"band\">\(stamps.joined(separator: " · ").markupEscaped)</p>\n"
    }

    private var header: String {
        var header = "<header>\n"
        header += element("p", wording.texts("rendering.kicker"), class: "quiet")
        header += element("h1", wording.title)
        if let place = wording.place { header += element("p", place, class: "place") }
        header += element("p", wording.period, class: "period")
        header += "<ul class=\"stamps\">\n"
        for stamp in [wording.audience, wording.synthetic].compactMap(\.self) {
            header += element("li", stamp)
        }
        header += "</ul>\n"
        header += element("p", "\(wording.edition) · \(wording.madeOn)", class: "quiet")
        let people = wording.people
        header += "<p class=\"headline\"><strong>\(people.number.markupEscaped)</strong> "
        header += "\(people.label.markupEscaped)</p>\n"
        header += numbers(wording.keyNumbers, class: "numbers")
        header += numbers(wording.changes, class: "numbers changes")
        for sentence in wording.completeness.prefix(2) { header += element("p", sentence) }
        if wording.report.totals.events == 0 {
            header += element("p", wording.texts("rendering.none"))
        }
        if let note = wording.hiddenNote { header += element("p", note, class: "quiet") }
        return header + "</header>\n"
    }

    /// The report's head and sections without a page around them, for one that has the classes of
    /// `page.css`: pictures, tables, quality, method.
    ///
    /// `link` says where the name of a table's row leads, by table and code, and `events` where its
    /// number of events does, by table and the codes of its categories; nil for nowhere.
    public func content(
        link: @escaping (_ table: String, _ code: String) -> String?,
        events: @escaping (_ table: String, _ codes: [String]) -> String? = { _, _ in nil }
    ) -> String {
        let people = wording.people
        var html = "<p class=\"period\">\(wording.period.markupEscaped)</p>\n"
        html += "<p class=\"notice\">\(wording.audience.markupEscaped)</p>\n"
        html += "<p class=\"headline\"><strong>\(people.number.markupEscaped)</strong> "
        html += "\(people.label.markupEscaped)</p>\n"
        html += numbers(wording.keyNumbers, class: "numbers")
        html += numbers(wording.changes, class: "numbers changes")
        for sentence in wording.completeness.prefix(2) { html += element("p", sentence) }
        if wording.report.totals.events == 0 {
            html += element("p", wording.texts("rendering.none"))
        }
        if let note = wording.hiddenNote { html += element("p", note, class: "quiet") }
        let sections = PageSections(wording: wording, link: link, events: events).all
        return html + sections.map(\.html).joined()
    }

    /// What the report is called, as its page is titled.
    public var title: String { wording.documentTitle }

    private func numbers(_ numbers: [ReportWording.KeyNumber], class name: String) -> String {
        var list = "<dl class=\"\(name)\">\n"
        for number in numbers {
            list += "<div><dt>\(number.label.markupEscaped)</dt>"
            list += "<dd>\(number.number.markupEscaped)</dd></div>\n"
        }
        return list + "</dl>\n"
    }

    private func contents(_ sections: [PageSections.Section]) -> String {
        let title = wording.texts("rendering.contents").markupEscaped
        var list = "<nav aria-label=\"\(title)\">\n<ol>\n"
        for section in sections {
            list += "<li><a href=\"#\(section.name)\">\(section.heading.markupEscaped)</a></li>\n"
        }
        return list + "</ol>\n</nav>\n"
    }
}

/// An element with a text in it.
func element(_ name: String, _ text: String, class style: String? = nil) -> String {
    let attribute = style.map { " class=\"\($0)\"" } ?? ""
    return "<\(name)\(attribute)>\(text.markupEscaped)</\(name)>\n"
}
