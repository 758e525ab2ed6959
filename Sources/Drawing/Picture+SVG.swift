extension Picture {
    /// The picture as SVG; its texts stay texts, which can be read, searched and copied.
    ///
    /// No style, script or outside reference: each mark has its colours as attributes, and a
    /// class by which a page's own stylesheet may change them.
    /// `name` distinguishes the identifiers of several pictures in one page.
    public func svg(named name: String, standalone: Bool) -> String {
        var svg = standalone ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : ""
        let (width, height) = (SVG.number(width), SVG.number(height))
        svg += "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\""
        if standalone { svg += " width=\"\(width)\" height=\"\(height)\"" }
        svg += " role=\"img\" aria-labelledby=\"\(name)-title \(name)-desc\""
        svg += " font-family=\"\(SVG.families)\">\n"
        svg += "<title id=\"\(name)-title\">\(title.markupEscaped)</title>\n"
        svg += "<desc id=\"\(name)-desc\">\(description.markupEscaped)</desc>\n"
        if uses(.hatched) {
            svg += "<defs><pattern id=\"\(name)-hatch\" width=\"3\" height=\"3\""
            svg += " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
            svg += "<rect width=\"3\" height=\"3\" fill=\"#ffffff\" class=\"fill-paper\"/>"
            svg += "<rect width=\"0.8\" height=\"3\" fill=\"\(Paint.hatched.hexadecimal)\""
            svg += " class=\"fill-quiet\"/></pattern></defs>\n"
        }
        if standalone {
            svg += "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#ffffff\"/>\n"
        }
        let writer = SVG(name: name)
        for mark in marks { svg += writer.element(mark) }
        return svg + "</svg>" + (standalone ? "\n" : "")
    }

    private func uses(_ paint: Paint) -> Bool {
        marks.contains { mark in
            switch mark {
            case .rectangle(_, let fill), .shape(_, let fill, _), .dot(_, _, let fill, _):
                fill == paint
            default: false
            }
        }
    }
}

extension String {
    /// The text as it stands in HTML, XML and SVG, also inside double quotes.
    public var markupEscaped: String {
        var result = ""
        // By scalars: a quote with an accent on it is one character, and still ends an attribute.
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // XML has no place for control characters.
            case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
