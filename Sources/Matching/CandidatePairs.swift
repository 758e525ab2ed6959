/// Which pairs are compared at all: those that share a blocking key, each once.
///
/// Every record gets some 15 keys, each of which survives other slips than the rest: the document and
/// either end of it, the telephone, the birth date with day and month either way, how given and family
/// names sound together, and a name's sound with a part of the birth date. In a block of more than
/// `window` records, each is compared with the `window` that follow it in the order of the names and
/// dates; so that candidates are bounded by records × keys × window, whatever the data.
struct CandidatePairs {
    private struct Entry {
        let key: UInt64
        let record: Int32
    }

    private var members: [Int32] = []
    /// Where the block of each entry ends.
    private var blockEnds: [Int32] = []
    /// The entries of each record: places in `members`, from `starts[record]`.
    private var places: [Int32] = []
    private var starts: [Int32] = []
    private let window: Int
    let recordCount: Int

    /// Exactly these pairs, by the places of the records.
    init(_ pairs: some Sequence<RecordPair>, of records: Int) {
        let entries = pairs.enumerated().flatMap { key, pair in
            [pair.left, pair.right].map { Entry(key: UInt64(key), record: Int32($0)) }
        }
        self.init(entries, records: records, window: 1)
    }

    init(_ table: RecordTable, window: Int) {
        var entries: [Entry] = []
        entries.reserveCapacity(table.count * 16)
        var keys: [UInt64] = []
        for (index, record) in table.records.enumerated() {
            keys.removeAll(keepingCapacity: true)
            Self.keys(of: record, in: table, into: &keys)
            keys.sort()
            for (place, key) in keys.enumerated() where place == 0 || keys[place - 1] != key {
                entries.append(Entry(key: key, record: Int32(index)))
            }
        }
        self.init(entries, records: table.count, window: window)
    }

    private init(_ unsorted: [Entry], records: Int, window: Int) {
        self.window = window
        recordCount = records
        let entries = unsorted.sorted { ($0.key, $0.record) < ($1.key, $1.record) }
        members = entries.map(\.record)
        blockEnds = [Int32](repeating: 0, count: entries.count)
        var end = entries.count
        for place in entries.indices.reversed() {
            if place + 1 < entries.count, entries[place].key != entries[place + 1].key {
                end = place + 1
            }
            blockEnds[place] = Int32(end)
        }
        starts = [Int32](repeating: 0, count: records + 1)
        for member in members { starts[Int(member) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        places = [Int32](repeating: 0, count: members.count)
        var next = starts
        for (place, member) in members.enumerated() {
            places[Int(next[Int(member)])] = Int32(place)
            next[Int(member)] += 1
        }
    }

    /// Calls `body` with each pair of which `one` is the first, once. `seen` holds as many numbers as
    /// there are records, −1 at first, and is the caller's to keep.
    @inline(__always)
    func forEach(of one: Int, seen: inout [Int32], _ body: (Int) -> Void) {
        for index in starts[one]..<starts[one + 1] {
            let place = Int(places[Int(index)])
            let end = min(Int(blockEnds[place]), place + 1 + window)
            for other in place + 1..<max(end, place + 1) {
                let member = Int(members[other])
                if seen[member] == Int32(one) { continue }
                seen[member] = Int32(one)
                body(member)
            }
        }
    }

    // MARK: - Keys

    private enum Kind: UInt64 {
        case document = 1, documentStart, documentEnd, phone, birth, names, familyYear, familyDay
        case givenYear, givenDay, letters
    }

    private static func key(_ kind: Kind, _ parts: Int...) -> UInt64 {
        // FNV-1a over 64-bit words, well mixed at the end; a collision costs one comparison.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ kind.rawValue
        for part in parts {
            hash = (hash ^ UInt64(bitPattern: Int64(part))) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 29
        }
        return hash
    }

    private static func keys(
        of record: RecordTable.Record, in table: RecordTable, into keys: inout [UInt64]
    ) {
        if record.document >= 0 {
            keys.append(key(.document, Int(record.document)))
            table.numbers.withLetters(of: record.document, and: record.document) { letters, _ in
                if letters.count < 5 { return }
                let part = letters.count - max(2, letters.count / 3)
                keys.append(key(.documentStart, hash(letters.prefix(part))))
                keys.append(key(.documentEnd, hash(letters.suffix(part))))
            }
        }
        if record.phone >= 0 { keys.append(key(.phone, Int(record.phone))) }
        let birth = record.birth
        if birth.isWhole {
            keys.append(key(.birth, Int(birth.key)))
            keys.append(key(.birth, Int(birth.transposed.key)))
        }
        let given = sounds(record.given, in: table)
        let family = sounds(record.family, in: table)
        for one in given {
            for other in family {
                keys.append(key(.names, Int(min(one, other)), Int(max(one, other))))
            }
        }
        for (sounds, year, day) in [
            (given, Kind.givenYear, Kind.givenDay), (family, .familyYear, .familyDay),
        ] {
            for sound in sounds {
                if birth.isKnown { keys.append(key(year, Int(sound), Int(birth.year))) }
                if birth.isWhole {
                    keys.append(key(day, Int(sound), Int(birth.month), Int(birth.day)))
                }
            }
        }
        if record.given.count > 0, record.family.count > 0 {
            let one = table.words.start(of: table.nameWords[Int(record.given.start)])
            let other = table.words.start(of: table.nameWords[Int(record.family.start)])
            keys.append(key(.letters, min(one, other), max(one, other)))
        }
    }

    /// How the first two words sound, as the first reading has it.
    private static func sounds(_ name: RecordTable.Name, in table: RecordTable) -> [Int32] {
        (0..<min(name.count, 2)).map {
            table.words.sounds[Int(table.nameWords[Int(name.start + $0)])].first
        }
    }

    private static func hash(_ letters: some Sequence<UInt8>) -> Int {
        letters.reduce(7) { $0 &* 131 &+ Int($1) }
    }
}
