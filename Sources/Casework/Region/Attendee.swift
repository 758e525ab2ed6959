public import Codelists

/// Somebody whom the list of an activity names.
public struct Attendee: Sendable, Hashable {
    public var name: String
    public var institution: String?
    public var audience: ActivityAudience?
    public var sex: Sex

    public init(
        name: String, institution: String? = nil, audience: ActivityAudience? = nil,
        sex: Sex = .unknown
    ) {
        self.name = name
        self.institution = institution
        self.audience = audience
        self.sex = sex
    }

    /// Who counts as the same participant: same folded name and institution. Never compared with
    /// people assisted: reached is another measure, and nobody asked to be looked for there.
    public var identityText: String {
        "attendee:\(TextFolding.fold(name)):\(TextFolding.fold(institution ?? ""))"
    }
}

public enum AttendeeEntity: Sendable {}
public typealias AttendeeID = ID<AttendeeEntity>
