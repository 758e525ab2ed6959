public import Casework
public import Codelists

/// What one record says about a person, as it is compared with another; anything may be missing.
public struct PersonRecord: Hashable, Sendable {
    public var givenNames: String
    public var familyNames: String
    public var birth: WrittenBirth
    public var sex: Sex
    public var nationality: Country
    public var document: String
    public var phone: String

    public init(
        givenNames: String = "", familyNames: String = "", birth: WrittenBirth = .unknown,
        sex: Sex = .unknown, nationality: Country = .unknown, document: String = "",
        phone: String = ""
    ) {
        self.givenNames = givenNames
        self.familyNames = familyNames
        self.birth = birth
        self.sex = sex
        self.nationality = nationality
        self.document = document
        self.phone = phone
    }

    /// What the two automatic rules see of it: a date that no calendar has is no date.
    public var description: PersonDescription {
        PersonDescription(
            givenNames: givenNames, familyNames: familyNames,
            document: document.isEmpty ? nil : document, birth: birth.calendarBirth, sex: sex,
            nationality: nationality)
    }

    /// An order that depends on nothing but what the records say.
    static func precedes(_ left: Self, _ right: Self) -> Bool {
        if left.familyNames != right.familyNames { return left.familyNames < right.familyNames }
        if left.givenNames != right.givenNames { return left.givenNames < right.givenNames }
        if left.birth != right.birth { return left.birth.key < right.birth.key }
        if left.document != right.document { return left.document < right.document }
        if left.phone != right.phone { return left.phone < right.phone }
        return (left.sex.number, left.nationality.number)
            < (right.sex.number, right.nationality.number)
    }
}
