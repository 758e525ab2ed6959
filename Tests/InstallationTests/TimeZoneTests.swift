import Casework
import FoundationEssentials
import Testing

/// Dates do not move, wherever the client and the server think they are.
@Suite struct TimeZoneTests {
    /// UTC−11 to UTC+14, with a quarter of an hour, and zones with summer time on either side.
    static let zones = [
        "Pacific/Pago_Pago", "America/Tijuana", "America/Tegucigalpa", "America/St_Johns", "UTC",
        "Asia/Kathmandu", "Pacific/Chatham", "Pacific/Kiritimati",
    ]

    static let hubs = [
        ("AS-PPG", "Pacific/Pago_Pago"), ("HN-TGU", "America/Tegucigalpa"), ("GB-LON", "UTC"),
        ("NP-KTM", "Asia/Kathmandu"), ("KI-TRW", "Pacific/Kiritimati"),
    ]

    @Test("31 March stays in the first quarter and 1 April in the second, anywhere")
    func quarterEnds() async throws {
        try await Site.with { site in
            try await site.addHubs()
            var count = 0
            for server in Self.zones {
                try await site.setServerZone(server)
                for client in Self.zones {
                    let hub = Self.hubs[count % Self.hubs.count].0
                    count += 1
                    for day in ["2021-03-31", "2021-04-01"] {
                        try await site.hubctl(
                            "event", "log", hub, "--services", "information", "--date", day,
                            with: ["TZ": client])
                    }
                }
            }
            // Read with the last zone of the list, and with the first.
            for zone in [Self.zones[0], Self.zones[7]] {
                try await site.setServerZone(zone)
                for quarter in ["2021-Q1", "2021-Q2"] {
                    let report = try await site.json(
                        "report", "quarter", quarter, as: ReportFile.self, with: ["TZ": zone])
                    #expect(report.totals.events == count, "\(quarter) in \(zone)")
                }
            }
            let days = try await site.sql(
                "SELECT occurred_on, count(*) FROM event_register GROUP BY 1 ORDER BY 1")
            #expect(days == "2021-03-31|\(count)\n2021-04-01|\(count)")
        }
    }

    @Test(
        "Hub logs, with text and with date cells, say the same in opposite zones",
        arguments: [
            ("Pacific/Kiritimati", "Pacific/Pago_Pago"),
            ("Pacific/Pago_Pago", "Pacific/Kiritimati"),
        ])
    func hubLogs(client: String, server: String) async throws {
        let truth = try Truth.load()
        try await Site.with { site in
            var site = site
            site.environment["TZ"] = client
            try await site.hubctl("up")
            try await site.setServerZone(server)
            let logs = Truth.logs.filter { $0.name.hasSuffix(".xlsx") } + Truth.logs.prefix(1)
            try await site.hubctl("import", "hubs", try site.write([Truth.hubs])[0])
            let result = try await site.start(
                ["import", "hublog"] + site.write(logs) + ["--accept-rejects"]
            ).end()
            try #require(result.status == 0, "\(result.errors)")
            for (quarter, figures) in truth.quarters {
                let report = try await site.json(
                    "report", "quarter", quarter, as: ReportFile.self)
                let found = report.counts("hub")
                for log in logs {
                    let hub = String(log.name.prefix { $0 != "." })
                    let none = ReportFile.Counts(events: 0, identified: 0, anonymous: 0, people: 0)
                    #expect(found[hub] ?? none == figures.hub[hub] ?? none, "\(quarter) \(hub)")
                }
            }
        }
    }

    @Test("Today is the hub's own day: what is today in Kiritimati is the future in Pago Pago")
    func today() async throws {
        try await Site.with { site in
            try await site.addHubs()
            for (client, server) in zip(Self.zones, Self.zones.reversed()) {
                try await site.setServerZone(server)
                // 25 hours lie between them, so their dates always differ; what is asked for
                // again is asked because midnight may have passed meanwhile.
                var outcome: [Int32] = []
                var isSameDay = false
                while !isSameDay {
                    let day = Self.day(at: 14)
                    outcome = []
                    for hub in ["KI-TRW", "AS-PPG"] {
                        outcome.append(
                            try await site.run(
                                "event", "log", hub, "--services", "information", "--date", day,
                                with: ["TZ": client]
                            ).status)
                    }
                    isSameDay = Self.day(at: 14) == day
                }
                #expect(outcome == [0, 65], "client \(client), server \(server)")
                // Without a date it is the hub's today.
                let before = Self.day(at: -11)
                try await site.hubctl(
                    "event", "log", "AS-PPG", "--services", "transport", with: ["TZ": client])
                let logged = try await site.sql(
                    "SELECT max(occurred_on) FROM event_register r JOIN hub USING (hub_id) "
                        + "WHERE code = 'AS-PPG'")
                #expect([before, Self.day(at: -11)].contains(logged))
            }
        }
    }

    /// The calendar date now, so many hours east of UTC.
    private static func day(at hours: Int) -> String {
        let shifted = Date().addingTimeInterval(Double(hours) * 3_600)
        return String(shifted.formatted(.iso8601).prefix(10))
    }
}

extension Site {
    fileprivate func addHubs() async throws {
        try await hubctl("up")
        for (hub, zone) in TimeZoneTests.hubs {
            try await hubctl("hub", "add", hub, "--name", hub, "--time-zone", zone)
        }
    }

    fileprivate func setServerZone(_ zone: String) async throws {
        try await sql("ALTER SYSTEM SET timezone = '\(zone)'")
        try await sql("SELECT pg_reload_conf()")
        // Sessions of before the reload keep their zone; one that has the new one is waited for.
        while try await sql("SHOW timezone") != zone {}
    }
}
