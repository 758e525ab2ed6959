public import CaseStore
public import Casework
import Codelists
import Postgres
public import Reporting

/// The figure whose events are asked for: a quarter, and one category of any of the dimensions.
public struct CellQuestion: Sendable {
    public let quarter: Quarter
    /// Codes as reports show them: the hub's, or the codelist's.
    public let categories: [Dimension: String]

    public init(_ quarter: Quarter, _ categories: [Dimension: String] = [:]) {
        self.quarter = quarter
        self.categories = categories
    }
}

/// A figure with a page of the events that it is made of.
public struct CellEvents: Sendable {
    public let figure: CellFigure
    public let events: [CellEvent]
    /// Whether there are more of them after these.
    public let hasMore: Bool

    public init(figure: CellFigure, events: [CellEvent], hasMore: Bool) {
        self.figure = figure
        self.events = events
        self.hasMore = hasMore
    }
}

extension Application {
    /// A figure as it stands and the events behind it, latest first, without who took part; those
    /// after `before` in that order.
    ///
    /// One snapshot: the events of all pages add up to the figure while nobody writes.
    public func events(
        behind cell: CellQuestion, limit: Int,
        before: (day: CalendarDate, event: EventID)? = nil
    ) async throws -> CellEvents {
        try permit(reading: cell)
        return try await database.transaction(.readOnly) { connection in
            let directory = try await HubDirectory.load(on: connection)
            let address = try CellAddress(cell, directory)
            let count = try await connection.one(.counted(at: address, in: cell.quarter))
            let events = try await connection.all(
                .events(at: address, in: cell.quarter, limit: limit + 1, before: before))
            return CellEvents(
                figure: CellFigure(
                    internal: count, in: cell.quarter, at: address, hubs: directory.names),
                events: Array(events.prefix(limit)), hasMore: events.count > limit)
        }
    }

    /// Of a hub, of a country, or of all: as far as the actor reads events and figures.
    private func permit(reading cell: CellQuestion) throws {
        for permission in [Permission.readEvents, .readFigures] {
            if let code = cell.categories[.hub] {
                guard let hub = HubCode(code) else { throw OperationError.invalid(field: "hub") }
                try permit(permission, at: hub)
            } else if actor.reach(of: permission) == .ownCountry,
                let code = cell.categories[.country], let country = Country(code),
                country.alpha2 == actor.country
            {
                continue
            } else {
                try permit(permission)
            }
        }
    }
}

extension CellAddress {
    fileprivate init(_ cell: CellQuestion, _ directory: HubDirectory) throws(OperationError) {
        var places: [Place] = []
        for (dimension, code) in cell.categories {
            let number: Int16? =
                if dimension == .hub {
                    HubCode(code).flatMap { directory.entries[$0]?.number }
                } else {
                    dimension.codelist?.match(code)?.number
                }
            guard let number else { throw .invalid(field: dimension.description) }
            places.append(Place(dimension, number))
        }
        self.init(places)
    }
}
