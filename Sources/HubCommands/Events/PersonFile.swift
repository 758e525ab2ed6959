import Casework
import Codelists
import Console
import FoundationEssentials
import Glibc
import Texts

/// People who gave an identity, as a JSON file describes them.
///
/// Names come in by file or standard input: a command line can be read by the machine's other users.
struct PersonFile {
    /// What is wrong with a file; never what it says about a person.
    struct Problem: Error, Equatable {
        enum Kind: Equatable {
            case unreadable
            case notPeople
            case field(String, person: Int)
        }

        let file: String
        let kind: Kind

        func text(_ texts: Texts) -> String {
            let problem =
                switch kind {
                case .unreadable: texts("personfile.unreadable")
                case .notPeople: texts("personfile.notpeople")
                case .field(let name, let person):
                    texts("personfile.field", ["field": name, "number": texts.number(person)])
                }
            return texts("error.personfile", ["file": file, "problem": problem])
        }
    }

    private struct Entry: Decodable {
        let givenNames: String?
        let familyNames: String?
        let document: String?
        let birthDate: String?
        let sex: String?
        let nationality: String?
        let phone: String?
        let personID: String?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case document, sex, nationality, phone
            case personID = "person_id"
            case givenNames = "given_names"
            case familyNames = "family_names"
            case birthDate = "birth_date"
        }
    }

    /// Described, or known by their id.
    static func read(_ path: String) throws(Problem) -> [Participant] {
        guard let data = path == "-" ? standardInput() : try? Data(contentsOf: URL(filePath: path))
        else { throw Problem(file: path, kind: .unreadable) }
        guard let entries = try? JSONDecoder().decode([Entry].self, from: data) else {
            throw Problem(file: path, kind: .notPeople)
        }
        var people: [Participant] = []
        for (index, entry) in entries.enumerated() {
            guard let text = entry.personID else {
                people.append(
                    .described(try description(of: entry, number: index + 1, in: path)))
                continue
            }
            guard let person = PersonID(text) else {
                throw Problem(
                    file: path, kind: .field(Entry.CodingKeys.personID.rawValue, person: index + 1))
            }
            people.append(.known(person))
        }
        return people
    }

    /// Everything that comes in by standard input, up to what no list of people needs.
    private static func standardInput() -> Data? {
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while data.count < 16 << 20 {
            let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
            if count == 0 { return data }
            guard count > 0 else { return nil }
            data.append(contentsOf: buffer.prefix(count))
        }
        return nil
    }

    private static func description(
        of entry: Entry, number: Int, in path: String
    ) throws(Problem) -> PersonDescription {
        func problem(_ field: Entry.CodingKeys) -> Problem {
            Problem(file: path, kind: .field(field.rawValue, person: number))
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
            sex: try code(entry.sex, .sex), nationality: try code(entry.nationality, .nationality),
            phone: entry.phone.flatMap { $0.isEmpty ? nil : $0 })
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
