import Postgres
import Testing

@Suite struct StatementTests {
    @Test func valuesBecomeParameters() {
        let name = "x'; DROP TABLE hub; --"
        let statement: Statement = "SELECT * FROM hub WHERE name = \(name) AND id = \(7)"
        #expect(statement.sql == "SELECT * FROM hub WHERE name = $1 AND id = $2")
        #expect(statement.parameters.map(\.type) == [.text, .int8])
        #expect(statement.parameters[0].bytes == Array(name.utf8))
        #expect(statement.parameters[1].bytes == [0, 0, 0, 0, 0, 0, 0, 7])
    }

    @Test func optionalsBecomeNull() {
        let statement: Statement = "\(Int?.none) \(Int?.some(1))"
        #expect(statement.sql == "$1 $2")
        #expect(statement.parameters.map { $0.bytes == nil } == [true, false])
    }

    @Test func rawTextStands() {
        let statement: Statement = "SELECT 1 \(raw: "ORDER BY 1") LIMIT \(2)"
        #expect(statement.sql == "SELECT 1 ORDER BY 1 LIMIT $1")
    }

    @Test func splicedStatementsAreRenumbered() {
        let inner: Statement = "a = \(1) AND note <> '$1' AND b = \("two")"
        let outer: Statement = "SELECT \(true) WHERE \(inner) OR \(inner) LIMIT \(3)"
        #expect(
            outer.sql == """
                SELECT $1 WHERE a = $2 AND note <> '$1' AND b = $3 \
                OR a = $4 AND note <> '$1' AND b = $5 LIMIT $6
                """)
        #expect(outer.parameters.map(\.type) == [.bool, .int8, .text, .int8, .text, .int8])
    }

    @Test func splicedStatementsKeepNumbersOfSeveralDigits() {
        var list: Statement = "\(0)"
        for value in 1...11 { list = "\(list),\(value) é" }
        let outer: Statement = "SELECT \(99), \(list)"
        let expected = (2...13).map { $0 == 2 ? "$2" : "$\($0) é" }.joined(separator: ",")
        #expect(outer.sql == "SELECT $1, " + expected)
    }

    @Test func descriptionsHideValues() {
        let statement: Statement = "SELECT \("Amaranta Buendía")"
        #expect(!"\(statement) \(String(reflecting: statement))".contains("Amaranta"))
        #expect(!String(reflecting: statement.parameters).contains("Amaranta"))
    }

    @Test func literalsInside() {
        let statement: Statement = "SELECT \("text"), \(1.5), \(true), \([1, 2])"
        #expect(
            statement.parameters.map(\.type)
                == [.text, .float8, .bool, PostgresType(oid: 1016)])
    }

    @Test func serverAgreesWithTheNumbers() async throws {
        try await withPool { pool in
            let inner: Statement = "\(20) + \(300)"
            let sum: Int = try await pool.value("SELECT \(1) + \(inner) + \(4000)")
            #expect(sum == 4321)
        }
    }
}
