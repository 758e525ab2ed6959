/// A meeting of a network or committee.
public struct Meeting: RegionRecord {
    public static let kind = RecordKind.meeting

    public var slug: Slug
    public var network: Slug
    public var title: String
    public var held: CalendarDate
    public var place: String?
    public var online: Bool?
    @Listed public var agenda: [String]
    @Listed public var attendance: [MeetingAttendance]
    public var minutes: String?

    public var references: [RecordReference] { [RecordReference(.network, network)] }

    public var faultyField: String? {
        if title.isEmpty { return "title" }
        return attendance.contains { $0.people < 1 || $0.body.isEmpty } ? "attendance" : nil
    }
}

/// How many came from one body.
public struct MeetingAttendance: Codable, Hashable, Sendable {
    public var body: String
    public var people: Int
}
