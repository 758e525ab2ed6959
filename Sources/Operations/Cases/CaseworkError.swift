public import Casework
public import Codelists

/// Why something about a case, a consent or a referral was refused.
public enum CaseworkError: Error, Sendable {
    case unknownCase(String)
    /// Several hubs have a case of this reference.
    case ambiguousCase(String)
    case problem(CaseProblem)
    /// The case was changed since; it is as it stands now.
    case staleCase(CaseView)
    case staleReferral(ReferralView)
    /// The same id was recorded before with other content.
    case otherContent(String)
    case unknownAttachment(AttachmentID)
    case unknownReferral(ReferralID)
    case unknownConsent(ConsentID)
    case unknownReceiver(Receiver)
    /// The person does not agree, or not any more.
    case noConsent(ConsentPurpose)
    /// Consent does not cover what a referral cannot do without.
    case notCovered(SharedPart)
    /// Nobody can read or write about this person any more.
    case erased
    /// The person asked that what is known of them be kept and not used.
    case isRestricted
    case referral(ReferralProblem)
}
