public import Casework
import Codelists
public import HubLogs

/// Reads a table of hubs: `code,name,country,admin1,latitude,longitude`.
public enum HubFile {
    /// Which row and column is wrong.
    public struct Problem: Error, Equatable, Sendable {
        public let line: Int
        public let column: String
    }

    /// The hubs of a table whose first row is the heading; columns in any order.
    public static func hubs(in rows: [TableRow]) -> Result<[Hub], Problem> {
        guard let heading = rows.first.map({ $0.fields.map { TextFolding.fold($0) } }) else {
            return .failure(Problem(line: 1, column: "code"))
        }
        for column in ["code", "name", "country"] where !heading.contains(column) {
            return .failure(Problem(line: 1, column: column))
        }
        var hubs: [Hub] = []
        for row in rows.dropFirst() {
            let line = row.line
            let fields = Dictionary(
                zip(heading, row.fields), uniquingKeysWith: { first, _ in first })
            func text(_ column: String) -> String? {
                fields[column].flatMap { $0.isEmpty ? nil : $0 }
            }
            guard let code = text("code").flatMap({ HubCode($0) }) else {
                return .failure(Problem(line: line, column: "code"))
            }
            guard let name = text("name") else {
                return .failure(Problem(line: line, column: "name"))
            }
            guard let country = text("country").flatMap({ Country($0) }), country == code.country
            else { return .failure(Problem(line: line, column: "country")) }
            for column in ["latitude", "longitude"] {
                guard let written = text(column) else { continue }
                let limit: Double = column == "latitude" ? 90 : 180
                guard let degrees = Double(written), abs(degrees) <= limit else {
                    return .failure(Problem(line: line, column: column))
                }
            }
            hubs.append(
                Hub(
                    code: code, name: name, country: country, admin1: text("admin1"),
                    latitude: text("latitude").flatMap { Double($0) },
                    longitude: text("longitude").flatMap { Double($0) }))
        }
        return .success(hubs)
    }
}
