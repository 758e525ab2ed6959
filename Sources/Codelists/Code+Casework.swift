public enum CaseStatusKind: CodelistKind { public static let codelist = "case_status" }
public enum NeedPriorityKind: CodelistKind { public static let codelist = "need_priority" }
public enum CaseOutcomeKind: CodelistKind { public static let codelist = "case_outcome" }
public enum AttachmentKindKind: CodelistKind { public static let codelist = "attachment_kind" }
public enum ConsentPurposeKind: CodelistKind { public static let codelist = "consent_purpose" }
public enum SharedPartKind: CodelistKind { public static let codelist = "shared_part" }
public enum ReferralPriorityKind: CodelistKind { public static let codelist = "referral_priority" }
public enum ReferralStatusKind: CodelistKind { public static let codelist = "referral_status" }
public enum ReferralOutcomeKind: CodelistKind { public static let codelist = "referral_outcome" }
public enum DeclineReasonKind: CodelistKind { public static let codelist = "decline_reason" }
public enum VulnerabilityKind: CodelistKind { public static let codelist = "vulnerability" }
public enum LanguageKind: CodelistKind { public static let codelist = "language" }
public enum DisabilityDomainKind: CodelistKind { public static let codelist = "disability_domain" }
public enum DisabilityAnswerKind: CodelistKind { public static let codelist = "disability_answer" }

/// HTCDS 2.0.
public typealias CaseStatus = Code<CaseStatusKind>
public typealias NeedPriority = Code<NeedPriorityKind>
public typealias CaseOutcome = Code<CaseOutcomeKind>
public typealias AttachmentKind = Code<AttachmentKindKind>
public typealias ConsentPurpose = Code<ConsentPurposeKind>
/// A part of what is known about somebody, which consent covers or does not.
public typealias SharedPart = Code<SharedPartKind>
public typealias ReferralPriority = Code<ReferralPriorityKind>
public typealias ReferralStatus = Code<ReferralStatusKind>
public typealias ReferralOutcome = Code<ReferralOutcomeKind>
public typealias DeclineReason = Code<DeclineReasonKind>
public typealias Vulnerability = Code<VulnerabilityKind>
/// A language that people speak, ISO 639-3; not that of an interface.
public typealias SpokenLanguage = Code<LanguageKind>
public typealias DisabilityDomain = Code<DisabilityDomainKind>
public typealias DisabilityAnswer = Code<DisabilityAnswerKind>

extension Code<CaseStatusKind> {
    public static var active: Self { Self(number: 1) }
    public static var followUp: Self { Self(number: 2) }
    public static var closed: Self { Self(number: 3) }
    public static var closedReferred: Self { Self(number: 4) }

    public var isOpen: Bool { self == .active || self == .followUp }
}

extension Code<NeedPriorityKind> {
    public static var normal: Self { Self(number: 3) }
}

extension Code<CaseOutcomeKind> {
    /// The need was handed over; the case's status says so too.
    public static var referred: Self { Self(number: 3) }
}

extension Code<ServiceKind> {
    public static var childProtection: Self { Self(number: 13) }
    public static var traffickingProtection: Self { Self(number: 17) }
}

extension Code<VulnerabilityKind> {
    public static var unaccompaniedChild: Self { Self(number: 1) }
    public static var separatedChild: Self { Self(number: 2) }
    public static var disability: Self { Self(number: 6) }
    public static var possibleTrafficking: Self { Self(number: 9) }
}

extension Code<ConsentPurposeKind> {
    public static var assistance: Self { Self(number: 1) }
    public static var referral: Self { Self(number: 2) }
    public static var contact: Self { Self(number: 3) }
    public static var research: Self { Self(number: 4) }
}

extension Code<SharedPartKind> {
    public static var name: Self { Self(number: 1) }
    public static var birthDate: Self { Self(number: 2) }
    public static var document: Self { Self(number: 3) }
    public static var statistics: Self { Self(number: 4) }
    public static var needs: Self { Self(number: 5) }
    public static var situation: Self { Self(number: 6) }
    public static var summary: Self { Self(number: 7) }
}

extension Code<ReferralPriorityKind> {
    public static var emergency: Self { Self(number: 1) }
    public static var urgent: Self { Self(number: 2) }
    public static var normal: Self { Self(number: 3) }
}

extension Code<ReferralStatusKind> {
    public static var sent: Self { Self(number: 1) }
    public static var accepted: Self { Self(number: 2) }
    public static var declined: Self { Self(number: 3) }
    public static var completed: Self { Self(number: 4) }
    public static var noShow: Self { Self(number: 5) }
    public static var withdrawn: Self { Self(number: 6) }
    public static var expired: Self { Self(number: 7) }
}

extension Code<AgeBandKind> {
    /// Whether all of the band are under 18; unknown is not.
    public var isChild: Bool { (1...3).contains(number) }
}

extension Code {
    /// Reads codes or labels parted by commas; nil when one is unknown, or none is there.
    public static func list(_ text: String) -> [Self]? {
        let parts = text.split(separator: ",").map { Self(String($0)) }
        let known = parts.compactMap(\.self)
        return known.count == parts.count && !known.isEmpty ? known : nil
    }
}
