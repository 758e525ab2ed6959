public import Codelists

/// A birth date as far as it is known.
public enum Birth: Hashable, Sendable {
    case date(CalendarDate)
    case year(Int)
    case unknown

    public var year: Int? {
        switch self {
        case .date(let date): date.year
        case .year(let year): year
        case .unknown: nil
        }
    }

    /// The quarter of the year that the birthday lies in, which makes age on a quarter's last
    /// day exact without the date itself; nil unless the whole date is known.
    public var quarter: Int? {
        if case .date(let date) = self { date.quarter.number } else { nil }
    }

    /// The age band on the last day of the quarter that `day` lies in. With the year alone the
    /// birthday is taken to have passed, which gives back the age that was stated that year.
    public func ageBand(inQuarterOf day: CalendarDate) -> AgeBand {
        guard let year else { return .unknown }
        let isStillToCome = (quarter ?? 1) > day.quarter.number
        return AgeBand(age: day.year - year - (isStillToCome ? 1 : 0))
    }
}

/// Somebody assisted who has given an identity, as one record describes them.
public struct PersonDescription: Hashable, Sendable {
    public var givenNames: String
    public var familyNames: String
    public var document: String?
    public var birth: Birth
    public var sex: Sex
    public var nationality: Country
    /// A telephone, as it was written.
    public var phone: String?

    public init(
        givenNames: String, familyNames: String, document: String? = nil, birth: Birth = .unknown,
        sex: Sex = .unknown, nationality: Country = .unknown, phone: String? = nil
    ) {
        self.givenNames = givenNames
        self.familyNames = familyNames
        self.document = document
        self.birth = birth
        self.sex = sex
        self.nationality = nationality
        self.phone = phone
    }

    /// What makes two descriptions one person without asking anybody.
    public var automaticIdentity: AutomaticIdentity? {
        if let document {
            let number = DocumentFolding.fold(document)
            if !number.isEmpty { return .document(number) }
        }
        let name = TextFolding.fold(givenNames + familyNames)
        guard !name.isEmpty, case .date(let born) = birth, !nationality.isUnknown else {
            return nil
        }
        return .name(name, born: born, nationality: nationality)
    }
}

/// The two rules by which people are matched automatically; anything weaker is a probable
/// duplicate, for a person to decide.
public enum AutomaticIdentity: Hashable, Sendable {
    /// The same document, its number compared upper-case, letters and digits only.
    case document(String)
    /// No document on either: same folded full name, birth date and nationality.
    case name(String, born: CalendarDate, nationality: Country)

    /// The text that a keyed hash is made of.
    public var text: String {
        switch self {
        case .document(let number): "document:\(number)"
        case .name(let name, let born, let nationality):
            "name:\(name):\(born):\(nationality.number)"
        }
    }
}
