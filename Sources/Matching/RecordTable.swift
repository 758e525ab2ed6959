import Casework
import Codelists

import func Glibc.exp2f
import func Glibc.log2

/// Records made ready to be compared often: numbers in place of texts, side by side in memory.
struct RecordTable: Sendable {
    /// A name: its words by number, and the words joined as one word, so that `Delacruz` is `De la
    /// Cruz` and equality costs one comparison.
    struct Name {
        var start: Int32 = 0
        var count: Int32 = 0
        var joined: Int32 = -1
    }

    struct Record {
        var given = Name()
        var family = Name()
        var birth = WrittenBirth.unknown
        var sex: Int16 = 0
        var nationality: Int16 = 0
        /// Numbers of the word table; −1 where missing.
        var document: Int32 = -1
        var phone: Int32 = -1
        /// Given and family names together, joined.
        var whole: Int32 = -1
    }

    private(set) var records: [Record] = []
    /// The words of all names.
    private(set) var nameWords: [Int32] = []
    private(set) var words = WordTable(isSounded: true)
    /// Folded documents and the digits of telephones.
    private(set) var numbers = WordTable(isSounded: false)
    /// −log₂ of how many of the records that have the field have the value.
    private(set) var wordRarity: [Float] = []
    /// The same among the records of one nationality, by `Self.key`.
    private(set) var wordRarityByNation: [UInt64: Float] = [:]
    private(set) var numberRarity: [Float] = []
    private(set) var birthRarity: [Int32: Float] = [:]
    private(set) var nationalityRarity: [Int16: Float] = [:]

    init(_ people: [PersonRecord]) {
        records.reserveCapacity(people.count)
        for person in people {
            var record = Record()
            record.given = add(name: person.givenNames)
            record.family = add(name: person.familyNames)
            record.birth = person.birth
            record.sex = person.sex.number
            record.nationality = person.nationality.number
            let document = DocumentFolding.fold(person.document)
            if !document.isEmpty { record.document = numbers.number(of: document) }
            if let phone = Self.phone(person.phone) {
                record.phone = numbers.number(of: phone)
            }
            records.append(record)
        }
        weighRarity()
        weighRarityByNation()
    }

    var count: Int { records.count }

    private mutating func add(name: String) -> Name {
        let parts = WordTable.words(of: name)
        if parts.isEmpty { return Name() }
        let start = nameWords.count
        for part in parts { nameWords.append(words.number(of: part)) }
        let joined = parts.count == 1 ? nameWords[start] : words.number(of: parts.joined())
        return Name(start: Int32(start), count: Int32(parts.count), joined: joined)
    }

    /// With a mark before it, that no document has.
    private static func phone(_ text: String) -> String? {
        PhoneFolding.fold(text).map { "+\($0)" }
    }

    private mutating func weighRarity() {
        var wordCounts = [Int32](repeating: 0, count: words.count)
        for word in nameWords { wordCounts[Int(word)] += 1 }
        var numberCounts = [Int32](repeating: 0, count: numbers.count)
        var births: [Int32: Int32] = [:]
        var nationalities: [Int16: Int32] = [:]
        var have = (documents: 0, phones: 0, births: 0, nationalities: 0)
        for record in records {
            if record.document >= 0 {
                numberCounts[Int(record.document)] += 1
                have.documents += 1
            }
            if record.phone >= 0 {
                numberCounts[Int(record.phone)] += 1
                have.phones += 1
            }
            if record.birth.isWhole {
                births[record.birth.key, default: 0] += 1
                have.births += 1
            }
            if record.nationality != 0 {
                nationalities[record.nationality, default: 0] += 1
                have.nationalities += 1
            }
        }
        let all = max(records.count, 1)
        wordRarity = wordCounts.map { Self.rarity(of: $0, among: all) }
        numberRarity = numberCounts.map { Self.rarity(of: $0, among: all) }
        birthRarity = births.mapValues { Self.rarity(of: $0, among: have.births) }
        nationalityRarity = nationalities.mapValues {
            Self.rarity(of: $0, among: have.nationalities)
        }
    }

    /// How rare each word is among people of one nationality; where there are few of them, among all.
    private mutating func weighRarityByNation() {
        var counts: [UInt64: Double] = [:]
        var people: [Int16: Double] = [:]
        for record in records where record.nationality != 0 {
            people[record.nationality, default: 0] += 1
            for name in [record.given, record.family] {
                for index in name.start..<name.start + name.count {
                    let word = nameWords[Int(index)]
                    counts[Self.key(word, record.nationality), default: 0] += 1
                }
            }
        }
        for (key, count) in counts {
            let all = Double(exp2f(-wordRarity[Int(key >> 16)]))
            let nation = people[Int16(truncatingIfNeeded: key)] ?? 0
            wordRarityByNation[key] = Float(-log2((count + 20 * all) / (nation + 20)))
        }
    }

    /// How rare the word is among people of that nationality; among all where it is 0.
    @inline(__always)
    func rarity(of word: Int32, nationality: Int16) -> Float {
        if nationality == 0 { return wordRarity[Int(word)] }
        return wordRarityByNation[Self.key(word, nationality)] ?? wordRarity[Int(word)]
    }

    @inline(__always)
    private static func key(_ word: Int32, _ nationality: Int16) -> UInt64 {
        UInt64(UInt32(bitPattern: word)) << 16 | UInt64(UInt16(bitPattern: nationality))
    }

    private static func rarity(of count: Int32, among all: Int) -> Float {
        let share = Double(max(count, 1)) / Double(max(all, 1))
        return Float(-log2(share))
    }
}
