public import Casework

/// What the rows of a log are checked against.
public struct HubLogContext: Sendable {
    public struct HubDay: Sendable {
        public let hub: Hub
        /// Today by the hub's own time zone.
        public let today: CalendarDate

        public init(hub: Hub, today: CalendarDate) {
            self.hub = hub
            self.today = today
        }
    }

    public var hubs: [HubCode: HubDay]
    /// Stands in where a row names no hub.
    public var defaultHub: HubCode?
    /// As the person importing says; nil leaves it to the file.
    public var dateOrder: DateOrder?

    public init(
        hubs: [HubCode: HubDay], defaultHub: HubCode? = nil, dateOrder: DateOrder? = nil
    ) {
        self.hubs = hubs
        self.defaultHub = defaultHub
        self.dateOrder = dateOrder
    }
}
