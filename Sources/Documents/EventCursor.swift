public import Casework

/// Where a page of events ended: its last event's day and id.
public struct EventCursor: LosslessStringConvertible, Sendable {
    public let day: CalendarDate
    public let event: EventID

    public static let pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9a-f-]{36}"
    public static let example = "2021-03-31_0178b1a2-7c00-7000-8000-000000000001"

    public var description: String { "\(day)_\(event)" }

    public init(day: CalendarDate, event: EventID) {
        self.day = day
        self.event = event
    }

    public init?(_ description: String) {
        let parts = description.split(separator: "_", maxSplits: 1)
        guard parts.count == 2, let day = CalendarDate(String(parts[0])),
            let event = EventID(String(parts[1]))
        else { return nil }
        self.init(day: day, event: event)
    }
}
