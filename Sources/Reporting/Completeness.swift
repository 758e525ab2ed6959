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

    /// Hubs that reported but are not listed, since so few people came that a public report
    /// hides them.
    public let unlisted: Int

    public init(hubs: [Entry]) { self.init(hubs: hubs, unlisted: 0) }

    private init(hubs: [Entry], unlisted: Int) {
        self.hubs = hubs.sorted { $0.hub < $1.hub }
        self.unlisted = unlisted
    }

    /// Without the hubs that are not to be shown; those that did not report always are.
    func listing(_ isShown: (HubCode) -> Bool) -> Self {
        let listed = hubs.filter { $0.events == 0 || isShown($0.hub) }
        return Completeness(hubs: listed, unlisted: unlisted + hubs.count - listed.count)
    }

    public var reporting: Int { hubs.count { $0.events > 0 } + unlisted }
    public var late: Int { hubs.reduce(0) { $0 + $1.late } }
    public var silent: [Entry] { hubs.filter { $0.events == 0 } }
}
