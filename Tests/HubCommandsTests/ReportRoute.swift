import Console
import Credentials
import HTTP
import HubServer
import OpenAPI
import Operations
import Postgres
import TestClient
import Testing

extension CommandLineInstallation {
    /// Holds what the API answers against what `hubctl` prints about the same, value by value.
    func expectRoutes() async throws {
        _ = await run(["user", "add", "analyst", "--role", "regional_analyst", "--json"])
        let issued = await run(["user", "token", "analyst", "--json"])
        let token = try #require(try JSONValue(parsing: Array(issued.output.utf8))["token"]?.string)
        let connection = try #require(environment["DATABASE_URL"])
        let pool = Pool(
            PoolConfiguration(
                "\(connection) user=hub_service", maximumSize: 2, acquireTimeout: .seconds(300),
                connectTimeout: .seconds(300)))
        let signIn = SignIn(database: pool, vault: Vault(master: .generate()), cost: .floor)
        let result = await Result {
            try await withService(HubService(signIn).start) { server in
                for (path, arguments) in [
                    ("reports/quarters/2021-Q1", ["report", "quarter", "2021-Q1"]),
                    (
                        "reports/quarters/2021-Q1?by=country,sex",
                        ["report", "quarter", "2021-Q1", "--by", "country,sex"]
                    ),
                    (
                        "reports/quarters/2021-Q1?audience=public",
                        ["report", "quarter", "2021-Q1", "--audience", "public"]
                    ),
                    (
                        "reports/quarters/2021-Q1/hubs/MX-TAP",
                        ["report", "hub", "MX-TAP", "2021-Q1"]
                    ),
                    (
                        "reports/trend/2021-Q1?quarters=4",
                        ["report", "trend", "2021-Q1", "--quarters", "4"]
                    ),
                    (
                        "reports/quarters/2021-Q1/events?hub=MX-TAP&sex=female&limit=5",
                        [
                            "report", "events", "2021-Q1", "--hub", "MX-TAP", "--sex", "female",
                            "--limit", "5",
                        ]
                    ),
                ] {
                    for language in ["en", "es"] {
                        let printed = await run(arguments + ["--json", "--lang", language])
                        #expect(printed.code == 0, "\(arguments): \(printed.error)")
                        let answer = try await offPool {
                            try RawClient(port: UInt16(server.port)).ask(
                                "GET /api/v1/\(path)",
                                "Authorization: Bearer \(token)\r\nAccept-Language: \(language)\r\n"
                            )
                        }
                        #expect(answer.status == 200, "\(path)")
                        #expect(
                            try JSONValue(parsing: answer.body)
                                == JSONValue(parsing: Array(printed.output.utf8)), "\(path)")
                    }
                }
            }
        }
        await pool.close()
        try result.get()
    }
}
