/// What two records are compared by.
public enum MatchField: Int, CaseIterable, Sendable {
    case givenNames, familyNames
    /// Whether given and family names stand in each other's place.
    case nameOrder
    case birth, sex, nationality, document, phone

    public var code: String {
        switch self {
        case .givenNames: "given_names"
        case .familyNames: "family_names"
        case .nameOrder: "name_order"
        case .birth: "birth_date"
        case .sex: "sex"
        case .nationality: "nationality"
        case .document: "document"
        case .phone: "phone"
        }
    }
}

extension MatchField {
    /// The levels that the field can have, but for a missing one.
    public var levels: [AgreementLevel] {
        switch self {
        case .givenNames, .familyNames:
            [.same, .reordered, .part, .alike, .close, .near, .shared, .different]
        case .nameOrder: [.same, .reordered]
        case .birth: [.same, .reordered, .part, .close, .near, .shared, .different]
        case .sex, .nationality: [.same, .different]
        case .document, .phone: [.same, .close, .near, .different]
        }
    }
}

/// How far two records agree in one field. Not every field has every level.
public enum AgreementLevel: Int, CaseIterable, Sendable {
    /// One of the two says nothing: no evidence either way.
    case missing
    /// The same, case and accents ignored.
    case same
    /// The same words in another order; day and month in each other's place; names swapped.
    case reordered
    /// All words of the shorter stand in the longer: one surname of two. Of a birth: the same year
    /// where one says no more than the year.
    case part
    /// Sounds the same, or is a usual short form.
    case alike
    /// A slip: one letter or digit off.
    case close
    /// Somewhat like it: names of similar letters; dates that share two of year, month and day;
    /// numbers two digits off.
    case near
    /// One word is the same and another is not; of dates, the year is the same or next to it.
    case shared
    case different

    public var code: String {
        switch self {
        case .missing: "missing"
        case .same: "same"
        case .reordered: "reordered"
        case .part: "part"
        case .alike: "alike"
        case .close: "close"
        case .near: "near"
        case .shared: "shared"
        case .different: "different"
        }
    }
}

/// The level of every field: all that the weights of a pair depend on, but for rarity.
///
/// Whoever can say these levels can be scored, whether it compares clear text or only knows which
/// keyed hashes are equal.
public struct AgreementPattern: Hashable, Sendable {
    /// Four bits a field.
    public private(set) var bits: UInt32 = 0

    public init() {}

    init(bits: UInt32) { self.bits = bits }

    @inline(__always)
    public subscript(field: MatchField) -> AgreementLevel {
        get {
            AgreementLevel(rawValue: Int(bits >> UInt32(4 * field.rawValue)) & 15) ?? .missing
        }
        set {
            let shift = UInt32(4 * field.rawValue)
            bits = bits & ~(15 << shift) | UInt32(newValue.rawValue) << shift
        }
    }

    @inline(__always)
    func level(_ field: Int) -> Int { Int(bits >> UInt32(4 * field)) & 15 }
}

/// The pattern of a pair, and how rare the values are on which it agrees.
public struct Agreement: Hashable, Sendable {
    public var pattern = AgreementPattern()
    /// For each field, by its number: −log₂ of the share of records that have the agreed value; 0
    /// where nothing is agreed or the share is not known.
    public var rarity = SIMD8<Float>()

    public init() {}

    /// Says how far the two agree in one field, and how rare the agreed value is.
    @inline(__always)
    public mutating func set(_ field: MatchField, _ level: AgreementLevel, rarity: Float = 0) {
        pattern[field] = level
        self.rarity[field.rawValue] = rarity
    }
}
