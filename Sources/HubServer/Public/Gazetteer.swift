import Casework
import Codelists

/// Finds a place that somebody types: the cities of the region, the biggest first.
enum Gazetteer {
    struct City: Sendable {
        let name: String
        let country: Country
        let position: Coordinates
        fileprivate let folded: String
    }

    /// The city of that name; else the biggest whose name begins with it, or holds it.
    ///
    /// A country may follow after a comma: `San José, Costa Rica`.
    static func city(_ text: String) -> City? {
        let parts = text.split(separator: ",").map { TextFolding.fold($0) }
        guard let asked = parts.first, asked.utf8.count >= 2 else { return nil }
        let country = parts.count > 1 ? Country(text.split(separator: ",")[1].trimmed) : nil
        let candidates = cities.filter { country == nil || $0.country == country }
        return candidates.first { $0.folded == asked }
            ?? candidates.first { $0.folded.hasPrefix(asked) }
            ?? candidates.first { asked.utf8.count >= 4 && $0.folded.contains(asked) }
    }

    /// All of them, for suggestions.
    static let cities: [City] = {
        var countries: [Substring: Country] = [:]
        return PublicAssets.text("cities.txt").split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 3)
            guard fields.count == 4, let latitude = Double(fields[1]),
                let longitude = Double(fields[2]),
                let position = Coordinates(
                    latitude: latitude / 100, longitude: longitude / 100)
            else { return nil }
            let country = countries[fields[0]] ?? Country(String(fields[0])) ?? .unknown
            countries[fields[0]] = country
            return City(
                name: String(fields[3]), country: country, position: position,
                folded: TextFolding.fold(fields[3]))
        }
    }()
}

extension Substring {
    /// Without the spaces around it.
    var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
