import Foundation
import Postgres
import Testing

@Suite struct TypeTests {
    /// Sends each value and reads it back.
    private func roundTrip<T: PostgresCodable & Equatable>(
        _ values: [T], as type: String
    ) async throws {
        try await withPool { pool in
            for value in values {
                let read: T = try await pool.value("SELECT \(value)::\(raw: type)")
                #expect(read == value)
            }
            let null: T? = try await pool.value("SELECT \(T?.none)::\(raw: type)")
            #expect(null == nil)
            let read: [T] = try await pool.value("SELECT \(values)::\(raw: type)[]")
            #expect(read == values)
        }
    }

    @Test func booleans() async throws { try await roundTrip([true, false], as: "bool") }

    @Test func integers() async throws {
        try await roundTrip([Int16.min, -1, 0, 1, .max], as: "int2")
        try await roundTrip([Int32.min, -1, 0, 1, .max], as: "int4")
        try await roundTrip([Int64.min, -1, 0, 1, .max], as: "int8")
        try await roundTrip([Int.min, -1, 0, 1, .max], as: "int8")
    }

    @Test func floats() async throws {
        try await roundTrip(
            [
                0, -0.1, .pi, .infinity, -.infinity, .greatestFiniteMagnitude,
                .leastNonzeroMagnitude,
            ],
            as: "float8")
        try await withPool { pool in
            let nan: Double = try await pool.value("SELECT \(Double.nan)")
            #expect(nan.isNaN)
            let single: Double = try await pool.value("SELECT 1.5::float4")
            #expect(single == 1.5)
        }
    }

    @Test func text() async throws {
        try await roundTrip(
            ["", "Zoë Ñandú 👩‍👩‍👧", "quote ' \" \\ $1 {NULL,}", "NULL"], as: "text")
    }

    @Test(arguments: [
        "'a b'::varchar", "'a b'::bpchar(3)", "'a b'::name", "'\"a b\"'::json #>> '{}'",
        "'a b'::mood",
    ])
    func textOfOtherTypes(expression: String) async throws {
        try await withPool { pool in
            try await pool.run("CREATE TYPE mood AS ENUM ('a b')")
            let read: String = try await pool.value("SELECT \(raw: expression)")
            #expect(read == "a b")
        }
    }

    @Test func json() async throws {
        try await withPool { pool in
            let json: String = try await pool.value("SELECT '{\"a\": 1}'::json")
            let jsonb: String = try await pool.value("SELECT \("{\"a\":1}")::jsonb")
            #expect(json == "{\"a\": 1}")
            #expect(jsonb == "{\"a\": 1}")
        }
    }

    @Test func bytes() async throws {
        try await roundTrip([[], [0], Array(0...255)] as [[UInt8]], as: "bytea")
        try await withPool { pool in
            let length: Int = try await pool.value("SELECT length(\([1, 2, 3] as [UInt8]))")
            #expect(length == 3)
        }
    }

    @Test func uuids() async throws {
        let zero = try #require(UUID(uuidString: "00000000-0000-0000-0000-000000000000"))
        try await roundTrip([zero, UUID(), UUID()], as: "uuid")
        try await withPool { pool in
            let id = UUID()
            let text: String = try await pool.value("SELECT \(id)::text")
            #expect(text.uppercased() == id.uuidString)
        }
    }

    @Test func dates() async throws {
        let dates = [
            Date(timeIntervalSinceReferenceDate: .infinity),
            Date(timeIntervalSinceReferenceDate: -.infinity),
            Date(timeIntervalSince1970: 0), Date(timeIntervalSince1970: -2_000_000_000.25),
            Date(timeIntervalSince1970: 1_617_235_199.5), .distantFuture,
        ]
        try await roundTrip(dates, as: "timestamptz")
        try await withPool { pool in
            let isRight: Bool = try await pool.value(
                "SELECT \(dates[4]) = '2021-03-31 23:59:59.5Z' AND \(dates[0]) = 'infinity'")
            #expect(isRight)
            let read: Date = try await pool.value("SELECT '2021-03-31 23:59:59.5Z'::timestamptz")
            #expect(read == dates[4])
        }
    }

    @Test func arrays() async throws {
        try await withPool { pool in
            let withNull: [Int16?] = [1, nil, 3]
            let read: [Int16?] = try await pool.value("SELECT \(withNull)")
            #expect(read == withNull)
            let sum: Int = try await pool.value(
                "SELECT sum(n)::int8 FROM unnest(\(withNull)) AS t(n)")
            #expect(sum == 4)
            let names: [String?] = try await pool.value("SELECT \([nil, "", "x"] as [String?])")
            #expect(names == [nil, "", "x"])
            let empty: [Int] = try await pool.value("SELECT \([] as [Int])")
            #expect(empty.isEmpty)
            let blobs: [[UInt8]?] = try await pool.value("SELECT \([[1], nil, []] as [[UInt8]?])")
            #expect(blobs == [[1], nil, []])
            await #expect(throws: PostgresDecodingError.self) {
                try await pool.value("SELECT \(withNull)", as: [Int16].self)
            }
            await #expect(throws: PostgresDecodingError.self) {
                try await pool.value("SELECT ARRAY[[1,2],[3,4]]", as: [Int].self)
            }
        }
    }

    @Test func integersWiden() async throws {
        try await withPool { pool in
            let fromInt2: Int = try await pool.value("SELECT 7::int2")
            let fromInt4: Int64 = try await pool.value("SELECT 7::int4")
            let fromInt8: Int16 = try await pool.value("SELECT 7::int8")
            let fromArray: [Int] = try await pool.value("SELECT ARRAY[7]::int2[]")
            #expect(fromInt2 == 7)
            #expect(fromInt4 == 7)
            #expect(fromInt8 == 7)
            #expect(fromArray == [7])
        }
    }

    @Test func decodingErrorsNameTheColumnAndNotTheValue() async throws {
        try await withPool { pool in
            func read<T: PostgresDecodable & Sendable>(
                _ statement: Statement, _ type: T.Type
            ) async -> PostgresDecodingError? {
                let query = Query<T>(statement) { row in
                    _ = try row.next(Int.self)
                    return try row.next()
                }
                return await #expect(throws: PostgresDecodingError.self) {
                    try await pool.one(query)
                }
            }
            let overflow = await read("SELECT 1, 40000 AS ration", Int16.self)
            #expect(overflow?.reason == .outOfRange)
            #expect(overflow?.column == 1)
            #expect(overflow?.description == "column 1 (ration) is out of range")
            #expect(await read("SELECT 1, NULL::int", Int.self)?.reason == .unexpectedNull)
            #expect(await read("SELECT 1, 'x'::text", Int.self)?.reason == .wrongType(25))
            #expect(await read("SELECT 1, 1", String.self)?.reason == .wrongType(23))
            #expect(await read("SELECT 1", Int.self)?.reason == .noSuchColumn)
            #expect(await read("SELECT 1", Int?.self)?.reason == .noSuchColumn)
        }
    }
}
