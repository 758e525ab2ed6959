/// Records as a file carries them: any of the lists, in the order in which they can be taken in.
public struct RegionFile: Codable, Sendable, Equatable {
    @Listed public var organisations: [Organisation]
    @Listed public var places: [Place]
    @Listed public var activities: [Activity]
    @Listed public var networks: [Network]
    @Listed public var meetings: [Meeting]
    @Listed public var actions: [AgreedAction]
    @Listed public var participants: [MGIParticipant]
    @Listed public var totals: [MGITotal]
    @Listed public var indicators: [MGIIndicator]
    @Listed public var assessments: [MGIAssessment]
    @Listed public var publications: [Publication]
    @Listed public var items: [BulletinItem]
    @Listed public var issues: [BulletinIssue]

    public init() {}
}
