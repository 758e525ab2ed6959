import Casework
import Codelists
import FoundationEssentials
import Operations
import Texts

/// What is corrected of somebody, from a JSON file or standard input: a command line can be read by
/// the machine's other users.
enum PersonCorrectionFile {
    /// What is wrong with a file; never what it says about a person.
    struct Problem: Error, Equatable {
        let file: String
        /// The field that cannot be read; nil for a file that cannot be.
        let field: String?

        func text(_ texts: Texts) -> String {
            field.map { texts("error.invalid", ["field": $0]) }
                ?? texts("error.persondetails", ["file": file])
        }
    }

    private struct Entry: Decodable {
        let givenNames: String?
        let familyNames: String?
        let document: String?
        let phone: String?
        let birthDate: String?
        let sex: String?
        let nationality: String?

        enum CodingKeys: String, CodingKey {
            case document, phone, sex, nationality
            case givenNames = "given_names"
            case familyNames = "family_names"
            case birthDate = "birth_date"
        }
    }

    static func read(_ path: String) throws -> PersonCorrection {
        let bytes = try TextInput.bytes(path, limit: 65_536)
        guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(bytes)) else {
            throw Problem(file: path, field: nil)
        }
        var correction = PersonCorrection(
            givenNames: entry.givenNames, familyNames: entry.familyNames,
            document: entry.document, phone: entry.phone)
        if let text = entry.birthDate {
            guard let birth = birth(text) else { throw Problem(file: path, field: "birth_date") }
            correction.birth = birth
        }
        if let text = entry.sex {
            guard let sex = Sex(text) else { throw Problem(file: path, field: "sex") }
            correction.sex = sex
        }
        if let text = entry.nationality {
            guard let country = Country(text) else {
                throw Problem(file: path, field: "nationality")
            }
            correction.nationality = country
        }
        return correction
    }

    /// A whole date, a year, or nothing where it is not known.
    private static func birth(_ text: String) -> Birth? {
        if text.isEmpty { return .unknown }
        if text.utf8.count == 4, let year = Int(text), (1880...2200).contains(year) {
            return .year(year)
        }
        return CalendarDate(text).map { .date($0) }
    }
}
