import Casework
import FoundationEssentials
import Postgres

/// Fills the tables with many quarters of events, made by the server itself.
///
/// People come back: three of four contacts in a quarter are of somebody not seen before in it,
/// and somebody stays for a year or two, as in the demonstration. The rows are whole, and the
/// cells are counted by the product's own routine.
struct EventLoad {
    let pool: Pool
    let events: Int
    var quarters = Self.quarters

    static let quarters = (0..<32).map { Quarter(index: Int16(4 * 2018 + $0)) }

    private var eventsPerQuarter: Int { events / quarters.count }
    /// People from among whom a quarter's are drawn, and how far these move from one to the next.
    private var window: Int { eventsPerQuarter * 36 / 25 }
    private var shift: Int { eventsPerQuarter * 22 / 125 }
    var people: Int { (quarters.count - 1) * shift + window }

    func run(progress: @Sendable (String) -> Void) async throws {
        try await pool.withConnection { try await $0.execute(script: Self.functions) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for half in 0..<2 {
                group.addTask {
                    try await addPeople(from: half * people / 2, to: (half + 1) * people / 2)
                }
            }
            try await group.waitForAll()
        }
        progress("\(people) people")
        for quarter in quarters {
            try await pool.run("SELECT ensure_quarter(\(Int(quarter.index))::int)")
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for half in 0..<2 {
                group.addTask {
                    for (index, quarter) in quarters.enumerated() where index % 2 == half {
                        try await add(quarter, index)
                    }
                }
            }
            try await group.waitForAll()
        }
        progress("events")
    }

    /// Counts a quarter anew by the product's routine.
    func rebuild(_ quarter: Quarter) async throws {
        try await pool.run("SELECT rebuild_quarter(\(Int(quarter.index))::int)")
    }

    /// Ids are UUIDs of version 7; everything about a person follows from their number.
    private static let functions = """
        CREATE FUNCTION bench_id(number bigint, kind text) RETURNS uuid
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN overlay(overlay(overlay(md5(kind || number)
            PLACING lpad(to_hex(1514764800000 + number * 12), 12, '0') FROM 1)
            PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid;
        CREATE FUNCTION bench_hash(number bigint, salt int, bound int) RETURNS int
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN (hashint8extended(number, salt) & 1048575)::int % bound;
        CREATE FUNCTION bench_sex(number bigint) RETURNS smallint
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN (ARRAY[1, 1, 1, 1, 1, 2, 2, 2, 2, 0])[1 + bench_hash(number, 1, 10)]::smallint;
        CREATE FUNCTION bench_birth_year(number bigint) RETURNS smallint
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN nullif(1943 + bench_hash(number, 2, 75), 1943)::smallint;
        CREATE FUNCTION bench_birth_quarter(number bigint) RETURNS smallint
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN (1 + bench_hash(number, 3, 4))::smallint;
        CREATE FUNCTION bench_nationality(number bigint) RETURNS smallint
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN (ARRAY[340, 340, 340, 320, 320, 222, 558, 332, 862, 192, 170, 84, 0])[
            1 + bench_hash(number, 4, 13)]::smallint;
        """

    private func addPeople(from first: Int, to end: Int) async throws {
        try await pool.withConnection {
            try await $0.execute(
                script: """
                    SET LOCAL session_replication_role = replica;
                    INSERT INTO person (person_id, counted_as, hub_id, sex, birth_year,
                        birth_quarter, nationality, wrapped_key, identity)
                    SELECT bench_id(n, 'p'), bench_id(n, 'p'), 1 + bench_hash(n, 5, 33),
                        bench_sex(n), bench_birth_year(n), bench_birth_quarter(n),
                        bench_nationality(n), decode(repeat(md5(n::text), 4), 'hex'),
                        decode(repeat(md5(n::text), 6), 'hex')
                    FROM generate_series(\(first), \(end - 1)) AS n
                    """)
        }
    }

    private func add(_ quarter: Quarter, _ index: Int) async throws {
        let first = index * eventsPerQuarter
        let days = quarter.days.upperBound.days(since: quarter.days.lowerBound)
        try await pool.withConnection {
            try await $0.execute(
                script: """
                    SELECT setseed(\(Double(index) / 32));
                    SET LOCAL session_replication_role = replica;
                    SET LOCAL work_mem = '256MB';
                    SET LOCAL enable_sort = off;
                    CREATE TEMP TABLE stage ON COMMIT DROP AS
                    SELECT *, bench_id(person, 'p') AS person_id FROM (
                    SELECT bench_id(n, 'e') AS event_id,
                        DATE '\(quarter.firstDay)' + floor(\(days) * random())::int AS occurred_on,
                        n, (1 + floor(33 * power(random(), 1.5)))::smallint AS hub_id,
                        (ARRAY[1, 1, 1, 2, 3, 4, 6])[1 + floor(7 * random())::int]::smallint
                            AS channel,
                        (1 + floor(12 * power(random(), 1.4)))::smallint AS profile,
                        random() < 0.05 AS is_late,
                        ARRAY(SELECT (s % 20 + 1)::smallint FROM generate_series(
                            place, place + CASE WHEN extra < 0.3 THEN 1 ELSE 0 END) AS s)
                            AS services,
                        CASE WHEN random() < 0.9
                            THEN \(index * shift) + floor(\(window) * random())::bigint END
                            AS person,
                        random() < 0.04 AS has_company
                    FROM (SELECT n, floor(20 * power(random(), 2))::int AS place,
                            random() AS extra
                        FROM generate_series(\(first), \(first + eventsPerQuarter - 1)) AS n
                        OFFSET 0) drawn OFFSET 0) identified;
                    INSERT INTO event_register (event_id, hub_id, record_id, occurred_on, version,
                        digest)
                    SELECT event_id, hub_id, 'R-' || n, occurred_on, 1, uuid_send(event_id)
                    FROM stage;
                    INSERT INTO event (event_id, occurred_on, version, hub_id, channel, profile,
                        is_late, services, actor)
                    SELECT event_id, occurred_on, 1, hub_id, channel, profile, is_late, services,
                        'bench'
                    FROM stage;
                    INSERT INTO participation (event_id, occurred_on, position, hub_id, country,
                        channel, profile, sex, age_band, nationality, is_late, anonymous,
                        person_id, counted_as, services)
                    SELECT event_id, occurred_on, 1, hub_id, country, channel, profile,
                        coalesce(bench_sex(person), 0),
                        coalesce(age_band(\(quarter.index)::smallint, bench_birth_year(person),
                            bench_birth_quarter(person)), 0),
                        coalesce(bench_nationality(person), 0), is_late,
                        CASE WHEN person IS NULL THEN 2 ELSE 0 END, person_id, person_id,
                        services
                    FROM stage JOIN hub USING (hub_id)
                    UNION ALL
                    SELECT event_id, occurred_on, 2, hub_id, country, channel, profile, 0, 0, 0,
                        is_late, 2, NULL, NULL, services
                    FROM stage JOIN hub USING (hub_id) WHERE has_company;
                    -- What a rebuild does; two of them would wait for each other.
                    INSERT INTO cell SELECT \(quarter.index), * FROM count_quarter(\(quarter.index))
                    """)
        }
    }
}
