/// A number for every level of every field, in each context that the field depends on; side by side in
/// memory.
///
/// Names depend on nationality, and given names also on sex: two Haitians agree on a Haitian name by
/// chance far more often than any two people. So agreement by chance on names is counted apart for
/// pairs of one nationality, of two, and of unknown ones; and likewise for the sexes. Taken for
/// independent, such names would make matches of people who only come from the same place.
struct LevelTable: Hashable, Codable, Sendable {
    static let fields = MatchField.allCases.count
    static let contexts = 9
    static let levels = 16

    var values: [Double]

    init(repeating value: Double = 0) {
        values = [Double](
            repeating: value, count: Self.fields * Self.contexts * Self.levels)
    }

    /// The same numbers in every context.
    init(_ rows: [MatchField: [Double]]) {
        self.init()
        for (field, row) in rows {
            for context in 0..<Self.contexts {
                for (level, value) in row.enumerated() {
                    values[Self.slot(field.rawValue, context, level)] = value
                }
            }
        }
    }

    @inline(__always)
    static func slot(_ field: Int, _ context: Int, _ level: Int) -> Int {
        (field * contexts + context) * levels + level
    }

    /// The contexts that a field has, and the place of its levels in each.
    static func rows(of field: MatchField) -> [Range<Int>] {
        (0..<contexts).map { slot(field.rawValue, $0, 0)..<slot(field.rawValue, $0 + 1, 0) }
    }
}

extension AgreementPattern {
    /// The place in a level table of each field's level.
    @inline(__always)
    var slots: SIMD8<Int32> {
        let nationality = contextOf(MatchField.nationality)
        let sex = contextOf(MatchField.sex)
        var slots = SIMD8<Int32>()
        for field in 0..<LevelTable.fields {
            let context =
                field == MatchField.givenNames.rawValue
                ? nationality * 3 + sex
                : field == MatchField.familyNames.rawValue ? nationality * 3 : 0
            slots[field] = Int32(LevelTable.slot(field, context, level(field)))
        }
        return slots
    }

    /// 0 for unknown, 1 for the same, 2 for different.
    @inline(__always)
    private func contextOf(_ field: MatchField) -> Int {
        let level = level(field.rawValue)
        return level == 0 ? 0 : level == AgreementLevel.same.rawValue ? 1 : 2
    }
}
