public import Casework
import Codelists
public import Postgres

extension Statement {
    /// Enters new events in the register; an id or record that is taken violates its constraint.
    public static func register(_ events: [PreparedEvent]) -> Self {
        """
        INSERT INTO event_register (event_id, hub_id, record_id, occurred_on, digest, version)
        SELECT event_id, hub_id, record_id, occurred_on, digest, 1
        FROM unnest(
            \(events.map(\.id)), \(events.map(\.hub)), \(events.map(\.recordID)),
            \(events.map(\.occurredOn)), \(events.map(\.digest)))
        AS e (event_id, hub_id, record_id, occurred_on, digest)
        """
    }

    /// Writes the versions of events as recorded, without their facts.
    public static func append(
        _ events: [PreparedEvent], version: Int = 1, change: String = "recorded",
        reason: String? = nil, actor: String
    ) -> Self {
        """
        INSERT INTO event (event_id, occurred_on, hub_id, channel, profile, destination, is_late,
            services, batch_id, case_id, note, version, change, reason, actor)
        SELECT event_id, occurred_on, hub_id, channel, profile, destination, is_late,
            services::smallint[], batch_id, case_id, note, \(version), \(change), \(reason), \(actor)
        FROM unnest(
            \(events.map(\.id)), \(events.map(\.occurredOn)), \(events.map(\.hub)),
            \(events.map(\.channel)), \(events.map(\.profile)), \(events.map(\.destination)),
            \(events.map(\.isLate)), \(events.map { $0.services.map(\.number).arrayLiteral }),
            \(events.map(\.batch)), \(events.map(\.caseID)), \(events.map(\.note)))
        AS e (event_id, occurred_on, hub_id, channel, profile, destination, is_late, services,
            batch_id, case_id, note)
        """
    }

    /// Writes the facts of the anonymous people in these events.
    public static func addTallyFacts(_ events: [PreparedEvent]) -> Self {
        let facts = events.flatMap { event in
            event.participants.enumerated().compactMap { position, participant in
                if case .tally(let tally) = participant {
                    (event: event, position: Int16(position + 1), tally: tally)
                } else {
                    nil
                }
            }
        }
        return """
            INSERT INTO participation (event_id, occurred_on, position, hub_id, country, channel,
                profile, sex, age_band, nationality, is_late, anonymous, services)
            SELECT event_id, occurred_on, position, hub_id, country, channel, profile, sex,
                age_band, nationality, is_late, anonymous, services::smallint[]
            FROM unnest(
                \(facts.map(\.event.id)), \(facts.map(\.event.occurredOn)),
                \(facts.map(\.position)), \(facts.map(\.event.hub)),
                \(facts.map(\.event.country)), \(facts.map(\.event.channel)),
                \(facts.map(\.event.profile)), \(facts.map(\.event.isLate)),
                \(facts.map(\.tally.sex)), \(facts.map(\.tally.ageBand)), \(facts.map(\.tally.nationality)),
                \(facts.map { Int32($0.tally.count) }),
                \(facts.map { $0.event.services.map(\.number).arrayLiteral }))
            AS f (event_id, occurred_on, position, hub_id, country, channel, profile, is_late,
                sex, age_band, nationality, anonymous, services)
            """
    }

    /// Takes the facts of an event's current version out of the count and keeps them as past.
    public static func retireFacts(of event: RegisteredEvent) -> Self {
        """
        WITH retired AS (
            DELETE FROM participation
            WHERE event_id = \(event.id) AND occurred_on = \(event.occurredOn)
            RETURNING *
        )
        INSERT INTO participation_past SELECT \(event.version), clock_timestamp(), * FROM retired
        """
    }

    /// Notes in the register what an event's current version is; its hub, where that changes.
    public static func moveRegister(
        of event: EventID, toVersion version: Int, hub: Int16? = nil, occurredOn: CalendarDate,
        digest: [UInt8], isVoid: Bool
    ) -> Self {
        """
        UPDATE event_register SET version = \(version), hub_id = coalesce(\(hub), hub_id),
            occurred_on = \(occurredOn), digest = \(digest), is_void = \(isVoid)
        WHERE event_id = \(event)
        """
    }

    /// Appends a void version, a copy of the current one with the reason.
    public static func appendVoid(of event: RegisteredEvent, reason: String, actor: String) -> Self
    {
        """
        INSERT INTO event (event_id, occurred_on, version, hub_id, channel, profile, destination,
            is_late, services, case_id, batch_id, actor, change, reason, note)
        SELECT event_id, occurred_on, version + 1, hub_id, channel, profile, destination, is_late,
            services, case_id, batch_id, \(actor), 'voided', \(reason), note
        FROM event
        WHERE event_id = \(event.id) AND occurred_on = \(event.occurredOn)
            AND version = \(event.version)
        """
    }
}

extension Query where Output == Int {
    /// Writes the facts of the persons in these events.
    ///
    /// The persons and whoever they count as stay locked against a merge or a change until the
    /// transaction ends, so that no fact is written with yesterday's values. Answers with how many
    /// were written: fewer than there are persons only when such a change came between; then the
    /// caller tries again.
    public static func addPersonFacts(_ events: [PreparedEvent]) -> Self {
        let facts = events.flatMap { event in
            event.participants.enumerated().compactMap { position, participant in
                if case .person(let person) = participant {
                    (event: event, position: Int16(position + 1), person: person)
                } else {
                    nil
                }
            }
        }
        return Self(
            """
            SELECT add_person_facts(
                \(facts.map(\.event.id)), \(facts.map(\.event.occurredOn)),
                \(facts.map(\.position)), \(facts.map(\.event.hub)),
                \(facts.map(\.event.country)), \(facts.map(\.event.channel)),
                \(facts.map(\.event.profile)), \(facts.map(\.event.isLate)),
                \(facts.map(\.person)),
                \(facts.map { $0.event.services.map(\.number).arrayLiteral }))
            """)
    }
}
