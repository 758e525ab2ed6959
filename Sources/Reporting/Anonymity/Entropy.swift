/// Shannon's measure of how much a column tells.
enum Entropy {
    /// The bits that one value tells on average, where values occur as often as this.
    static func bits(of counts: [Int]) -> Double {
        let total = Double(counts.reduce(0, +))
        guard total > 0 else { return 0 }
        return counts.reduce(0) { sum, count in
            guard count > 0 else { return sum }
            let share = Double(count) / total
            return sum - share * logarithm(share)
        }
    }

    /// To the base of two, for a positive number: its exponent, and the series of the inverse
    /// hyperbolic tangent for the rest. The same bits on every machine, and no need of libm.
    private static func logarithm(_ value: Double) -> Double {
        let step = (value.significand - 1) / (value.significand + 1)
        var power = step
        var sum = 0.0
        for odd in stride(from: 1.0, through: 35.0, by: 2.0) {
            sum += power / odd
            power *= step * step
        }
        return Double(value.exponent) + 2 * sum * 1.442_695_040_888_963_4
    }
}
