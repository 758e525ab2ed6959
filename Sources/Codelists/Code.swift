/// Names one of the codelists, so that a value of one list cannot stand where another belongs.
public protocol CodelistKind: Sendable {
    static var codelist: String { get }
}

/// A value of one codelist.
public struct Code<Kind: CodelistKind>: Hashable, Sendable {
    /// The number that rows of the database hold.
    public let number: Int16

    /// Trusts its caller that the list has the number: for the store and for constants.
    public init(number: Int16) { self.number = number }

    /// The value that `text` names by code or label; nil when the list has none or it is retired.
    public init?(_ text: String) {
        guard let entry = Self.list.match(text), !entry.isRetired else { return nil }
        number = entry.number
    }

    public static var list: Codelist {
        Codelist.named(Kind.codelist) ?? Codelist(name: Kind.codelist)
    }

    /// The code, such as `in_person`; the bare number when the list no longer explains it.
    public var code: String { Self.list[number]?.code ?? String(number) }

    /// Every list that may be left open has its unknown value at number 0.
    public static var unknown: Self { Self(number: 0) }

    public var isUnknown: Bool { number == 0 }
}

public enum CountryKind: CodelistKind { public static let codelist = "country" }
public enum SexKind: CodelistKind { public static let codelist = "sex" }
public enum AgeBandKind: CodelistKind { public static let codelist = "age_band" }
public enum ServiceKind: CodelistKind { public static let codelist = "service" }
public enum ChannelKind: CodelistKind { public static let codelist = "channel" }
public enum ProfileKind: CodelistKind { public static let codelist = "profile" }
public enum HubCategoryKind: CodelistKind { public static let codelist = "hub_kind" }

/// ISO 3166-1; the number is the standard's own, 0 is unknown.
public typealias Country = Code<CountryKind>
public typealias Sex = Code<SexKind>
/// UNHCR's age groups.
public typealias AgeBand = Code<AgeBandKind>
public typealias Service = Code<ServiceKind>
public typealias Channel = Code<ChannelKind>
/// Migration profile.
public typealias Profile = Code<ProfileKind>
public typealias HubCategory = Code<HubCategoryKind>

extension Code<SexKind> {
    public static var female: Self { Self(number: 1) }
    public static var male: Self { Self(number: 2) }
    public static var other: Self { Self(number: 3) }
}

extension Code<CountryKind> {
    /// ISO 3166-1 alpha-2, as in hub codes.
    public var alpha2: String? { Self.list[number]?.alpha2 }
}

extension Code<AgeBandKind> {
    /// The band of an age in whole years.
    public init(age: Int) {
        switch age {
        case ..<0: self.init(number: 0)
        case ..<5: self.init(number: 1)
        case ..<12: self.init(number: 2)
        case ..<18: self.init(number: 3)
        case ..<60: self.init(number: 4)
        default: self.init(number: 5)
        }
    }
}
