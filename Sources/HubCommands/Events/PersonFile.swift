import Casework
import Codelists
import Console
import FoundationEssentials

/// People who gave an identity, as a JSON file describes them.
///
/// Names come in by file or standard input: a command line can be read by the machine's other users.
struct PersonFile {
    /// What is wrong with a file; never what it says about a person.
    struct Problem: Error, Equatable {
        let file: String
        let problem: String
    }

    private struct Entry: Decodable {
        let givenNames: String?
        let familyNames: String?
        let document: String?
        let birthDate: String?
        let sex: String?
        let nationality: String?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case document, sex, nationality
            case givenNames = "given_names"
            case familyNames = "family_names"
            case birthDate = "birth_date"
        }
    }

    static func read(_ path: String) throws(Problem) -> [PersonDescription] {
        let source = path == "-" ? "/dev/stdin" : path
        guard let data = try? Data(contentsOf: URL(filePath: source)) else {
            throw Problem(file: path, problem: "cannot be read")
        }
        guard let entries = try? JSONDecoder().decode([Entry].self, from: data) else {
            throw Problem(file: path, problem: "not a JSON array of people")
        }
        var people: [PersonDescription] = []
        for (index, entry) in entries.enumerated() {
            people.append(try description(of: entry, number: index + 1, in: path))
        }
        return people
    }

    private static func description(
        of entry: Entry, number: Int, in path: String
    ) throws(Problem) -> PersonDescription {
        func problem(_ field: Entry.CodingKeys) -> Problem {
            Problem(file: path, problem: "[\(number)].\(field.rawValue)")
        }
        func code<Kind>(_ text: String?, _ field: Entry.CodingKeys) throws(Problem) -> Code<Kind> {
            guard let text, !text.isEmpty else { return .unknown }
            guard let code = Code<Kind>(text) else { throw problem(field) }
            return code
        }
        let given = entry.givenNames ?? ""
        let family = entry.familyNames ?? ""
        let document = entry.document.flatMap { $0.isEmpty ? nil : $0 }
        guard !given.isEmpty || !family.isEmpty || document != nil else {
            throw problem(.givenNames)
        }
        return PersonDescription(
            givenNames: given, familyNames: family, document: document,
            birth: try birth(entry.birthDate, else: problem(.birthDate)),
            sex: try code(entry.sex, .sex), nationality: try code(entry.nationality, .nationality))
    }

    /// A whole date or a year.
    private static func birth(
        _ text: String?, else problem: @autoclosure () -> Problem
    ) throws(Problem) -> Birth {
        guard let text, !text.isEmpty else { return .unknown }
        if text.utf8.count == 4, let year = Int(text), (1880...2200).contains(year) {
            return .year(year)
        }
        guard let date = CalendarDate(text) else { throw problem() }
        return .date(date)
    }
}
