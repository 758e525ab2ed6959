import Casework
import Cluster
import FoundationEssentials

/// DuckDB from PyPI, in a virtual environment of its own, counting the facts that we export to it.
struct DuckDB {
    let bench: Bench
    let database: String

    struct Outcome: Sendable {
        let version: String
        let times: [Double]
        let checks: [String]
    }

    func count(_ quarters: [Quarter], rounds: Int) async throws -> Outcome {
        let python = "\(bench.folder)/venv/bin/python"
        try run(["python3", "-m", "venv", "\(bench.folder)/venv"])
        try run([
            python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "duckdb",
        ])
        let facts = "\(bench.folder)/facts.csv"
        try bench.postgresTool([
            "psql", "-Xq", "-c",
            """
            \\copy (SELECT event_id, occurred_on, country, hub_id, sex, age_band, nationality, \
            profile, channel, anonymous, counted_as, translate(services::text, '{}', '[]') \
            FROM participation) TO '\(facts)' CSV
            """, bench.connection(database, .owner),
        ]).run()
        bench.say("report: facts exported")
        let script = "\(bench.folder)/count.py"
        try Data(Self.script.utf8).write(to: URL(filePath: script))
        let days = quarters.flatMap { [$0.days.lowerBound, $0.days.upperBound].map(\.description) }
        let lines = try run([python, script, bench.folder, String(rounds)] + days)
            .split(separator: "\n").map(String.init)
        try FileManager.default.removeItem(atPath: facts)
        func values(_ name: String) -> [String] {
            lines.filter { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count + 1)) }
        }
        return Outcome(
            version: values("version").first ?? "", times: values("ms").compactMap { Double($0) },
            checks: values("check"))
    }

    @discardableResult
    private func run(_ arguments: [String]) throws -> String {
        try Tool(arguments: arguments, folder: bench.folder).run().output
    }

    /// Loads the facts into a DuckDB file and counts every cell of each quarter, several times.
    private static let script = """
        import sys, time, duckdb
        folder, rounds, days = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
        print("version", duckdb.__version__)
        base = duckdb.connect(folder + "/facts.duckdb")
        base.execute(f'''CREATE TABLE participation AS SELECT * FROM read_csv('{folder}/facts.csv',
            header=false, columns={{'event_id': 'UUID', 'occurred_on': 'DATE', 'country': 'SMALLINT',
            'hub_id': 'SMALLINT', 'sex': 'SMALLINT', 'age_band': 'SMALLINT',
            'nationality': 'SMALLINT', 'profile': 'SMALLINT', 'channel': 'SMALLINT',
            'anonymous': 'INTEGER', 'counted_as': 'UUID', 'services': 'SMALLINT[]'}})''')
        base.execute("CHECKPOINT")
        figures = "count(DISTINCT event_id), count(DISTINCT counted_as), sum(anonymous)"
        single = ["country", "hub_id", "sex", "age_band", "nationality", "profile", "channel"]
        parts = [f"SELECT 0, 0, {figures} FROM p"]
        parts += [f"SELECT {n}, {name}, {figures} FROM p GROUP BY {name}"
            for n, name in enumerate(single, 1)]
        parts += [f'''SELECT 8, service, {figures} FROM (SELECT event_id, counted_as, anonymous,
            unnest(services) AS service FROM p) GROUP BY service''']
        query = ("WITH p AS (SELECT * FROM participation WHERE occurred_on >= CAST(? AS DATE) "
            "AND occurred_on < CAST(? AS DATE)) " + " UNION ALL ".join(parts))
        for number in range(rounds + 1):
            for first, end in zip(days[::2], days[1::2]):
                start = time.perf_counter()
                rows = base.execute(query, [first, end]).fetchall()
                taken = (time.perf_counter() - start) * 1000
                if number == 0:
                    print("check", len(rows), *[sum(r[i] for r in rows) for i in (2, 3, 4)])
                else:
                    print("ms", taken)
        """
}
