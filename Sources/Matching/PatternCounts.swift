/// How often each pattern was seen, with what is needed to weigh rare values.
struct PatternCounts {
    struct Line {
        let slots: SIMD8<Int32>
        var count: Double
        /// The sums over its pairs of the share of records that have the agreed value, by field.
        var shares: SIMD8<Float>
    }

    private var places: [UInt32: Int] = [:]
    private var unsorted: [(bits: UInt32, line: Line)] = []

    mutating func add(_ agreement: Agreement, shares: SIMD8<Float>) {
        if let place = places[agreement.pattern.bits] {
            unsorted[place].line.count += 1
            unsorted[place].line.shares += shares
        } else {
            places[agreement.pattern.bits] = unsorted.count
            unsorted.append(
                (
                    agreement.pattern.bits,
                    Line(slots: agreement.pattern.slots, count: 1, shares: shares)
                ))
        }
    }

    /// In an order that does not depend on how they came.
    var lines: [Line] { unsorted.sorted { $0.bits < $1.bits }.map(\.line) }
}
