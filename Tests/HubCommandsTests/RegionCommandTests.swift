import Codelists
import Foundation
import Testing

/// The region's registers as an operator uses them.
@Suite struct RegionCommandTests {
    @Test("From an empty register to a report, and out and in again")
    func registers() async throws {
        try await CommandLineInstallation.with { installation in
            func run(_ line: String) async -> Outcome {
                await installation.run(line.split(separator: " ").map(String.init))
            }
            for file in EmbeddedFile.under("demonstration/region/") {
                let name = String(file.name.split(separator: "/").last ?? "")
                let path = try installation.file(name, file.text)
                for noun in ["org", "activity", "network", "mgi", "publication", "bulletin"] {
                    let outcome = await run("\(noun) import \(path)")
                    #expect([0, 65].contains(outcome.code), "\(outcome.error)")
                }
            }
            #expect(
                await run("mgi status --as-of 2021-02-25 --json").output
                    == "{\n  \"countries\" : 84,\n  \"local_authorities\" : 30\n}\n")
            #expect(
                await run("mgi status --as-of 2021-02-26 --json").output.contains("85"))
            let report = await run("report activities 2021-Q1 --json").output
            #expect(report.contains("\"reached\" : 700"))

            #expect(
                await run(
                    "activity add talk --kind webinar --title T --countries PAN --audience police"
                )
                .code == 0)
            #expect(await run("activity session talk --held 2021-03-01 --online").code == 0)
            let list = try installation.file(
                "list.csv", "Nombre;Sexo\nAna Pérez;mujer\nLuz Mora;x\n")
            let refused = await run("activity participants talk --list \(list)")
            #expect(refused.code == 65 && refused.error.contains("3"))
            #expect(!refused.error.contains("Luz"))
            let rejects = try String(contentsOfFile: "\(list).rejects.csv", encoding: .utf8)
            #expect(rejects.contains("3,Sexo,x,") && !rejects.contains("Luz"))
            #expect(
                await run("activity participants talk --list \(list) --accept-rejects").code == 0)
            #expect(await run("activity participants talk --people 5 --sex male").code == 0)
            #expect(await run("activity participants talk --names").output.contains("Ana Pérez"))
            #expect(await run("report activities 2021-Q1").output.contains("706"))

            #expect(
                await run(
                    "action add plan --network darien-committee --title Plan --owner Team --due 2021-04-30"
                ).code == 0)
            #expect(
                await run("action due --as-of 2021-05-01 --json").output.contains(
                    "\"overdue\" : true"))
            #expect(await run("action calendar").output.contains("DTSTART;VALUE=DATE:20210430"))
            #expect(await run("action done plan --note Sent").code == 0)
            #expect(await run("action history plan").output.contains("Sent"))
            let sheet = try installation.file(
                "a.csv", "Acción,Responsable,Vence\nUno,A,31/12/2021\n")
            #expect(await run("action import \(sheet) --network darien-committee").code == 0)
            #expect(
                await run("action show darien-committee-uno --json").output.contains("2021-12-31"))

            let exported = await run("network export").output
            let path = try installation.file("out.json", exported)
            #expect(await run("network import \(path) --json").output.contains("\"added\" : 0"))
            for line in [
                "org show nobody", "org add X --name n --kind ngo --country MEX",
                "org add x --name n --kind ngo --country Narnia", "activity import \(list)",
                "bulletin publish sne-trained", "org edit iom --if-version 9 --note n",
            ] {
                let outcome = await run(line)
                #expect([64, 65, 75].contains(outcome.code), "\(line): \(outcome.output)")
                #expect(!outcome.error.contains("⟦"), "\(outcome.error)")
            }
            for noun in ["org", "activity", "network", "meeting", "action", "mgi", "publication"] {
                #expect(!(await run("\(noun) list --lang es").output.contains("⟦")))
            }
            #expect(
                !(await run("activity show sne-labour-migration --lang es").output.contains("⟦")))
            #expect(await run("bulletin feed --lang es").output.contains("Ventanillas"))
            #expect(await run("publication cite --format ris").output.contains("TY  - RPRT"))
            // A figure whose edition is not there is seen in the list; a report that comes out
            // is proposed to the bulletin.
            let items = await run("bulletin list").output
            #expect(
                items.split(separator: "\n").contains {
                    $0.contains("information-hubs-q1-2021") && $0.contains("not published")
                })
            #expect(
                await run("bulletin list --json").output.contains(
                    "\"attention\" : \"not_published\""))
            let published = await run(
                "publication publish planning-for-prosperity --on 2021-09-01")
            #expect(published.output.contains("publication-planning-for-prosperity"))
            #expect(
                await run("bulletin show publication-planning-for-prosperity --json").output
                    .contains("\"status\" : \"draft\""))
        }
    }
}
