/// The people of a quarter by their generalised quasi-identifiers: one class a combination.
///
/// Memory is bounded by the number of classes, whatever the number of people.
struct EquivalenceClasses: Sendable {
    /// What is known of a class: enough to say whether it may be published, and to join classes.
    struct Content: Sendable {
        var people = 0
        /// The services that everybody in it had.
        var shared = UInt64.max
        /// Different sets of services, up to `l` of them.
        var sets: Int = 0
    }

    var count: Int { keys.count }
    private(set) var keys: [UInt64] = []
    private(set) var contents: [Content] = []
    /// The different sets of services of each class, `l` places a class.
    private var services: [UInt64] = []
    private let l: Int
    /// Open addressing: one more than the place of a class, or 0.
    private var slots: [UInt32]

    /// The classes of the people as they are.
    init(_ groups: [PeopleGroup], l: Int) {
        self.l = l
        slots = [UInt32](repeating: 0, count: 1 << 10)
        for group in groups {
            let place = place(of: group.key)
            contents[place].people += group.people
            contents[place].shared &= group.services
            note(group.services, at: place)
        }
    }

    /// The classes of a more general node, made from those of a more specific one.
    init(joining finer: Self, by generalise: (UInt64) -> UInt64) {
        l = finer.l
        slots = [UInt32](repeating: 0, count: 1 << 10)
        for index in finer.keys.indices {
            let place = place(of: generalise(finer.keys[index]))
            let content = finer.contents[index]
            contents[place].people += content.people
            contents[place].shared &= content.shared
            for set in 0..<content.sets { note(finer.services[index * l + set], at: place) }
        }
    }

    /// Whether the class of that key may be published.
    func isAnonymous(_ key: UInt64, under rule: AnonymityRule) -> Bool {
        guard let place = find(key) else { return false }
        return Self.isAnonymous(contents[place], under: rule)
    }

    static func isAnonymous(_ content: Content, under rule: AnonymityRule) -> Bool {
        content.people >= rule.k && content.sets >= rule.l
            && content.shared & ~AnonymityRule.harmless == 0
    }

    /// How many people are in classes that may not be published.
    func suppressed(under rule: AnonymityRule) -> Int {
        contents.reduce(0) { $0 + (Self.isAnonymous($1, under: rule) ? 0 : $1.people) }
    }

    // MARK: - The table

    private mutating func note(_ set: UInt64, at place: Int) {
        let count = contents[place].sets
        guard count < l else { return }
        for index in 0..<count where services[place * l + index] == set { return }
        services[place * l + count] = set
        contents[place].sets = count + 1
    }

    private mutating func place(of key: UInt64) -> Int {
        if 2 * keys.count >= slots.count { grow() }
        var slot = Self.slot(of: key, in: slots.count)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if keys[place] == key { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        keys.append(key)
        contents.append(Content())
        for _ in 0..<l { services.append(0) }
        slots[slot] = UInt32(keys.count)
        return keys.count - 1
    }

    private func find(_ key: UInt64) -> Int? {
        var slot = Self.slot(of: key, in: slots.count)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if keys[place] == key { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 2 * slots.count)
        for (place, key) in keys.enumerated() {
            var slot = Self.slot(of: key, in: slots.count)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(place + 1)
        }
    }

    /// Fibonacci hashing: the keys are packed numbers, whose low bits alone would crowd.
    private static func slot(of key: UInt64, in count: Int) -> Int {
        Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - count.trailingZeroBitCount))
    }
}
