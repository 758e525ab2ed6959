import Reporting

/// Random groups of people, skewed like real ones: a few common values and many rare ones.
struct RandomPeople: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private mutating func skewed(_ values: [UInt64]) -> UInt64 {
        let first = Int.random(in: 0..<values.count, using: &self)
        return values[Int.random(in: 0...first, using: &self)]
    }

    mutating func groups(_ count: Int) -> [PeopleGroup] {
        (0..<count).map { _ in
            var key: UInt64 = skewed([1, 2, 3, 4, 5, 6, 9, 12, 0])
            key |= skewed([1, 2, 3, 6, 0]) << 8
            key |= skewed([340, 320, 222, 484, 188, 214, 84]) << 16
            key |= UInt64.random(in: 0...2, using: &self) << 28
            key |= skewed([340, 862, 222, 320, 332, 192, 218, 566, 356, 0]) << 30
            key |= skewed([4, 3, 5, 2, 1, 0]) << 42
            key |= skewed([1, 2, 3, 0]) << 46
            var services = UInt64(1) << skewed([1, 2, 4, 6, 8])
            if Bool.random(using: &self) { services |= UInt64(1) << skewed([1, 3, 5, 14, 18]) }
            return PeopleGroup(
                key: key, services: services,
                people: Int(skewed([1, 1, 1, 2, 3, 7])))
        }
    }
}
