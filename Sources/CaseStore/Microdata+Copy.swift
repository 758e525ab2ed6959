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
    /// `change` the quarter is as it is now, else as it stood at that change number. Whoever asked
    /// that their data be kept and not used is only a number in `withheld`.
    public nonisolated(nonsending) func peopleGroups(
        of quarter: Quarter, at change: Int64?
    ) async throws -> (groups: [PeopleGroup], withheld: Int) {
        // Hashing millions of persons in the server's default memory would go to disk.
        try await execute(script: "SET LOCAL work_mem = '128MB'")
        // Rarely anybody: without the condition a tenth of the time is saved.
        let withheld = try await one(.withheldPeople(of: quarter, at: change))
        var reader = PeopleGroupReader()
        let copy = Self.peopleGroups(of: quarter, at: change, isAnybodyWithheld: withheld > 0)
        _ = try await copyOut(copy) { piece in
            try reader.read(piece)
        }
        return (reader.table.groups, Int(withheld))
    }

    /// All of PostgreSQL's bit operators bind alike: hence the parentheses. COPY takes no parameters;
    /// what stands in the text are numbers and days of our own types.
    private static func peopleGroups(
        of quarter: Quarter, at change: Int64?, isAnybodyWithheld: Bool
    ) -> String {
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
                FROM (\(CountedParticipation.sql(in: quarter, at: change))) f
                \(isAnybodyWithheld
                    ? "WHERE counted_as = ANY ((SELECT restricted_persons())::uuid[]) IS NOT TRUE" : "")
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
