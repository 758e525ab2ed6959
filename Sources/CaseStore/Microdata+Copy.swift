public import Casework
public import Postgres
public import Reporting

extension Connection {
    /// The people of a quarter by everything that microdata may tell of them, raw: only
    /// `AnonymousMicrodata` decides what is told.
    ///
    /// An identified person is one, however many contacts they had: country, month, profile and
    /// channel are those of the first, services those of all. A tally counts as its people. One COPY,
    /// put together as it comes, so that memory is bounded by the different combinations. Without
    /// `change` the quarter is as it is now, else as it stood at that change number.
    public nonisolated(nonsending) func peopleGroups(
        of quarter: Quarter, at change: Int64?
    ) async throws -> [PeopleGroup] {
        // Hashing millions of persons in the server's default memory would go to disk.
        try await execute(script: "SET LOCAL work_mem = '128MB'")
        var reader = PeopleGroupReader()
        _ = try await copyOut(Self.peopleGroups(of: quarter, at: change)) { piece in
            try reader.read(piece)
        }
        return reader.table.groups
    }

    /// All of PostgreSQL's bit operators bind alike: hence the parentheses. COPY takes no parameters;
    /// what stands in the text are numbers and days of our own types.
    private static func peopleGroups(of quarter: Quarter, at change: Int64?) -> String {
        """
        COPY (
            WITH fact AS NOT MATERIALIZED (
                SELECT counted_as, anonymous,
                    ((occurred_on - '\(quarter.firstDay)'::date)::bigint << 50)
                        | (sex::bigint << 46) | (age_band::bigint << 42)
                        | (nationality::bigint << 30)
                        | (((occurred_on >= '\(month(1, of: quarter))')::int
                            + (occurred_on >= '\(month(2, of: quarter))')::int)::bigint << 28)
                        | (country::bigint << 16) | (channel::bigint << 8) | profile AS contact,
                    \(serviceMask) AS services
                FROM (\(change.map { standing(in: quarter, at: $0) } ?? current(in: quarter))) f
                WHERE counted_as = ANY ((SELECT restricted_persons())::uuid[]) IS NOT TRUE
            )
            SELECT min(contact) & \((UInt64(1) << 50) - 1), bit_or(services), 1
            FROM fact WHERE counted_as IS NOT NULL GROUP BY counted_as
            UNION ALL
            SELECT contact & \((UInt64(1) << 50) - 1), services, anonymous
            FROM fact WHERE counted_as IS NULL
        ) TO STDOUT
        """
    }

    /// The first day of the quarter's second or third month.
    private static func month(_ number: Int, of quarter: Quarter) -> CalendarDate {
        CalendarDate(year: quarter.year, month: 3 * quarter.number - 2 + number, day: 1)
            ?? quarter.firstDay
    }

    /// One bit a service. Nearly every event has few: taking them one by one is several times faster
    /// than a subquery a row.
    private static var serviceMask: String {
        let cases = (1...4).map { count in
            let bits = (1...count).map { "(1::bigint << services[\($0)])" }
            return "WHEN \(count) THEN \(bits.joined(separator: " | "))"
        }
        return """
            CASE cardinality(services) \(cases.joined(separator: " "))
            ELSE (SELECT bit_or(1::bigint << service) FROM unnest(services) AS service) END
            """
    }

    private static func current(in quarter: Quarter) -> String {
        """
        SELECT counted_as, anonymous, occurred_on, country, channel, profile, sex, age_band,
            nationality, services
        FROM participation
        WHERE occurred_on >= '\(quarter.firstDay)'
            AND occurred_on < '\(quarter.days.upperBound)'
        """
    }

    private static func standing(in quarter: Quarter, at change: Int64) -> String {
        """
        SELECT root.person_id AS counted_as, s.anonymous, s.occurred_on, h.country, s.channel,
            s.profile, coalesce(root.sex, s.sex) AS sex,
            CASE WHEN root.person_id IS NULL THEN s.age_band
                ELSE age_band(\(quarter.index)::smallint, root.birth_year, root.birth_quarter)
            END AS age_band,
            coalesce(root.nationality, s.nationality) AS nationality, s.services
        FROM standing_participation(\(quarter.index), \(change)) s
            JOIN hub h USING (hub_id)
            LEFT JOIN standing_person(\(quarter.index), \(change)) p ON p.person_id = s.person_id
            LEFT JOIN standing_person(\(quarter.index), \(change)) root
                ON root.person_id = p.counted_as
        """
    }
}

/// Reads lines of three numbers, in pieces that need not end with a line.
struct PeopleGroupReader {
    private(set) var table = PeopleGroupTable()
    private var fields: (UInt64, UInt64, UInt64) = (0, 0, 0)
    private var field = 0

    mutating func read(_ bytes: [UInt8]) throws(StoreError) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = UInt64(byte & 0x0F)
                switch field {
                case 0: fields.0 = fields.0 * 10 + digit
                case 1: fields.1 = fields.1 * 10 + digit
                default: fields.2 = fields.2 * 10 + digit
                }
            case UInt8(ascii: "\t"):
                field += 1
            case UInt8(ascii: "\n") where field == 2:
                table.add(key: fields.0, services: fields.1, people: Int(fields.2))
                fields = (0, 0, 0)
                field = 0
            default:
                throw .unreadable(table: "participation")
            }
        }
    }
}

extension Query where Output == Bool {
    /// Whether a quarter's facts are still those of a change number: then they need not be put
    /// together from the versions.
    public static func isUnchanged(_ quarter: Quarter, since change: Int64) -> Self {
        Self(
            """
            SELECT is_unchanged(\(quarter.days.lowerBound), \(quarter.days.upperBound), \(change))
            """)
    }
}
