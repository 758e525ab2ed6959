import CaseStore
import Casework
import Codelists
import Credentials
import FoundationEssentials
import Postgres
import Testing

@testable import Operations

/// Whoever asks to be forgotten is, and no figure moves.
@Suite struct ErasureTests {
    @Test("Everything said of somebody goes, every figure stays, and the rest can be read")
    func erasing() async throws {
        try await KeyringFixture.with { fixture in
            let (cases, application) = (fixture.cases, fixture.application)
            let gone = try await cases.meet("Xochitl", document: "DOC-GONE")
            let double = try await cases.meet("Xóchitl", document: "DOC-TWICE")
            try await application.merge(double, into: gone, reason: "the same")
            let kept = try await cases.meet("Eva", document: "DOC-KEPT")
            var opened: [PersonID: CaseID] = [:]
            var files: [PersonID: AttachmentID] = [:]
            for person in [gone, kept] {
                let asked = cases.newCase(of: [person])
                opened[person] = asked.id
                _ = try await application.open(asked)
                _ = try await application.note("a note", in: asked.id)
                let file = try AttachedFile(
                    id: .new(), kind: AttachmentKind(number: 1), name: "a.pdf",
                    bytes: Array("%PDF-1".utf8))
                files[person] = file.id
                _ = try await application.attach(file, to: asked.id)
                _ = try await application.give(cases.consent(of: person))
                _ = try await application.send(cases.referral(of: person, in: asked.id))
            }
            let quarter = cases.today.quarter
            let before = try await application.cells(of: quarter)
            #expect(
                await refusal { try await application.erase(gone, reason: " ") } == "invalid")
            let erasure = try await application.erase(gone, reason: "asked for it")
            #expect(Set(erasure.persons) == [gone, double])

            let after = try await application.cells(of: quarter)
            #expect(after.current == before.current && after.counted == before.counted)
            let caseGone = try #require(opened[gone])
            let view = try await application.showCase(caseGone)
            #expect(!view.isReadable && view.people[0].givenNames == nil)
            #expect(!view.content.status.isOpen)
            #expect(try #require(view.timeline).allSatisfy { $0.text == nil })
            let file = try #require(files[gone])
            #expect(
                await refusal { try await application.attachment(file) } == "unknownAttachment")
            #expect(
                await refusal { try await application.note("more", in: caseGone) } == "erased")
            for (table, count) in [
                ("identity_key", 1), ("document", 1), ("attachment", 1), ("attachment_piece", 1),
                ("erasure", 2),
            ] {
                let rows = try await application.database.one(
                    Query<Int>("SELECT count(*)::int FROM \(raw: table)"))
                #expect(rows == count, "\(table)")
            }
            let shared = try await application.database.one(
                Query<Int>("SELECT count(shared)::int FROM referral"))
            #expect(shared == 1)
            let audited = try await application.database.one(
                Query<Int>(
                    "SELECT count(*)::int FROM audit WHERE operation = 'person erase'"))
            #expect(audited == 2)

            let other = try await application.showCase(try #require(opened[kept]))
            #expect(other.isReadable && other.people[0].givenNames == "Eva")
            _ = try await application.attachment(try #require(files[kept]))
            // Whoever comes again with the same document is somebody new.
            let again = try await cases.meet("Xochitl", document: "DOC-GONE")
            #expect(again != gone && again != double)
        }
    }

    @Test("What a backup from before holds of somebody opens no more, with every key there is")
    func restoring() async throws {
        try await KeyringFixture.with { fixture in
            let (cases, application) = (fixture.cases, fixture.application)
            let gone = try await cases.meet("Xochitl")
            let kept = try await cases.meet("Eva")
            for person in [gone, kept] {
                _ = try await application.open(cases.newCase(of: [person]))
            }
            func restore(_ rows: [(PersonID, [UInt8], [UInt8])]) async throws {
                for (person, key, identity) in rows {
                    try await application.database.run(
                        """
                        UPDATE person SET erased_at = NULL, wrapped_key = \(key),
                            identity = \(identity) WHERE person_id = \(person)
                        """)
                }
            }
            let backup = try await application.database.all(
                Query<(PersonID, [UInt8], [UInt8])>(
                    "SELECT person_id, wrapped_key, identity FROM person"
                ) { (try $0.next(), try $0.next(), try $0.next()) })
            _ = try await application.erase(gone, reason: "asked for it")
            try await restore(backup)
            try await application.database.run("DELETE FROM erasure")

            let people = try await application.database.all(.casePeople([gone, kept]))
            let vault = try Vault(KeyStore(fixture.file, master: fixture.master))
            #expect(throws: KeyError.destroyed) {
                try vault.unwrap(people[0].wrappedKey ?? [], person: gone.uuid)
            }
            _ = try vault.unwrap(people[1].wrappedKey ?? [], person: kept.uuid)
            // At the next start the database is told again.
            try await application.reconcileErasures()
            let again = try await application.database.all(.casePeople([gone, kept]))
            #expect(again[0].wrappedKey == nil && again[1].wrappedKey != nil)
            #expect(try await application.database.all(.erasedPeople) == [gone])
        }
    }

    @Test("A manager may for people of their own hub; clerks, officers and other hubs may not")
    func rights() async throws {
        try await KeyringFixture.with { fixture in
            let person = try await fixture.cases.meet("Ana")
            let strangers = [
                try fixture.acting(.clerk, at: fixture.cases.tapachula),
                try fixture.acting(.manager, at: fixture.cases.tecun),
                try fixture.acting(.countryOfficer, at: nil),
                try fixture.acting(.administrator, at: nil),
                try fixture.acting(.auditor, at: nil),
            ]
            let correction = PersonCorrection(givenNames: "Eva")
            for stranger in strangers {
                #expect(
                    await refusal { try await stranger.erase(person, reason: "x") }
                        == "notPermitted")
                #expect(
                    await refusal { try await stranger.dossier(of: person) } == "notPermitted")
                #expect(
                    await refusal {
                        try await stranger.rectify(person, by: correction, reason: "x")
                    } == "notPermitted")
                #expect(
                    await refusal {
                        try await stranger.restrict(person, isRestricted: true, reason: "x")
                    } == "notPermitted")
            }
            let manager = try fixture.acting(.manager, at: fixture.cases.tapachula)
            #expect(await refusal { try await manager.erase(person, reason: "x") } == "done")
        }
    }

    @Test("A correction changes who is found and what is counted; the trail says nothing of it")
    func rectifying() async throws {
        try await KeyringFixture.with { fixture in
            let (cases, application) = (fixture.cases, fixture.application)
            let person = try await cases.meet("Xochitl", document: "DOC-1")
            _ = try await cases.meet("Eva", document: "DOC-2")
            let correction = PersonCorrection(
                givenNames: "Citlali", document: "DOC-3", sex: .male)
            try await application.rectify(person, by: correction, reason: "showed a certificate")
            let dossier = try await application.dossier(of: person)
            let record = try #require(dossier.records.first)
            #expect(record.givenNames == "Citlali" && record.familyNames == "Sintética")
            #expect(record.documents == ["DOC-3"] && record.sex == .male)
            #expect(dossier.contacts.count == 1)
            #expect(dossier.looks.contains { $0.operation == "person rectify" })
            #expect(try await cases.meet("Citlali", document: "doc-3") == person)
            #expect(try await cases.meet("Xochitl", document: "DOC-1") != person)
            let cells = try await application.cells(of: cases.today.quarter)
            #expect(cells.current == cells.counted)
            #expect(
                await refusal {
                    try await application.rectify(
                        person, by: PersonCorrection(document: "DOC-2"), reason: "mixed up")
                } == "isAnotherPerson")
            #expect(
                await refusal {
                    try await application.rectify(person, by: correction, reason: "again")
                } == "nothingToChange")
            #expect(try await !fixture.everything().contains("Citlali"))
        }
    }

    @Test("Somebody restricted is kept, and not shown, sent or in microdata, until it is lifted")
    func restricting() async throws {
        try await KeyringFixture.with { fixture in
            let (cases, application) = (fixture.cases, fixture.application)
            let person = try await cases.meet("Xochitl")
            let asked = cases.newCase(of: [person])
            _ = try await application.open(asked)
            _ = try await application.give(cases.consent(of: person))
            func told(at change: Int64? = nil) async throws -> [Int] {
                try await application.database.transaction(.readOnly) { connection in
                    let told = try await connection.peopleGroups(
                        of: cases.today.quarter, at: change)
                    return [told.groups.count, told.withheld]
                }
            }
            #expect(try await told() == [1, 0])
            try await application.restrict(person, isRestricted: true, reason: "contests it")
            #expect(
                await refusal {
                    try await application.send(cases.referral(of: person, in: asked.id))
                } == "isRestricted")
            #expect(try await application.showCase(asked.id).people[0].givenNames == nil)
            #expect(try await told() == [0, 1])
            #expect(try await told(at: .max) == [0, 1])
            #expect(try await application.dossier(of: person).records[0].givenNames == "Xochitl")
            try await application.restrict(person, isRestricted: false, reason: "settled")
            #expect(try await application.showCase(asked.id).people[0].givenNames == "Xochitl")
            #expect(try await told() == [1, 0])
            #expect(
                await refusal {
                    try await application.restrict(person, isRestricted: false, reason: "x")
                } == "nothingToChange")
        }
    }
}
