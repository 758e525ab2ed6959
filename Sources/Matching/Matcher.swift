import func Glibc.exp2
import func Glibc.log2

/// Why two records are, or are not, of one person.
public struct MatchReason: Hashable, Sendable {
    /// Such as `birth_date.reordered`; `relatives` where they look like two of one family. There is a
    /// text of that name, after `match.`, in each language.
    public let code: String
    /// What it adds to the score; negative where it speaks against.
    public let weight: Double

    static let relatives = "relatives"

    /// Every code there is.
    public static var codes: [String] {
        MatchField.allCases.flatMap { field in
            field.levels.filter { field != .nameOrder || $0 != .same }
                .map { "\(field.code).\($0.code)" }
        } + [relatives]
    }
}

/// Says how likely two records are of one person, from the pattern of their agreement.
public struct Matcher: Sendable {
    public let weights: MatchWeights
    private let match: [Float]
    private let relative: [Float]
    private let other: [Float]
    private let meanRarity: [Float]
    private let shares: SIMD3<Float>

    /// A value's rarity changes a weight by no more than this, in bits.
    private static let rarityLimit: Float = 8

    public init(_ weights: MatchWeights) {
        self.weights = weights
        match = Self.bits(weights.matches)
        relative = Self.bits(weights.relatives)
        other = Self.bits(weights.unrelated)
        meanRarity = weights.meanRarity.values.map { Float($0) }
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

    /// What all fields together speak for one person rather than for any two, in bits: whatever was
    /// believed before, and without a thought of relatives.
    func evidence(_ agreement: Agreement) -> Double {
        let parts = classes(agreement)
        return Double(parts.match - shares.x - (parts.other - shares.z))
    }

    /// The score, and what it is made of, the weightiest first.
    public func explain(_ agreement: Agreement) -> (score: Double, reasons: [MatchReason]) {
        let parts = classes(agreement)
        let slots = agreement.pattern.slots
        var reasons: [MatchReason] = []
        for field in MatchField.allCases {
            let level = agreement.pattern[field]
            if level == .missing || (field == .nameOrder && level == .same) { continue }
            let slot = Int(slots[field.rawValue])
            let weight = match[slot] - other[slot] + adjustment(agreement, field.rawValue, slot)
            reasons.append(
                MatchReason(code: "\(field.code).\(level.code)", weight: Double(weight)))
        }
        let family = parts.other - Self.sum(parts.relative, parts.other)
        if family < -1 {
            reasons.append(MatchReason(code: MatchReason.relatives, weight: Double(family)))
        }
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
        let slots = agreement.pattern.slots
        for field in 0..<LevelTable.fields where agreement.pattern.level(field) != 0 {
            let slot = Int(slots[field])
            let adjustment = adjustment(agreement, field, slot)
            sums.match += match[slot] + adjustment
            sums.relative += relative[slot]
            if Self.familyMask & (1 << field) != 0 { sums.relative += adjustment }
            sums.other += other[slot]
        }
        return sums
    }

    @inline(__always)
    private func adjustment(_ agreement: Agreement, _ field: Int, _ slot: Int) -> Float {
        let rarity = agreement.rarity[field]
        if rarity <= 0 { return 0 }
        let mean = meanRarity[slot]
        if mean == 0 { return 0 }
        return min(max(rarity + mean, -Self.rarityLimit), Self.rarityLimit)
    }

    private static let familyMask = MatchWeights.familyFields.reduce(0) { $0 | 1 << $1.rawValue }

    /// log₂ of the probabilities, none below −40.
    private static func bits(_ part: MatchWeights.Class) -> [Float] {
        part.levels.values.map { $0 > 0 ? max(Float(log2($0)), -40) : -40 }
    }

    /// log₂(2ᵃ + 2ᵇ).
    private static func sum(_ a: Float, _ b: Float) -> Float {
        let (most, least) = (max(a, b), min(a, b))
        return most + Float(log2(1 + exp2(Double(least - most))))
    }
}
