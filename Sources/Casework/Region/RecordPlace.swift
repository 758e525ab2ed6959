public import Codelists

/// The place that a record belongs to, for whoever may work in one country or hub only.
public struct RecordPlace: Hashable, Sendable {
    public let countries: [Country]
    public let hub: HubCode?

    public init(_ countries: [Country], hub: HubCode? = nil) {
        self.countries = countries
        self.hub = hub
    }
}
