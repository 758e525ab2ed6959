public import Casework

/// How a publication is cited, for reference managers.
public struct Citation: Sendable {
    private let publication: Publication
    private let text: PublicationText

    /// In a language, or the original's; nil for a publication without a text.
    public init?(_ publication: Publication, language: String) {
        guard let text = publication.text(in: language) else { return nil }
        self.publication = publication
        self.text = text
    }

    /// As BibTeX.
    public var bibTeX: String {
        var fields: [(String, String)] = [("title", "{\(Self.tex(text.title))}")]
        if !publication.authors.isEmpty {
            // Bodies, not persons: doubly braced, so that nothing takes them for first and last names.
            fields.append(
                (
                    "author",
                    publication.authors.map { "{\(Self.tex($0))}" }.joined(separator: " and ")
                ))
        }
        fields.append(
            ("institution", Self.tex(publication.publisher ?? publication.authors.first ?? "")))
        if let series = publication.series { fields.append(("type", Self.tex(series))) }
        if let day = publication.published {
            fields += [("year", String(day.parts.year)), ("month", String(day.parts.month))]
        } else {
            fields.append(("note", "Forthcoming"))
        }
        if let link = text.link { fields.append(("url", Self.line(link))) }
        fields.append(("language", Self.tex(text.language)))
        let body = fields.map { "  \($0.0) = {\($0.1)}" }.joined(separator: ",\n")
        return "@techreport{\(publication.slug),\n\(body)\n}\n"
    }

    /// As RIS.
    public var ris: String {
        var lines = [("TY", "RPRT"), ("ID", publication.slug.description), ("TI", text.title)]
        lines += publication.authors.map { ("AU", $0) }
        if let publisher = publication.publisher { lines.append(("PB", publisher)) }
        if let series = publication.series { lines.append(("T2", series)) }
        if let day = publication.published {
            lines += [
                ("PY", String(day.parts.year)),
                ("DA", day.description.split(separator: "-").joined(separator: "/")),
            ]
        } else {
            lines.append(("N1", "Forthcoming"))
        }
        lines += publication.topics.map { ("KW", $0) }
        lines.append(("LA", text.language))
        if let link = text.link { lines.append(("UR", link)) }
        return lines.map { "\($0.0)  - \(Self.line($0.1))\r\n" }.joined() + "ER  - \r\n"
    }

    /// Text that TeX shows as it is.
    private static func tex(_ text: String) -> String {
        line(text).map { character in
            switch character {
            case "\\": #"\textbackslash{}"#
            case "~": #"\textasciitilde{}"#
            case "^": #"\textasciicircum{}"#
            case "{", "}", "&", "%", "$", "#", "_": "\\\(character)"
            default: String(character)
            }
        }.joined()
    }

    /// Text in one line, without control characters.
    private static func line(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
