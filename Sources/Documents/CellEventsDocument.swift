import CaseStore
public import Casework
public import Operations
import Reporting

/// A figure with the events behind it as JSON.
public struct CellEventsDocument: Encodable, Sendable {
    public let quarter: Quarter
    /// The codes of the figure's place, by dimension.
    public let cell: [String: String]
    public let figure: Counts
    public let events: [Event]
    /// To ask with for the events after these; nil at the end.
    public let next: EventCursor?

    public struct Counts: Encodable, Sendable {
        public let events: Int
        public let identified: Int
        public let anonymous: Int
        public let people: Int
    }

    /// One event, with those of its participants who lie in the cell.
    public struct Event: Encodable, Sendable {
        public let facts: EventFacts
        /// Of the identified, those who are counted here: over all events they add up to the figure.
        public let counted: Int

        enum CodingKeys: String, CodingKey { case counted }

        init(_ found: CellEvent) {
            facts = EventFacts(found.event)
            counted = found.counted
        }

        public func encode(to encoder: any Encoder) throws {
            try facts.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(counted, forKey: .counted)
        }
    }

    enum CodingKeys: String, CodingKey { case quarter, cell, figure, events, next }

    public init(_ found: CellEvents) {
        quarter = found.figure.quarter
        cell = Dictionary(
            uniqueKeysWithValues: found.figure.places.map { ($0.dimension.description, $0.code) })
        let figure = found.figure.figure
        self.figure = Counts(
            events: figure.events ?? 0, identified: figure.identified ?? 0,
            anonymous: figure.anonymous ?? 0, people: figure.people ?? 0)
        events = found.events.map(Event.init)
        next = found.next
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(quarter.description, forKey: .quarter)
        try container.encode(cell, forKey: .cell)
        try container.encode(figure, forKey: .figure)
        try container.encode(events, forKey: .events)
        try container.encode(next?.description, forKey: .next)
    }
}

extension CellEvents {
    /// Where the events after these begin; nil at the end.
    public var next: EventCursor? {
        hasMore
            ? events.last.map { EventCursor(day: $0.event.occurredOn, event: $0.event.id) } : nil
    }
}
