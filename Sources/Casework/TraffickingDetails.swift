public import Codelists

/// What a protection case says about trafficking, in the terms of the Human Trafficking Case Data
/// Standard 2.0 (its fields `vic_…`).
public struct TraffickingDetails: Hashable, Sendable, Codable {
    public var status: TraffickingStatus?
    public var decision: TraffickingDecision?
    public var relationship: TraffickerRelationship?
    /// In years, when the person was first trafficked.
    public var ageWhenTrafficked: Int?
    public var recruitment: [RecruitmentMethod]?
    public var control: [ControlMethod]?
    public var exploitation: [ExploitationType]?
    public var industry: LabourIndustry?
    public var sexualExploitation: [SexualExploitation]?

    public init() {}

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case status, decision, relationship, recruitment, control, exploitation, industry
        case ageWhenTrafficked = "age_when_trafficked"
        case sexualExploitation = "sexual_exploitation"
    }
}
