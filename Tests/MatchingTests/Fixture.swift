import Codelists
import Foundation
import Matching

/// Made-up people with the slips of the field, and which records are one person: written by
/// `Tests/Judges/linkage.py people Tests/MatchingTests/Fixtures/people.csv 1500 2021`.
struct Fixture {
    let ids: [String]
    let people: [PersonRecord]
    let truth: Set<RecordPair>

    static let people = Result { try Fixture() }

    private init() throws {
        let rows = try Self.rows("people")
        ids = rows.map { $0[0] }
        people = rows.map { fields in
            PersonRecord(
                givenNames: fields[1], familyNames: fields[2], birth: WrittenBirth(fields[3]),
                sex: Sex(fields[4]) ?? .unknown, nationality: Country(fields[5]) ?? .unknown,
                document: fields[6], phone: fields[7])
        }
        let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        truth = Set(
            try Self.rows("people-truth").compactMap { fields in
                guard let one = places[fields[0]], let other = places[fields[1]] else { return nil }
                return RecordPair(one, other)
            })
    }

    /// No field of the generator's holds a comma or a quote.
    private static func rows(_ name: String) throws -> [[String]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/\(name).csv")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
    }
}
