public import Casework

/// Which hubs reported in a quarter, on how many days, and what came late.
public struct Completeness: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        public let hub: HubCode
        public let name: String
        public let events: Int
        /// Days of the quarter with at least one event.
        public let days: Int
        public let firstDay: CalendarDate?
        public let lastDay: CalendarDate?
        /// Events recorded more than 90 days after their date.
        public let late: Int

        public init(
            hub: HubCode, name: String, events: Int, days: Int, firstDay: CalendarDate?,
            lastDay: CalendarDate?, late: Int
        ) {
            self.hub = hub
            self.name = name
            self.events = events
            self.days = days
            self.firstDay = firstDay
            self.lastDay = lastDay
            self.late = late
        }
    }

    /// Every hub that was open in the quarter, in the order of the codes.
    public let hubs: [Entry]

    public init(hubs: [Entry]) { self.hubs = hubs.sorted { $0.hub < $1.hub } }

    public var reporting: Int { hubs.count { $0.events > 0 } }
    public var late: Int { hubs.reduce(0) { $0 + $1.late } }
    public var silent: [Entry] { hubs.filter { $0.events == 0 } }
}
