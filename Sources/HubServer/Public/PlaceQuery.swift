import Casework
import Codelists
import HTTP

/// Which places a page was asked for, as its address says.
struct PlaceQuery: Sendable {
    private(set) var filter = PlaceFilter()
    /// As they were asked, for the form to show again.
    private(set) var values: [String: [String]] = [:]
    private(set) var city: Gazetteer.City?
    /// A place was typed that nobody knows.
    private(set) var isUnknownPlace = false
    private let base: String

    static let names = ["place", "service", "language", "country", "serves", "open", "near"]

    /// Reads a query kindly: what is not known is left out.
    init(_ items: [QueryItem], at base: String = "/map") {
        self.base = base
        filter.limit = 100
        for item in items where Self.names.contains(item.name) && !item.value.isEmpty {
            values[item.name] = [item.value]
        }
        func value(_ name: String) -> String? { values[name]?.first }
        filter.service = value("service").flatMap { Service($0)?.number }
        filter.language = value("language").flatMap { SpokenLanguage($0)?.number }
        filter.country = value("country").flatMap { Country($0)?.number }
        filter.serves = value("serves").flatMap { Country($0)?.number }
        filter.isOpenNow = value("open") == "now"
        filter.near = value("near").flatMap { Coordinates($0) }
        if let text = value("place") {
            city = Gazetteer.city(text)
            isUnknownPlace = city == nil
            if let city { filter.near = city.position }
        }
        let offset = items.first { $0.name == "offset" }.flatMap { Int($0.value) } ?? 0
        filter.offset = (0...1_000_000).contains(offset) ? offset : 0
    }

    /// The page's address from another place of the list on, without its language.
    func path(offset: Int? = nil) -> String {
        var query = Self.names.compactMap { name in
            values[name]?.first.map { "\(name)=\(Self.encoded($0))" }
        }
        let offset = offset ?? filter.offset
        if offset > 0 { query.append("offset=\(offset)") }
        return query.isEmpty ? base : "\(base)?\(query.joined(separator: "&"))"
    }

    /// As it stands in a query.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}
