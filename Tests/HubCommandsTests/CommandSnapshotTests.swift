import Testing

/// What the commands print over the demonstration, as people and programs read it.
@Suite struct CommandSnapshotTests {
    @Test("Reports, lists and refusals are what was read and kept")
    func outputs() async throws {
        try await CommandLineInstallation.with { hub in
            let loaded = await hub.run(["demo", "load"])
            #expect(loaded.code == 0)
            let reads: [(String, [String])] = [
                ("report-quarter.en.txt", ["report", "quarter", "2021-Q1"]),
                ("report-quarter.es.txt", ["report", "quarter", "2021-Q1", "--lang", "es"]),
                ("report-quarter.json", ["report", "quarter", "2021-Q1", "--json"]),
                ("report-quarter.csv", ["report", "quarter", "2021-Q1", "--csv"]),
                (
                    "report-country-sex.txt",
                    ["report", "quarter", "2021-Q1", "--by", "country,sex"]
                ),
                (
                    "report-public.es.txt",
                    [
                        "report", "quarter", "2021-Q1", "--audience", "public", "--by",
                        "country,sex", "--lang", "es",
                    ]
                ),
                (
                    "report-public.json",
                    [
                        "report", "quarter", "2021-Q1", "--audience", "public", "--by",
                        "country,sex", "--json",
                    ]
                ),
                ("report-hub.es.txt", ["report", "hub", "MX-TAP", "2021-Q1", "--lang", "es"]),
                ("report-trend.txt", ["report", "trend", "2021-Q1", "--quarters", "4"]),
                ("referral-report.es.txt", ["referral", "report", "2021-Q1", "--lang", "es"]),
                ("hub-list.txt", ["hub", "list"]),
                ("hub-show.json", ["hub", "show", "MX-TAP", "--json"]),
                ("codelist-service.es.txt", ["codelist", "show", "service", "--lang", "es"]),
            ]
            for (name, arguments) in reads {
                let outcome = await hub.run(arguments, width: name.hasSuffix(".txt") ? 100 : nil)
                #expect(outcome.code == 0, "\(arguments): \(outcome.error)")
                try Snapshot.expect(outcome.output, is: name)
            }
            // Whenever it is loaded, there is something to do.
            let due = await hub.run(["referral", "due", "--json"])
            #expect(due.output.contains("\"overdue\" : true"), "\(due.error)")
            let cases = await hub.run(["case", "list", "--hub", "MX-TAP", "--json"])
            #expect(cases.output.contains("\"overdue\" : true"), "\(cases.error)")
            #expect(cases.output.contains("\"restricted\" : true"))
            let again = await hub.run(["demo", "load", "--lang", "es"])
            #expect(again.output.contains("nada cambió"), "\(again.error)")
            try await hub.expectRoutes()
        }
    }

    @Test("A log with mistakes is refused with where and why, and imported when they are accepted")
    func importWithRejects() async throws {
        try await CommandLineInstallation.with { hub in
            let hubs = try hub.file(
                "hubs.csv",
                "code,name,country,admin1,latitude,longitude\nMX-TAP,Tapachula,MEX,MX-CHP,14.9,-92.3\n"
            )
            let added = await hub.run(["import", "hubs", hubs])
            #expect(added.code == 0, "\(added.error)")
            let log = try hub.file(
                "log.csv",
                """
                registro;ventanilla;fecha;nombres;apellidos;documento;fecha_nacimiento;sexo;nacionalidad;servicios;personas
                1;MX-TAP;31/03/2021;María José;Núñez;P-77;05/02/1990;F;HND;information|transport;
                2;MX-TAP;31/02/2021;Juan;Pérez;P-78;05/02/1991;H;HND;information;
                3;MX-TAP;30/03/2021;;;;;;;Información y orientación;7
                4;XX-NADA;30/03/2021;;;;;;;information;1
                5;MX-TAP;30/03/2021;;;;;;;information;9
                """)
            let refused = await hub.run(["import", "hublog", log, "--lang", "es"])
            let accepted = await hub.run(["import", "hublog", log, "--accept-rejects", "--json"])
            let again = await hub.run(["import", "hublog", log, "--accept-rejects"])
            let report = await hub.run(["report", "quarter", "2021-Q1"], width: 100)
            #expect([refused.code, accepted.code, again.code] == [65, 0, 0])
            #expect(!(refused.output + refused.error + accepted.output).contains("Pérez"))
            try Snapshot.expect(
                [
                    refused.output, refused.error, accepted.output, again.output, again.error,
                    report.output,
                ].joined(separator: "\n----\n"), is: "import-rejects.txt")
        }
    }

    @Test("What cannot be done says why and what to do, with its exit code")
    func refusals() async throws {
        try await CommandLineInstallation.with { hub in
            let calls = [
                ["report", "quater", "2021-Q1"], ["report", "quarter", "2021-Q5"],
                ["report", "hub", "MX-XXX", "2021-Q1"], ["event", "log", "MX-TAP"],
                ["event", "void", "0178b1a2-7c00-7000-8000-000000000001", "--reason", "x"],
                ["import", "hublog", "/nowhere.csv"], ["codelist", "show", "services"],
                ["hub", "add", "MXTAP", "--name", "x"],
            ]
            var pages: [String] = []
            for call in calls {
                for language in ["en", "es"] {
                    let outcome = await hub.run(call + ["--lang", language])
                    pages.append(
                        "$ hubctl \(call.joined(separator: " ")) --lang \(language)\n"
                            + "\(outcome.output)\(outcome.error)exit \(outcome.code)\n")
                }
            }
            try Snapshot.expect(pages.joined(separator: "\n"), is: "refusals.txt")
        }
    }
}
