public import Codelists

/// A figure in a text that is bound to its source: `{{people quarter=2021-Q1 edition=1}}`.
///
/// It is read from the public figures of an edition, so that a text cannot say otherwise.
public struct BoundFigure: Hashable, Sendable {
    public enum Measure: String, Sendable, CaseIterable { case people, identified, anonymous }

    public let measure: Measure
    public let quarter: Quarter
    public let edition: Int
    /// The total where there is none.
    public let country: Country?

    public init(_ measure: Measure, of quarter: Quarter, edition: Int, country: Country? = nil) {
        self.measure = measure
        self.quarter = quarter
        self.edition = edition
        self.country = country
    }

    /// Reads what stands between the braces.
    public init?(_ text: some StringProtocol) {
        let words = text.split(separator: " ")
        guard let measure = words.first.flatMap({ Measure(rawValue: String($0)) }) else {
            return nil
        }
        var values: [Substring: String] = [:]
        for word in words.dropFirst() {
            let parts = String(word).split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2, values[parts[0]] == nil,
                ["quarter", "edition", "country"].contains(parts[0])
            else { return nil }
            values[parts[0]] = String(parts[1])
        }
        guard let quarter = values["quarter"].flatMap(Quarter.init),
            let edition = values["edition"].flatMap({ Int($0) }), edition > 0
        else { return nil }
        self.measure = measure
        self.quarter = quarter
        self.edition = edition
        if let name = values["country"] {
            guard let country = Country(name) else { return nil }
            self.country = country
        } else {
            country = nil
        }
    }

    /// One piece of a text.
    public enum Piece: Equatable, Sendable {
        case text(String)
        case figure(BoundFigure)
    }

    /// A text in pieces; nil where braces hold no figure.
    public static func pieces(of text: String) -> [Piece]? {
        var pieces: [Piece] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            guard let end = rest[start.upperBound...].firstRange(of: "}}"),
                let figure = BoundFigure(rest[start.upperBound..<end.lowerBound])
            else { return nil }
            if start.lowerBound > rest.startIndex {
                pieces.append(.text(String(rest[..<start.lowerBound])))
            }
            pieces.append(.figure(figure))
            rest = rest[end.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    static func isWellFormed(_ text: String) -> Bool { pieces(of: text) != nil }

    static func all(in text: String) -> [BoundFigure] {
        (pieces(of: text) ?? []).compactMap {
            if case .figure(let figure) = $0 { figure } else { nil }
        }
    }
}

extension BoundFigure: LosslessStringConvertible {
    public var description: String {
        let place = country.map { " country=\($0.code)" } ?? ""
        return "\(measure.rawValue) quarter=\(quarter) edition=\(edition)\(place)"
    }
}
