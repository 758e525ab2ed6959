import Casework
import Codelists
import Credentials
import FoundationEssentials
import HubLogs
import Operations
import Postgres
import Testing

@testable import Exports

/// The export of protection cases against the standard's own table of fields.
@Suite struct HTCDSExportTests {
    /// The standard's values by field, run together as its table has them.
    private static func standard() throws -> [String: String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/htcds-2.0-fields.csv")
        let text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map { EmbeddedFile.fields($0) }
        let heading = try #require(lines.first)
        let name = try #require(heading.firstIndex(of: "full_name"))
        let values = try #require(heading.firstIndex(of: "value_names"))
        return lines.dropFirst().reduce(into: [:]) { fields, line in
            fields[line[name]] = line[values].filter { $0 != " " }
        }
    }

    @Test("Every column is a field of the standard, and every list has its values in its order")
    func fields() throws {
        let standard = try Self.standard()
        #expect(standard.count == 84)
        for field in HTCDSExport.fields {
            #expect(standard[field.name] != nil, "\(field.name) is not in the standard")
        }
        #expect(Set(HTCDSExport.fields.map(\.name)).count == HTCDSExport.fields.count)
        let lists = [
            ("vic_TraffickingStatus", "trafficking_status"),
            ("vic_TraffickingStatusDecisionMakingOrg", "trafficking_decision"),
            ("vic_RelationshipToTrafficker", "trafficker_relationship"),
            ("vic_MethodOfRecruitment", "recruitment_method"),
            ("vic_MethodsOfControl", "control_method"),
            ("vic_TypeOfExploitation", "exploitation_type"),
            ("vic_ForcedLabourIndustry", "labour_industry"),
            ("vic_TypeOfSexExploitation", "sexual_exploitation"),
        ]
        for (field, list) in lists {
            let codes = try #require(Codelist.named(list)).entries.map(\.code).joined()
            #expect(codes == standard[field], "\(list)")
        }
        let statuses = CaseStatus.list.entries.map {
            HTCDSExport.status(CaseStatus(number: $0.number))
        }
        #expect(statuses.joined() == standard["cas_Status"])
        for entry in Sex.list.entries {
            let gender = HTCDSExport.gender(Sex(number: entry.number))
            #expect(standard["prs_Gender"]?.contains(gender) == true)
        }
        #expect(
            standard["cas_ReasonForOutgoingReferral"]?.contains("AdditionalServicesRequired")
                == true)
    }

    @Test("Only consenting protection cases leave, generalised, and only the recipient reads them")
    func export() async throws {
        try await Installation.with(logs: 0) { installation in
            let application = installation.application
            let hub = try #require(HubCode("MX-TAP"))
            let today = try await application.today(at: hub)
            let path = "\(installation.folder)/cases.sealed"
            let key = RecipientKey.generate()
            func export() async throws -> ProtectionExportSummary {
                try await application.exportProtectionCases(
                    of: today.quarter, to: key.recipient, at: path)
            }
            await #expect(throws: ProtectionExportProblem.noCases(today.quarter)) {
                try await export()
            }

            var people: [PersonID] = []
            for (index, needs) in [
                [Service.traffickingProtection], [Service.traffickingProtection],
                [Service(number: 8)],
            ].enumerated() {
                let event = AssistanceEvent(
                    id: .new(), hub: hub, occurredOn: today, channel: Channel(number: 1),
                    profile: Profile(number: 2), services: needs,
                    participants: [
                        .described(
                            PersonDescription(
                                givenNames: "Zafira", familyNames: "Secreta",
                                document: "ZZ\(index)",
                                birth: .date(try #require(CalendarDate("1991-07-23"))),
                                sex: .female, nationality: Country(number: 340)))
                    ])
                _ = try await application.record(event)
                people += try await application.people(in: event.id, at: hub)
                var details = TraffickingDetails()
                details.status = TraffickingStatus("PossibleVictimOfTrafficking")
                details.control = ControlMethod.list("DebtBondage,TakesEarnings")
                details.ageWhenTrafficked = 27
                _ = try await application.open(
                    Case(
                        id: .new(), hub: hub, people: [people[index]], needs: needs,
                        plan: "Zafira hides here", openedOn: today,
                        trafficking: needs == [.traffickingProtection] ? details : nil))
            }
            try await application.describe(
                people[0], PersonSituation(languages: [.init(number: 9), .init(number: 1)]))
            await #expect(throws: ProtectionExportProblem.noConsent(today.quarter, cases: 2)) {
                try await export()
            }
            #expect(SealedFile.read(path, limit: 1_000) == nil)

            for person in [people[0], people[2]] {
                _ = try await application.give(
                    Consent(
                        id: .new(), person: person, purpose: .research, hub: hub,
                        given: Consent.Statement(
                            on: today, channel: Channel(number: 1),
                            language: SpokenLanguage(number: 1)), textVersion: "2021-01"))
            }
            let summary = try await export()
            #expect(summary.cases == 1 && summary.withoutConsent == 1)
            let sealed = try #require(SealedFile.read(path, limit: 1 << 20))
            let opened = String(decoding: try key.open(sealed), as: UTF8.self)
            #expect(throws: KeyError.doesNotOpen) { try RecipientKey.generate().open(sealed) }
            #expect(throws: KeyError.doesNotOpen) { try key.open(sealed + [0]) }
            let row =
                "MX,1991,Feminine,HN,myn,spa,PossibleVictimOfTrafficking,,,27,,"
                + "\"DebtBondage;TakesEarnings\",,,,Active,,,,true"
            let heading = HTCDSExport.fields.map(\.name).joined(separator: ",")
            #expect(opened == "\(heading)\r\n\(row)\r\n")
            await #expect(throws: ExportProblem.exists(path)) { try await export() }
        }
    }

    @Test("A recipient's key comes back from its file, and a damaged or open file does not")
    func keys() throws {
        let path = "/tmp/hub-recipient-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let key = RecipientKey.generate()
        try key.write(to: path)
        #expect(throws: KeyError.unwritable(path)) { try key.write(to: path) }
        let read = try RecipientKey.read(from: path)
        #expect(read.recipient == key.recipient)
        #expect(Recipient(key.recipient.description) == key.recipient)
        let sealed = try #require(key.recipient.seal([1, 2, 3]))
        #expect(try read.open(sealed) == [1, 2, 3])
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(throws: KeyError.readableByOthers(path)) { try RecipientKey.read(from: path) }
        #expect(Recipient("x") == nil)
        #expect(Recipient(String(repeating: "+1", count: 32)) == nil)
        // The identity of the curve: nothing can be sealed to it.
        #expect(Recipient(String(repeating: "0", count: 64))?.seal([1]) == nil)
    }
}
