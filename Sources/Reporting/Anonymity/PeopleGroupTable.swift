/// Puts people together who are alike, as they come: memory is bounded by how many kinds of people
/// there are, whatever their number.
public struct PeopleGroupTable: Sendable {
    public private(set) var groups: [PeopleGroup] = []
    /// Open addressing: one more than the place of a group, or 0.
    private var slots = [UInt32](repeating: 0, count: 1 << 12)

    public init() {}

    /// Adds people who share everything; see `PeopleGroup` for the key.
    public mutating func add(key: UInt64, services: UInt64, people: Int) {
        if 2 * groups.count >= slots.count { grow() }
        var slot = slot(key, services)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if groups[place].key == key, groups[place].services == services {
                groups[place].people += people
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        groups.append(PeopleGroup(key: key, services: services, people: people))
        slots[slot] = UInt32(groups.count)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 2 * slots.count)
        for (place, group) in groups.enumerated() {
            var slot = slot(group.key, group.services)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(place + 1)
        }
    }

    private func slot(_ key: UInt64, _ services: UInt64) -> Int {
        let mixed = (key ^ (services &* 0xD6E8_FEB8_6659_FD93)) &* 0x9E37_79B9_7F4A_7C15
        return Int(mixed >> UInt64(64 - slots.count.trailingZeroBitCount))
    }
}
