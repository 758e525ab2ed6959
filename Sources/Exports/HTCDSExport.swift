public import Casework
public import Codelists
import HubLogs

/// Trafficking-protection cases in IOM's Human Trafficking Case Data Standard 2.0: one row a case,
/// about the person whose case it is.
///
/// Field names and values are the standard's. Nothing that names somebody or a small place is in it:
/// of a birth date the year, of other dates the month (ISO 8601, reduced precision), of the hub its
/// country; texts stay behind. Several values of one field are parted by semicolons.
public struct HTCDSExport: Sendable {
    /// What the standard asks of one case.
    public struct Row: Sendable {
        public let content: Case
        public let sex: Sex
        public let birthYear: Int?
        public let nationality: Country
        public let languages: [SpokenLanguage]
        /// When it was first handed over to somebody else.
        public let firstReferral: CalendarDate?

        public init(
            content: Case, sex: Sex, birthYear: Int?, nationality: Country,
            languages: [SpokenLanguage], firstReferral: CalendarDate?
        ) {
            self.content = content
            self.sex = sex
            self.birthYear = birthYear
            self.nationality = nationality
            self.languages = languages
            self.firstReferral = firstReferral
        }
    }

    private let rows: [Row]

    public init(_ rows: [Row]) { self.rows = rows }

    /// The table as CSV (RFC 4180), with the standard's names as its heading.
    public var csv: [UInt8] {
        var writer = DelimitedWriter()
        writer.row(Self.fields.map(\.name))
        for row in rows { writer.row(Self.fields.map { $0.value(row) }) }
        return writer.bytes
    }

    /// A field of the standard and how a case says it; empty for what is not known.
    struct Field: Sendable {
        let name: String
        let value: @Sendable (Row) -> String
    }

    static let fields: [Field] = [
        Field(name: "org_ShippingCountry") { $0.content.hub.country.alpha2 ?? "" },
        Field(name: "prs_Birthdate") { $0.birthYear.map { String($0) } ?? "" },
        Field(name: "prs_Gender") { gender($0.sex) },
        Field(name: "prs_Citizenship") { $0.nationality.alpha2 ?? "" },
        Field(name: "prs_PrimaryLanguage") { $0.languages.first.map(language) ?? "" },
        Field(name: "prs_SecondaryLanguage") { row in
            row.languages.dropFirst().first.map(language) ?? ""
        },
        details("vic_TraffickingStatus") { $0.status?.code },
        details("vic_TraffickingStatusDecisionMakingOrg") { $0.decision?.code },
        details("vic_RelationshipToTrafficker") { $0.relationship?.code },
        details("vic_AgeWhenTrafficked") { $0.ageWhenTrafficked.map { String($0) } },
        details("vic_MethodOfRecruitment") { list($0.recruitment) },
        details("vic_MethodsOfControl") { list($0.control) },
        details("vic_TypeOfExploitation") { list($0.exploitation) },
        details("vic_ForcedLabourIndustry") { $0.industry?.code },
        details("vic_TypeOfSexExploitation") { list($0.sexualExploitation) },
        Field(name: "cas_Status") { status($0.content.status) },
        Field(name: "cas_ReasonForCaseClosure") { row in
            row.content.outcome.flatMap { CaseOutcome.list[$0.number]?.english } ?? ""
        },
        Field(name: "cas_ReasonForOutgoingReferral") {
            $0.firstReferral == nil ? "" : "AdditionalServicesRequired"
        },
        Field(name: "cas_OutgoingReferralDate") { row in
            row.firstReferral.map { String($0.description.prefix(7)) } ?? ""
        },
        // Cases without it are not exported.
        Field(name: "con_Consent") { _ in "true" },
    ]

    private static func details(
        _ name: String, _ value: @escaping @Sendable (TraffickingDetails) -> String?
    ) -> Field {
        Field(name: name) { row in row.content.trafficking.flatMap(value) ?? "" }
    }

    private static func list<Kind>(_ codes: [Code<Kind>]?) -> String? {
        codes.map { $0.map(\.code).joined(separator: ";") }
    }

    static func gender(_ sex: Sex) -> String {
        switch sex {
        case .female: "Feminine"
        case .male: "Masculine"
        case .other: "NonConforming"
        default: "NonSpecifiedUnknown"
        }
    }

    static func status(_ status: CaseStatus) -> String {
        switch status {
        case .followUp: "FollowUp"
        case .closed: "Closed"
        case .closedReferred: "ClosedReferred"
        default: "Active"
        }
    }

    /// The standard takes ISO 639-2, which knows families where 639-3 knows languages.
    static func language(_ language: SpokenLanguage) -> String {
        switch language.code {
        case "kek", "quc", "mam", "cak", "kjb", "ixl", "poh", "acr", "jac", "tzo", "tzh", "ctu",
            "yua":
            "myn"
        case "cab", "miq", "gym", "cuk", "bzd": "cai"
        case "bzj": "cpe"
        default: language.code
        }
    }
}
