public import Codelists

/// What a receiver gets to see of somebody: only what their consent covers.
public struct SharedRecord: Hashable, Sendable, Codable {
    public var givenNames: String?
    public var familyNames: String?
    /// As far as it is known: a date or a year.
    public var birth: String?
    public var document: String?
    public var sex: Sex?
    public var ageBand: AgeBand?
    public var nationality: Country?
    public var needs: [Service]?
    public var vulnerabilities: [Vulnerability]?
    public var functioning: String?
    public var languages: [SpokenLanguage]?
    public var summary: String?

    public init() {}

    enum CodingKeys: String, CodingKey {
        case birth, document, sex, nationality, needs, vulnerabilities, functioning, languages
        case summary
        case givenNames = "given_names"
        case familyNames = "family_names"
        case ageBand = "age_band"
    }

    /// The record with everything left out that these parts do not cover.
    public func limited(to parts: [SharedPart]) -> Self {
        var record = Self()
        for part in parts {
            switch part {
            case .name:
                record.givenNames = givenNames
                record.familyNames = familyNames
            case .birthDate: record.birth = birth
            case .document: record.document = document
            case .statistics:
                record.sex = sex
                record.ageBand = ageBand
                record.nationality = nationality
            case .needs: record.needs = needs
            case .situation:
                record.vulnerabilities = vulnerabilities
                record.functioning = functioning
                record.languages = languages
            case .summary: record.summary = summary
            default: break
            }
        }
        return record
    }
}
