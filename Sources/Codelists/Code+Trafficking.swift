// The lists of the Human Trafficking Case Data Standard 2.0; their codes are the standard's own.

public enum TraffickingStatusKind: CodelistKind {
    public static let codelist = "trafficking_status"
}
public enum TraffickingDecisionKind: CodelistKind {
    public static let codelist = "trafficking_decision"
}
public enum TraffickerRelationshipKind: CodelistKind {
    public static let codelist = "trafficker_relationship"
}
public enum RecruitmentMethodKind: CodelistKind {
    public static let codelist = "recruitment_method"
}
public enum ControlMethodKind: CodelistKind { public static let codelist = "control_method" }
public enum ExploitationTypeKind: CodelistKind { public static let codelist = "exploitation_type" }
public enum LabourIndustryKind: CodelistKind { public static let codelist = "labour_industry" }
public enum SexualExploitationKind: CodelistKind {
    public static let codelist = "sexual_exploitation"
}

public typealias TraffickingStatus = Code<TraffickingStatusKind>
/// Who decided what the status is.
public typealias TraffickingDecision = Code<TraffickingDecisionKind>
public typealias TraffickerRelationship = Code<TraffickerRelationshipKind>
public typealias RecruitmentMethod = Code<RecruitmentMethodKind>
public typealias ControlMethod = Code<ControlMethodKind>
public typealias ExploitationType = Code<ExploitationTypeKind>
/// Sections of ISIC Rev. 4.
public typealias LabourIndustry = Code<LabourIndustryKind>
public typealias SexualExploitation = Code<SexualExploitationKind>
