import Foundation
import Postgres
import Testing

@Suite(.timeLimit(.minutes(5))) struct BinaryCopyTests {
    @Test("The binary encoder writes every type as its column has it")
    func binary() async throws {
        let columns: Statement = """
            a int2, b int4, c int8, d float8, e bool, f text, g uuid, h timestamptz, i int4[],
            j bytea, k text[]
            """
        try await withPool { pool in
            try await pool.run("CREATE TABLE target (\(columns))")
            let id = UUID()
            let date = Date(timeIntervalSinceReferenceDate: 700_000_000.25)
            let rows = try await pool.withConnection { connection in
                try await connection.copyIn(
                    "COPY target FROM STDIN (FORMAT binary)"
                ) { writer in
                    var encoder = BinaryCopyEncoder(capacity: 64)
                    for index in 0..<1000 {
                        encoder.row(
                            Int16(index), Int32(-index), Int64(index) << 40, Double(index) / 4,
                            index % 2 == 0, "niño \(index)", id, date, [Int32(index), Int32.min],
                            [UInt8](repeating: 7, count: index % 5), ["a", nil, "ñ"])
                        if encoder.count > 5000 { try await writer.write(encoder.take()) }
                    }
                    encoder.startRow(fields: 11)
                    for _ in 0..<10 { encoder.null() }
                    encoder.field([String?]())
                    try await writer.write(encoder.finish())
                }
            }
            #expect(rows == 1001)
            let wrong: Int = try await pool.value(
                """
                SELECT count(*) FROM target WHERE NOT (b = -a AND c = a::int8 << 40 AND d = a / 4.0
                    AND e = (a % 2 = 0) AND f = 'niño ' || a AND g = \(id) AND h = \(date)
                    AND i = ARRAY[a, -2147483648] AND j = decode(repeat('07', a % 5), 'hex')
                    AND k[1] = 'a' AND k[2] IS NULL AND k[3] = 'ñ')
                """)
            let nulls: Int = try await pool.value(
                "SELECT count(*) FROM target WHERE num_nulls(a, b, c, d, e, f, g, h, i, j) = 10 AND k = '{}'"
            )
            #expect(wrong == 0)
            #expect(nulls == 1)
        }
    }
}
