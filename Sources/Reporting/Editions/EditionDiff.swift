public import Casework

/// What moved each figure between two moments of a quarter, kind by kind, adding up exactly.
///
/// The kinds are applied one after the other, always in the same order, and the quarter is counted
/// after each: what a kind moved is the difference that it made. So the movements of a figure add
/// up to its whole change by construction, although distinct counts do not add.
public struct EditionDiff: Sendable {
    /// Why a figure moved, in the order in which the kinds are applied.
    public enum Kind: String, Sendable, CaseIterable, Encodable {
        case lateEvents = "late_events"
        case corrections
        case voids
        case merges
        case personChanges = "person_changes"
    }

    /// A figure of which at least one number moved.
    public struct Movement: Sendable, Hashable {
        /// Nil for the total.
        public let dimension: Dimension?
        public let category: Int16
        public let before: RawCount
        public let after: RawCount
        /// What each kind added; only kinds that moved something.
        public let parts: [Kind: RawCount]
    }

    /// In the order of dimensions and categories.
    public let movements: [Movement]

    /// `moment` is the change number that `before` stood at: what has a later first number was
    /// recorded after it. `voided` are the events of `before` that were voided since.
    public init(
        from before: StandingQuarter, at moment: Int64, to after: StandingQuarter,
        voided: Set<EventID>
    ) {
        var state = before
        // Whoever was first met after the first moment stood there as they were first known.
        for (id, person) in after.persons where state.persons[id] == nil {
            state.persons[id] = person
        }
        var tables = [Self.table(of: state)]
        for kind in Kind.allCases {
            switch kind {
            case .lateEvents:
                for (id, event) in after.events where event.recorded > moment {
                    state.events[id] = event
                }
            case .corrections:
                // Also what a corrected date moved into the quarter, or out of it.
                for (id, event) in after.events { state.events[id] = event }
                for id in before.events.keys
                where after.events[id] == nil && !voided.contains(id) {
                    state.events[id] = nil
                }
            case .voids:
                for id in voided { state.events[id] = nil }
            case .merges:
                for (id, person) in after.persons {
                    state.persons[id] = state.persons[id]?.counted(as: person.countedAs) ?? person
                }
            case .personChanges:
                state.persons.merge(after.persons) { $1 }
            }
            tables.append(Self.table(of: state))
        }
        let first = tables[0]
        let last = tables[tables.count - 1]
        let cells = tables.reduce(into: Set<Cell>()) { $0.formUnion($1.keys) }
        movements = cells.sorted().compactMap { cell in
            var parts: [Kind: RawCount] = [:]
            for (index, kind) in Kind.allCases.enumerated() {
                let moved =
                    tables[index + 1][cell, default: .none] - tables[index][cell, default: .none]
                if moved != .none { parts[kind] = moved }
            }
            guard !parts.isEmpty else { return nil }
            return Movement(
                dimension: cell.dimension, category: cell.category,
                before: first[cell, default: .none], after: last[cell, default: .none],
                parts: parts)
        }
    }

    private struct Cell: Hashable, Comparable {
        let dimension: Dimension?
        let category: Int16

        static func < (left: Self, right: Self) -> Bool {
            (left.dimension?.rawValue ?? 0, left.category)
                < (right.dimension?.rawValue ?? 0, right.category)
        }
    }

    private static func table(of state: StandingQuarter) -> [Cell: RawCount] {
        Dictionary(
            uniqueKeysWithValues: state.cells().map {
                (Cell(dimension: $0.dimension, category: $0.category), $0.count)
            })
    }
}

extension StandingPerson {
    func counted(as other: PersonID) -> Self {
        Self(
            id: id, countedAs: other, sex: sex, birthYear: birthYear, birthQuarter: birthQuarter,
            nationality: nationality)
    }
}

extension RawCount {
    static func - (left: Self, right: Self) -> Self {
        RawCount(
            events: left.events - right.events, identified: left.identified - right.identified,
            anonymous: left.anonymous - right.anonymous)
    }
}
