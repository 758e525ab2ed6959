import CaseStore
import Casework
import Codelists
import Postgres

/// How fast the nearest places are found among many, in the database.
struct PlacesBenchmark: Benchmark {
    static let name = "places"
    static let summary = "nearest places among 100,000, by service, language, country and hours"

    let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    private static let places = 100_000
    private static let asked = 200

    /// What is asked beside being near.
    enum Question: String, CaseIterable {
        case nearest
        case service = "with a service"
        case rare = "with a service that one in 5,000 has"
        case language = "with a language"
        case country = "in a country"
        case open = "open now"
        case openService = "open now, with a service"

        /// The arguments of `places_near` between the position and the limit.
        var arguments: String {
            switch self {
            case .nearest: "NULL, NULL, NULL, NULL, false"
            case .service: "2::smallint, NULL, NULL, NULL, false"
            case .rare: "12::smallint, NULL, NULL, NULL, false"
            case .language: "NULL, 3::smallint, NULL, NULL, false"
            case .country: "NULL, NULL, 340::smallint, NULL, false"
            case .open: "NULL, NULL, NULL, NULL, true"
            case .openService: "2::smallint, NULL, NULL, NULL, true"
            }
        }
    }

    func run() async throws -> [Measurement] {
        try await bench.withDatabase("bench_places") {
            try await bench.withPool("bench_places", .owner) { pool in
                try await pool.withConnection { connection in
                    try await connection.execute(script: Self.fill)
                    try await Self.tidy(connection)
                    try await connection.execute(script: Self.timing)
                    var measurements: [Measurement] = []
                    for question in Question.allCases {
                        measurements += try await measure(question, "", on: connection)
                    }
                    // As in the night: one in 2,000 is open.
                    try await connection.execute(script: Self.night)
                    try await Self.tidy(connection)
                    for question in [Question.open, .openService] {
                        measurements += try await measure(
                            question, " by night", on: connection)
                    }
                    return measurements
                }
            }
        }
    }

    private static func tidy(_ connection: Connection) async throws {
        _ = try await connection.run("VACUUM ANALYZE place")
    }

    private func measure(
        _ question: Question, _ when: String, on connection: Connection
    ) async throws -> [Measurement] {
        let arguments = question.arguments
        let times = try await connection.all(
            Query<Double>(
                """
                SELECT took(x, y, \(raw: arguments))
                FROM (SELECT 8 + (7 * n % 100) / 10.0, -98 + (13 * n % 160) / 10.0
                    FROM generate_series(1, \(raw: String(Self.asked + 5))) AS n) AS p (x, y)
                """)
        ).dropFirst(5)
        let what = question.rawValue + when
        return [
            Measurement(Self.name, "\(what), median", Array(times), "ms", target: .below(5)),
            Measurement(
                Self.name, "\(what), 95th percentile", [Array(times).quantile(0.95)], "ms",
                target: .below(5)),
        ]
    }

    /// Half of the places in the region and half all over the Earth, with the hours that people keep.
    private static let fill = """
        SELECT setseed(0.5);
        INSERT INTO place (place_id, slug, name, country, latitude, longitude, time_zone, services,
            languages, hours, open_minutes, status, verified_on)
        SELECT gen_random_uuid(), 'p-' || n, 'Place ' || n,
            (ARRAY[484, 320, 340, 222, 188, 591, 214, 84, 840, 332])[1 + n % 10],
            CASE WHEN n % 2 = 0 THEN 8 + 20 * random() ELSE 180 * random() - 90 END,
            CASE WHEN n % 2 = 0 THEN -98 + 28 * random() ELSE 360 * random() - 180 END,
            (ARRAY['America/Mexico_City', 'America/Guatemala', 'America/Tegucigalpa',
                'America/El_Salvador', 'America/Costa_Rica', 'America/Panama',
                'America/Santo_Domingo', 'America/Belize', 'America/New_York',
                'America/Port-au-Prince', 'America/Tijuana', 'America/Managua'])[1 + n % 12],
            ARRAY[CASE WHEN n % 5000 = 0 THEN 12 ELSE 1 + n % 11 END]::smallint[],
            ARRAY[1, 2 + n % 9]::smallint[], h.hours, opening_minutes(h.hours), 'published',
            current_date
        FROM generate_series(1, \(places)) AS n, LATERAL (SELECT (ARRAY[NULL, '24/7',
            'Mo-Fr 08:00-16:00', 'Mo-Fr 08:00-12:00,13:00-17:00', 'Mo-Sa 09:00-18:00',
            'Mo-Fr 07:30-15:30; Sa 08:00-12:00', 'Mo-Su 08:00-20:00',
            'Tu 09:00-12:00; Th 14:00-18:00', 'Mo-Fr 09:00-17:00', 'Mo-Th 08:30-16:30'])[
            1 + (n * 7919) % 10]) AS h (hours);
        """

    /// Closed three hours from now for an hour and on no other day, but for one in 2,000.
    private static let night = """
        UPDATE place SET hours = NULL, open_minutes = CASE
            WHEN right(slug, 4) IN ('0000', '2000', '4000', '6000', '8000') THEN int4multirange(int4range(0, 10080))
            ELSE int4multirange(int4range((minute_of_week(time_zone, now()) + 180 + 60
                * (hashtext(slug) & 63)) % 10020, (minute_of_week(time_zone, now()) + 180 + 60
                * (hashtext(slug) & 63)) % 10020 + 60)) END;
        """

    /// How many milliseconds a page of twenty takes where it is found.
    private static let timing = """
        CREATE FUNCTION took(x float8, y float8, service smallint, language smallint,
            within smallint, serving smallint, is_open boolean) RETURNS float8
        LANGUAGE plpgsql AS $$
        DECLARE
            start timestamptz := clock_timestamp();
        BEGIN
            PERFORM p.name FROM places_near(x, y, service, language, within, serving, is_open, 20, 0)
                JOIN place p USING (place_id);
            RETURN 1000 * extract(epoch FROM clock_timestamp() - start);
        END $$;
        """
}
