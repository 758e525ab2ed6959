import Codelists
import Foundation
import Testing
import Workbooks

/// The region's registers as files that others write and read: spreadsheets, and Open Referral's
/// form.
@Suite struct DirectoryFileTests {
    private static let hostile = [
        "=HYPERLINK(\"http://x\")", "@SUM(1+1)", "+1;=2", "<script>alert(1)</script>", "-2+3|x",
        "a\"><svg/onload=alert(1)>;\"b\"",
    ]

    private static let today = Date.now.formatted(.iso8601.year().month().day())

    /// The demonstration's hubs, organisations and places, and some that hold what is no text.
    private static func fill(_ installation: CommandLineInstallation) async throws {
        try await takeIn(installation, hubsAndBodies: true)
        for (index, file) in EmbeddedFile.under("demonstration/places/").enumerated() {
            // Entries that nobody confirmed for long are not public.
            let text = file.text.replacing(
                /"verified": "[0-9-]+"/, with: "\"verified\": \"\(today)\"")
            let path = try installation.file("places-\(index).json", text)
            let outcome = await installation.run(["place", "import", path, "--update"])
            #expect(outcome.code == 0, "\(outcome.error)")
        }
        let places = hostile.enumerated().map { index, text in
            [
                "slug": "hostile-\(index)", "name": text, "country": "GTM", "locality": text,
                "note": text, "address": text, "status": "published", "zone": "America/Guatemala",
                "verified": today, "hours": "Mo-Su 00:00-24:00", "phone": text,
            ]
        }
        let json = try JSONSerialization.data(withJSONObject: ["places": places])
        let path = try installation.file("hostile.json", String(decoding: json, as: UTF8.self))
        let outcome = await installation.run(["place", "import", path])
        #expect(outcome.code == 0, "\(outcome.error)")
    }

    private static func takeIn(
        _ installation: CommandLineInstallation, hubsAndBodies: Bool
    ) async throws {
        let hubs = try #require(EmbeddedFile.named("demonstration/q1-2021/hubs.csv"))
        let path = try installation.file("hubs.csv", hubs.text)
        #expect(await installation.run(["import", "hubs", path]).code == 0)
        let bodies = try #require(EmbeddedFile.named("demonstration/region/1-organisations.json"))
        let file = try installation.file("bodies.json", bodies.text)
        #expect(await installation.run(["org", "import", file]).code == 0)
    }

    @Test(
        "What goes out comes in again without a change, here and elsewhere, formulas as text",
        arguments: ["csv", "hsds", "json"])
    func roundTrip(format: String) async throws {
        try await CommandLineInstallation.with { installation in
            try await Self.fill(installation)
            var before: [String: String] = [:]
            var files: [String: String] = [:]
            for noun in ["place", "org"] {
                before[noun] = await installation.run([noun, "export"]).output
                let out = await installation.run([noun, "export", "--format", format]).output
                if format == "csv" {
                    for sign in ["=", "+", "@", "-2"] {
                        for start in ["\r\n", ",", ",\"", ";"] {
                            #expect(!out.contains("\(start)\(sign)"), "\(start)\(sign)")
                        }
                    }
                }
                let suffix = format == "csv" ? "csv" : "json"
                files[noun] = out
                let path = try installation.file("\(noun).\(suffix)", out)
                let again = await installation.run(
                    [noun, "import", path, "--format", format, "--json"])
                #expect(again.code == 0, "\(again.error)")
                #expect(again.output.contains("\"added\" : 0"), "\(again.output)")
                #expect(again.output.contains("\"updated\" : 0"))
                #expect(await installation.run([noun, "export"]).output == before[noun])
            }
            let (expected, sent) = (before, files)
            try await CommandLineInstallation.with { other in
                try await Self.takeIn(other, hubsAndBodies: true)
                for noun in ["org", "place"] {
                    let path = try other.file(
                        format == "csv" ? "x.csv" : "x.json", try #require(sent[noun]))
                    let taken = await other.run(
                        [noun, "import", path, "--format", format, "--update"])
                    #expect(taken.code == 0, "\(taken.error)")
                    #expect(await other.run([noun, "export"]).output == expected[noun])
                }
            }
        }
    }

    @Test("Open Referral as others write it: services with all else inside, or broken")
    func others() async throws {
        try await CommandLineInstallation.with { installation in
            let nested = try installation.file(
                "nested.json",
                #"""
                {"total_items": 1, "contents": [{"id": "s", "name": "Legal advice",
                  "status": "active",
                  "organization": {"id": "o", "name": "Casa Ajena", "description": "Ayuda."},
                  "service_at_locations": [{"id": "l", "location": {"id": "p",
                    "location_type": "physical", "latitude": 14.6, "longitude": -90.5,
                    "addresses": [{"id": "a", "address_1": "1 calle", "city": "Guatemala",
                      "state_province": "", "postal_code": "", "country": "GT",
                      "address_type": "physical"}],
                    "languages": [{"id": "g", "code": "es"}, {"id": "h", "code": "spa"}],
                    "schedules": [{"id": "c", "freq": "WEEKLY", "byday": "MO,TU",
                      "opens_at": "08:00-06:00", "closes_at": "16:30Z"}]}}]}]}
                """#)
            let taken = await installation.run(["place", "import", nested, "--format", "hsds"])
            #expect(taken.code == 0, "\(taken.error)")
            let shown = await installation.run(["place", "show", "casa-ajena", "--json"]).output
            for text in ["Mo-Tu 08:00-16:30", "GTM", "1 calle", "spa", "other"] {
                #expect(shown.contains(text), "\(text): \(shown)")
            }
            for (text, place) in [
                (#"{"organizations": [{"id": "1"}]}"#, "organizations[0].name"),
                (#"{"organizations": [{"id": "1", "name": "A"}]}"#, "organizations[0]"),
                (#"{"services": [{"id": "1"}]}"#, "services[0].name"), ("{}", "organizations"),
                ("[1]", "[0]"), ("no", "broken"),
            ] {
                let broken = try installation.file("broken.json", text)
                let refused = await installation.run(
                    ["place", "import", broken, "--format", "hsds"])
                #expect(refused.code == 65, "\(text): \(refused.output)")
                #expect(place == "broken" || refused.error.contains(place), "\(refused.error)")
            }
        }
    }

    @Test("A messy sheet of places, CSV and XLSX: each reject by line, column, value and reason")
    func places() async throws {
        let rows = [
            [
                "Nombre", "País", "Latitud", "Longitud", "Servicios", "Horario", "Sitio web",
                "Correo", "Otra cosa",
            ],
            [
                "  Casa Uno ", "Guatemala", "14.6", "-90.5", "Empleo, Información y orientación",
                "Lu-Vi 08:00-16:00", "https://uno.example", "uno@example.org", "x",
            ],
            ["", "Guatemala", "", "", "", "", "", "", "sin nombre"],
            ["Casa Dos", "Narnia", "", "", "", "", "", "", ""],
            ["Casa Tres", "Honduras", "95", "-87", "", "", "", "", ""],
            ["Casa Cuatro", "honduras", "", "", "Masajes", "", "", "", ""],
            ["Casa Cinco", "HND", "", "", "", "cuando sea", "", "", ""],
            ["Casa Seis", "HN", "", "", "", "", "javascript:alert(1)", "", ""],
            ["Casa Siete", "HONDURAS", "", "", "", "", "", "siete@", ""],
            ["Casa Uno", "Honduras", "", "", "", "", "", "", ""],
            ["Casa Ocho", "El Salvador", "", "", "", "24/7", "", "", "ñ, \"á\"; ü"],
        ]
        let faults = [
            (3, "Nombre"), (4, "País"), (5, "Latitud"), (6, "Servicios"), (7, "Horario"),
            (8, "Sitio web"), (9, "Correo"), (10, "slug"),
        ]
        try await CommandLineInstallation.with { installation in
            for suffix in ["csv", "xlsx"] {
                let path = try Self.sheet(rows, suffix, installation)
                let dry = await installation.run(["place", "import", path, "--dry-run", "--json"])
                #expect(dry.code == 0 && dry.output.contains("\"added\""), "\(dry.error)")
                let refused = await installation.run(["place", "import", path, "--lang", "es"])
                #expect(refused.code == 65 && !refused.error.contains("⟦"), "\(refused.error)")
                let rejects = try String(
                    contentsOfFile: "\(path).rejects.csv", encoding: .utf8)
                for (line, column) in faults {
                    #expect(
                        rejects.contains("\(line),\(column),"), "\(line), \(column): \(rejects)")
                    #expect(refused.error.contains("línea \(line), columna \(column)"))
                }
                #expect(rejects.split(whereSeparator: \.isNewline).count == faults.count + 1)
                let isThere = await installation.run(["place", "show", "casa-uno"]).code == 0
                #expect(isThere == (suffix == "xlsx"))
                let taken = await installation.run([
                    "place", "import", path, "--accept-rejects", "--json",
                ])
                #expect(taken.code == 0, "\(taken.error)")
                // As a workbook it is the same once more.
                let added = suffix == "csv" ? 2 : 0
                #expect(taken.output.contains("\"added\" : \(added)"), "\(taken.output)")
            }
        }
    }

    /// A table as people keep it: parted by semicolons, with a byte order mark, or as a workbook.
    private static func sheet(
        _ rows: [[String]], _ suffix: String, _ installation: CommandLineInstallation
    ) throws -> String {
        guard suffix == "xlsx" else {
            let lines = rows.map { row in
                row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ";")
            }
            return try installation.file(
                "sheet.csv", "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n")
        }
        let path = "\(installation.home)/sheet.xlsx"
        let book = try Workbook(
            path: path,
            .init(title: "", subject: "", author: "", keywords: "", comments: "", created: 0))
        let sheet = try book.sheet("Hoja1")
        for (line, row) in rows.enumerated() {
            for (column, text) in row.enumerated() where !text.isEmpty {
                if let number = Int(text) {
                    try sheet.write(number, row: line, column: column)
                } else {
                    try sheet.write(text, row: line, column: column)
                }
            }
        }
        try book.close()
        return path
    }

    @Test("A messy sheet of actions and one of participants, CSV and XLSX, with the same manners")
    func actionsAndPeople() async throws {
        let actions = [
            ["Responsable", "ACCIÓN", "Vence", "Estado", "Nota", "Reunión"],
            ["Secretaría", "Evaluar necesidades", "30/04/2021", "Pendiente", "", ""],
            ["Secretaría", "", "30/04/2021", "", "", ""],
            ["", "Sin responsable", "", "", "", ""],
            ["Secretaría", "Mala fecha", "31/04/2021", "", "", ""],
            ["Secretaría", "Mal estado", "", "tal vez", "", ""],
            ["Secretaría", "Evaluar necesidades", "", "", "otra vez", ""],
            ["Secretaría", "Entregar", "2021-05-01", "hecha", "+1 copia", "darien-installation"],
        ]
        let people = [
            ["Sexo", "Nombre completo", "Institución", "Firma"],
            ["mujer", "Ana Pérez", "DGME", "x"], ["h", "José Mora", "DGME", "x"],
            ["zzz", "Luz Secreta", "DGME", "x"], ["mujer", "", "DGME", "x"],
            ["mujer", "ana  perez", "dgme", "otra vez"],
        ]
        try await CommandLineInstallation.with { installation in
            try await Self.takeIn(installation, hubsAndBodies: true)
            for name in ["2-activities", "3-networks"] {
                let file = try #require(EmbeddedFile.named("demonstration/region/\(name).json"))
                let path = try installation.file("\(name).json", file.text)
                let noun = name.hasSuffix("networks") ? "network" : "activity"
                #expect(await installation.run([noun, "import", path]).code == 0)
            }
            for suffix in ["csv", "xlsx"] {
                let sheet = try Self.sheet(actions, suffix, installation)
                let call = ["action", "import", sheet, "--network", "darien-committee"]
                let refused = await installation.run(call + ["--lang", "es"])
                #expect(refused.code == 65)
                for (line, column) in [
                    (3, "ACCIÓN"), (4, "Responsable"), (5, "Vence"), (6, "Estado"),
                    (7, "shortname"),
                ] {
                    #expect(
                        refused.error.contains("línea \(line), columna \(column)"),
                        "\(refused.error)")
                }
                let taken = await installation.run(call + ["--accept-rejects", "--json"])
                let added = suffix == "csv" ? 2 : 0
                #expect(taken.output.contains("\"added\" : \(added)"), "\(taken.error)")

                let list = try Self.sheet(people, suffix, installation)
                let listing = ["activity", "participants", "talamanca-trafficking", "--list", list]
                let stopped = await installation.run(listing)
                #expect(stopped.code == 65 && !stopped.error.contains("Secreta"))
                #expect(stopped.error.contains("line 4, column Sexo"), "\(stopped.error)")
                #expect(stopped.error.contains("line 5, column Nombre completo"))
                let listed = await installation.run(listing + ["--accept-rejects"])
                #expect(listed.code == 0, "\(listed.error)")
                let names = await installation.run([
                    "activity", "participants", "talamanca-trafficking", "--names", "--json",
                ]).output
                #expect(names.matches(of: #/"name"/#).count == 2, "\(names)")
            }
            let out = await installation.run([
                "action", "export", "--network", "darien-committee", "--format", "csv",
            ]).output
            #expect(out.contains("'+1 copia") && !out.contains(",+1"))
            let path = try installation.file("out.csv", out)
            let again = await installation.run([
                "action", "import", path, "--network", "darien-committee", "--json",
            ])
            #expect(again.output.contains("\"added\" : 0"), "\(again.error)")
            #expect(again.output.contains("\"updated\" : 0"))
        }
    }

    @Test("Every register of the region goes out as a file and comes in without a change")
    func registers() async throws {
        try await CommandLineInstallation.with { installation in
            try await Self.takeIn(installation, hubsAndBodies: true)
            for file in EmbeddedFile.under("demonstration/region/") {
                let path = try installation.file("demo.json", file.text)
                for noun in ["org", "activity", "network", "mgi", "publication", "bulletin"] {
                    let outcome = await installation.run([noun, "import", path])
                    #expect([0, 65].contains(outcome.code), "\(outcome.error)")
                }
            }
            for noun in [
                "org", "activity", "network", "meeting", "action", "mgi", "publication",
                "bulletin", "place",
            ] {
                let out = await installation.run([noun, "export"])
                #expect(out.code == 0, "\(noun): \(out.error)")
                if noun == "action" {
                    _ = await installation.run([
                        "action", "add", "plan", "--network", "darien-committee", "--title", "P",
                        "--owner", "T",
                    ])
                }
                let file = await installation.run([noun, "export"]).output
                let path = try installation.file("out.json", file)
                let again = await installation.run([noun, "import", path, "--json"])
                #expect(again.code == 0, "\(noun): \(again.error)")
                #expect(again.output.contains("\"added\" : 0"), "\(noun): \(again.output)")
                #expect(again.output.contains("\"updated\" : 0"), "\(noun)")
                #expect(!again.output.contains("\"repeated\" : 0"), "\(noun): \(again.output)")
            }
        }
    }
}
