import func Glibc.exp2
import func Glibc.log2

/// Why two records are, or are not, of one person.
public struct MatchReason: Hashable, Sendable {
    /// Such as `birth_date.reordered`; `relatives` where they look like two of one family. There is a
    /// text of that name, after `match.`, in each language.
    public let code: String
    /// What it adds to the score; negative where it speaks against.
    public let weight: Double
}

/// Says how likely two records are of one person, from the pattern of their agreement.
public struct Matcher: Sendable {
    public let weights: MatchWeights
    private let match: LevelTable
    private let relative: LevelTable
    private let other: LevelTable
    private let shares: SIMD3<Float>
    private let meanRarity: LevelTable

    /// A value's rarity changes a weight by no more than this, in bits.
    private static let rarityLimit: Float = 8

    public init(_ weights: MatchWeights) {
        self.weights = weights
        match = LevelTable(weights.matches.levels, log2)
        relative = LevelTable(weights.relatives.levels, log2)
        other = LevelTable(weights.unrelated.levels, log2)
        meanRarity = LevelTable(weights.meanRarity) { $0 }
        shares = SIMD3(
            Float(log2(weights.matches.share)), Float(log2(weights.relatives.share)),
            Float(log2(weights.unrelated.share)))
    }

    /// log₂ of the odds that both records are of one person.
    @inline(__always)
    public func score(_ agreement: Agreement) -> Double {
        let parts = classes(agreement)
        return Double(parts.match - Self.sum(parts.relative, parts.other))
    }

    /// The score, and what it is made of, the weightiest first.
    public func explain(_ agreement: Agreement) -> (score: Double, reasons: [MatchReason]) {
        let parts = classes(agreement)
        var reasons: [MatchReason] = []
        for field in MatchField.allCases {
            let level = agreement.pattern[field]
            if level == .missing || (field == .nameOrder && level == .same) { continue }
            let index = field.rawValue
            let weight =
                match[index, level.rawValue] - other[index, level.rawValue]
                + adjustment(agreement, index)
            reasons.append(
                MatchReason(code: "\(field.code).\(level.code)", weight: Double(weight)))
        }
        let family = parts.other - Self.sum(parts.relative, parts.other)
        if family < -1 { reasons.append(MatchReason(code: "relatives", weight: Double(family))) }
        reasons.sort {
            abs($0.weight) != abs($1.weight) ? abs($0.weight) > abs($1.weight) : $0.code < $1.code
        }
        return (Double(parts.match - Self.sum(parts.relative, parts.other)), reasons)
    }

    /// The probability that odds of 2 to the power of `score` stand for.
    public static func probability(ofScore score: Double) -> Double { 1 / (1 + exp2(-score)) }

    @inline(__always)
    private func classes(
        _ agreement: Agreement
    ) -> (match: Float, relative: Float, other: Float) {
        var sums = (match: shares.x, relative: shares.y, other: shares.z)
        for field in 0..<MatchField.allCases.count {
            let level = agreement.pattern.level(field)
            if level == 0 { continue }
            let adjustment = adjustment(agreement, field)
            sums.match += match[field, level] + adjustment
            sums.relative += relative[field, level]
            if Self.isShared[field] { sums.relative += adjustment }
            sums.other += other[field, level]
        }
        return sums
    }

    @inline(__always)
    private func adjustment(_ agreement: Agreement, _ field: Int) -> Float {
        let rarity = agreement.rarity[field]
        if rarity <= 0 { return 0 }
        let mean = meanRarity[field, agreement.pattern.level(field)]
        if mean == 0 { return 0 }
        return min(max(rarity + mean, -Self.rarityLimit), Self.rarityLimit)
    }

    private static let isShared: [Bool] = MatchField.allCases.map {
        MatchWeights.familyFields.contains($0)
    }

    /// log₂(2ᵃ + 2ᵇ).
    private static func sum(_ a: Float, _ b: Float) -> Float {
        let (most, least) = (max(a, b), min(a, b))
        return most + Float(log2(1 + exp2(Double(least - most))))
    }
}

/// A number for each level of each field, side by side in memory.
private struct LevelTable: Sendable {
    private var values = [Float](repeating: 0, count: 128)

    init(_ levels: [[Double]], _ value: (Double) -> Double) {
        for (field, row) in levels.enumerated() {
            for (level, number) in row.enumerated() {
                values[field * 16 + level] = max(Float(value(number)), -40)
            }
        }
    }

    @inline(__always)
    subscript(field: Int, level: Int) -> Float { values[field * 16 + level] }
}
