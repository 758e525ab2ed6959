import CaseStore
import Casework
import Credentials
import Matching

extension IdentitySealer {
    /// The keyed hashes by which somebody is looked for.
    func tokens(of sought: SoughtPerson) -> TokenSearch {
        var search = TokenSearch()
        let names = NameSounds(asked: sought.wholeName)
        func token(_ reading: String) -> Int64 { vault.blindIndex.token(.phonetic, reading) }
        let words = names.words.map { $0.map(token) }
        let pairs = names.pairs
        search.words = words.count
        search.sets = pairs.map { $0.readings.map(token) } + words
        search.telling = pairs.isEmpty ? words.count : pairs.count
        search.stages = Self.stages(pairs.map(\.places), words: words.count)
        let number = DocumentFolding.fold(sought.document)
        if !number.isEmpty {
            search.keys = [
                vault.blindIndex.key(.identity, AutomaticIdentity.document(number).text)
            ]
        }
        search.phones = PhoneFolding.fold(sought.phone).map { [phoneToken($0)] } ?? []
        if case .date(let date) = sought.birth.calendarBirth {
            search.dates = [birthToken(date)]
            let parts = date.parts
            if let other = CalendarDate(year: parts.year, month: parts.day, day: parts.month) {
                search.dates.append(birthToken(other))
            }
        }
        if let years = sought.birthYears {
            search.years = years.map { Int64($0) }
        } else if sought.birth.isKnown {
            search.years = (-1...1).map { Int64(sought.birth.year) + $0 }
        }
        return search
    }

    /// All words; all but one; any two; of two words at last any one, since one of three or more says
    /// nothing about anybody.
    private static func stages(
        _ pairs: [(Int, Int)], words: Int
    ) -> [(sets: [Int], rank: Int32)] {
        guard words > 1 else { return words == 1 ? [([1], 1)] : [] }
        let everyWord = Array(0..<words)
        var stages: [(sets: [Int], rank: Int32)] = [(cover(everyWord, by: pairs), 1)]
        if words > 2 {
            stages += everyWord.map { left in
                (cover(everyWord.filter { $0 != left }, by: pairs), 2)
            }
            stages += pairs.indices.map { ([$0 + 1], 3) }
        } else {
            stages += everyWord.map { ([pairs.count + $0 + 1], 4) }
        }
        return stages
    }

    /// As few pairs as hold all of these words: whoever meets them meets every word. Each is of words
    /// far from each other, which are a given name and a family name, and rarer than two of either.
    private static func cover(_ words: [Int], by pairs: [(Int, Int)]) -> [Int] {
        let half = words.count / 2
        let chosen = (0..<(words.count + 1) / 2).map { place in
            // With an odd number of them the last is paired with the first.
            place < half
                ? (words[place], words[place + half]) : (words[0], words[words.count - 1])
        }
        return pairs.indices.filter { place in chosen.contains { $0 == pairs[place] } }
            .map { $0 + 1 }
    }
}
