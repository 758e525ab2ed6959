import CaseStore
import Casework
import Codelists
import Postgres

/// Writes events inside a transaction: one event or thousands take the same way.
struct EventWriter: Sendable {
    let sealer: IdentitySealer
    let actor: String
    let hubs: [HubCode: HubDirectory.Entry]

    /// What came of one event.
    enum Outcome: Sendable, Equatable {
        case recorded
        /// The same id or record with the same content was there before.
        case repeated(EventID)
        /// The same id or record with other content was there before.
        case conflict(EventID)
    }

    /// What came of some events, in their order, what was written of the new ones, whom they made
    /// known, and what those agreed to.
    struct Recorded: Sendable {
        let outcomes: [Outcome]
        let written: [PreparedEvent]
        let added: [NewPerson]
        let consents: [ConsentID]
    }

    /// Records those events that are new, and says what came of each.
    func record(
        _ events: [AssistanceEvent], batch: BatchID?, on connection: Connection
    ) async throws -> Recorded {
        var outcomes = [Outcome](repeating: .recorded, count: events.count)
        let digests = events.map(sealer.digest)
        let numbers = try events.map { try number(of: $0.hub) }
        let known = try await connection.all(
            .registered(ids: events.map(\.id), hubs: numbers, records: events.map(\.recordID)))
        for event in known {
            outcomes[event.position] =
                event.digest == digests[event.position] ? .repeated(event.id) : .conflict(event.id)
        }
        markRepetitions(among: events, digests: digests, outcomes: &outcomes)
        let new = events.indices.filter { outcomes[$0] == .recorded }
        let added = new.map { events[$0] }
        let (persons, people) = try await resolve(added, on: connection)
        let cases = try await openCases(of: added, persons: persons, on: connection)
        let prepared = try new.enumerated().map { order, index in
            try prepare(
                events[index], digest: digests[index], persons: persons[order], cases: cases,
                batch: batch)
        }
        try await write(prepared, on: connection)
        return Recorded(
            outcomes: outcomes, written: prepared, added: people,
            consents: try await agree(zip(added, persons), on: connection))
    }

    /// Whether a quarter may lack its partition: the usual years have theirs since the migration.
    static func needsPartition(_ quarter: Quarter) -> Bool {
        !(2020...2027).contains(quarter.firstDay.year)
    }

    /// Writes the facts of events, failing when a person changed between two steps.
    func writeFacts(of events: [PreparedEvent], on connection: Connection) async throws {
        let persons = events.reduce(0) { $0 + $1.personCount }
        if persons > 0 {
            guard try await connection.one(.addPersonFacts(events)) == persons else {
                throw StoreError.changedMeanwhile
            }
        }
        if events.contains(where: { $0.participants.count > $0.personCount }) {
            try await connection.run(.addTallyFacts(events))
        }
    }

    private func write(_ events: [PreparedEvent], on connection: Connection) async throws {
        if events.isEmpty { return }
        _ = try await connection.pipeline([.register(events), .append(events, actor: actor)])
        try await writeFacts(of: events, on: connection)
    }

    func prepare(
        _ event: AssistanceEvent, digest: [UInt8], persons: [PersonID?],
        cases: [CaseReference: CaseID], batch: BatchID?
    ) throws -> PreparedEvent {
        let entry = hubs[event.hub]
        return PreparedEvent(
            id: event.id, hub: entry?.number ?? 0, country: entry?.hub.country ?? .unknown,
            recordID: event.recordID, occurredOn: event.occurredOn, channel: event.channel,
            profile: event.profile, services: event.services, destination: event.destination,
            isLate: (entry?.today ?? event.occurredOn).days(since: event.occurredOn)
                > AssistanceEvent.lateAfterDays,
            note: try sealer.sealNote(of: event), digest: digest,
            participants: zip(event.participants, persons).compactMap { participant, person in
                if case .tally(let tally) = participant { return .tally(tally) }
                return person.map { .person($0) }
            }, batch: batch, caseID: try reference(of: event).flatMap { cases[$0] })
    }

    /// Whom the described participants of each event are; those nobody knows are added.
    func resolve(
        _ events: [AssistanceEvent], on connection: Connection
    ) async throws -> (places: [[PersonID?]], added: [NewPerson]) {
        var wanted: [[UInt8]: (person: PersonDescription, hub: Int16)] = [:]
        var unkeyed: [SealedPerson] = []
        var added: [NewPerson] = []
        // For each participant: the person, or the key to find them by.
        var places: [[(person: PersonID?, key: [UInt8]?)]] = []
        for event in events {
            let hub = try number(of: event.hub)
            places.append(
                try event.participants.map { participant in
                    switch participant {
                    case .tally: return (nil, nil)
                    case .known(let person): return (person, nil)
                    case .described(let description):
                        if let key = sealer.key(of: description) {
                            if wanted[key] == nil { wanted[key] = (description, hub) }
                            return (nil, key)
                        }
                        let sealed = try sealer.seal(description, key: nil, hub: hub)
                        unkeyed.append(sealed)
                        added.append(NewPerson(id: sealed.id, description: description))
                        return (sealed.id, nil)
                    }
                })
        }
        var found: [[UInt8]: PersonID] = [:]
        if !wanted.isEmpty {
            for match in try await connection.all(.persons(withKeys: Array(wanted.keys))) {
                found[match.key] = match.person
            }
        }
        let missing = wanted.filter { found[$0.key] == nil }
        let new =
            try unkeyed
            + missing.map {
                try sealer.seal($0.value.person, key: $0.key, hub: $0.value.hub)
            }
        if !new.isEmpty {
            for match in try await connection.all(.add(new)) {
                found[match.key] = match.person
                if let winner = wanted[match.key]?.person {
                    added.append(NewPerson(id: match.person, description: winner))
                }
            }
            // Somebody else added the rest at the same moment: they are there now.
            let lost = missing.keys.filter { found[$0] == nil }
            if !lost.isEmpty {
                for match in try await connection.all(.persons(withKeys: Array(lost))) {
                    found[match.key] = match.person
                }
            }
        }
        return (
            places.map { $0.map { place in place.person ?? place.key.flatMap { found[$0] } } },
            added
        )
    }

    func number(of hub: HubCode) throws -> Int16 {
        guard let entry = hubs[hub] else { throw OperationError.unknownHub(hub.description) }
        return entry.number
    }

    /// The same record twice in one list: the later one repeats the earlier or conflicts with it.
    private func markRepetitions(
        among events: [AssistanceEvent], digests: [[UInt8]], outcomes: inout [Outcome]
    ) {
        struct Record: Hashable {
            let hub: HubCode
            let record: String
        }
        var first: [Record: Int] = [:]
        for (index, event) in events.enumerated() where outcomes[index] == .recorded {
            guard let text = event.recordID else { continue }
            let record = Record(hub: event.hub, record: text)
            guard let earlier = first[record] else {
                first[record] = index
                continue
            }
            outcomes[index] =
                digests[index] == digests[earlier]
                ? .repeated(events[earlier].id) : .conflict(events[earlier].id)
        }
    }
}
