import CaseStore
import Casework
import Codelists
import Credentials
import Operations
import Postgres
import Testing

/// What stands in the tables about cases is sealed.
@Suite struct CaseSealingTests {
    private static let secrets = [
        "Xochitlquetzal", "plan-zafiro", "paso-zafiro", "nota-zafiro", "resumen-zafiro",
        "archivo-zafiro", "contenido-zafiro", "DOC-ZAFIRO", "ForcedLabour",
    ]

    @Test("No name, note, plan, file or summary stands in clear in any table")
    func nothingInClear() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let person = try await fixture.meet("Xochitlquetzal", document: "DOC-ZAFIRO")
            var asked = fixture.newCase(of: [person], needs: [.traffickingProtection])
            asked.plan = "plan-zafiro"
            asked.nextStep?.text = "paso-zafiro"
            var details = TraffickingDetails()
            details.exploitation = [ExploitationType(number: 1)]
            asked.trafficking = details
            _ = try await application.open(asked)
            _ = try await application.note("nota-zafiro", in: asked.id)
            let content =
                Array("%PDF-contenido-zafiro".utf8) + [UInt8](repeating: 7, count: 600_000)
            let attachment = try AttachedFile(
                id: .new(), kind: AttachmentKind(number: 1), name: "archivo-zafiro.pdf",
                bytes: content)
            for _ in 0..<2 { _ = try await application.attach(attachment, to: asked.id) }
            _ = try await application.give(
                fixture.consent(
                    of: person, covers: SharedPart.list.entries.map { .init(number: $0.number) }))
            _ = try await application.send(
                fixture.referral(of: person, in: asked.id, summary: "resumen-zafiro"))

            // What was sealed can be read again.
            let view = try await application.showCase(asked.id)
            #expect(view.content.plan == "plan-zafiro" && view.content.trafficking == details)
            let file = try await application.attachment(attachment.id)
            #expect(file.bytes == content && file.name == "archivo-zafiro.pdf")

            let tables = try await application.database.all(
                Query<String>(
                    "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
                ))
            for table in tables {
                for row in try await application.database.all(
                    Query<String>("SELECT t::text FROM \(raw: table) t"))
                {
                    for secret in Self.secrets where !Self.isList(table) {
                        #expect(!row.contains(secret), "\(table) holds \(secret)")
                        #expect(
                            !row.contains(Array(secret.utf8).hexadecimal),
                            "\(table) holds \(secret)")
                    }
                }
            }
        }
    }

    /// The lists hold the standard's codes; nothing about anybody.
    private static func isList(_ table: String) -> Bool { table == "codelist_value" }

    @Test("Once a person's key is gone, what their case says cannot be read, and the rest can")
    func erased() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let (first, second) = (try await fixture.meet("Ana"), try await fixture.meet("Eva"))
            let gone = fixture.newCase(of: [first])
            let kept = fixture.newCase(of: [second])
            for asked in [gone, kept] {
                _ = try await application.open(asked)
                _ = try await application.note("a note", in: asked.id)
            }
            try await application.database.run(
                "UPDATE person SET wrapped_key = NULL, identity = NULL WHERE person_id = \(first)")
            let view = try await application.showCase(gone.id)
            #expect(
                !view.isReadable && view.content.plan == nil && view.people[0].givenNames == nil)
            #expect(view.timeline?.last?.text == nil)
            #expect(
                await refusal { try await application.change(gone.id, by: CaseChange(plan: "x")) }
                    == "erased")
            let other = try await application.showCase(kept.id)
            #expect(other.isReadable && other.content.plan == "a plan")
            #expect(other.timeline?.last?.text == "a note")
        }
    }

    @Test("A piece that was left out, moved or taken from another file does not open")
    func pieces() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let opened = try await application.open(
                fixture.newCase(of: [try await fixture.meet("Ana")])
            ).view.content
            let attachment = try AttachedFile(
                id: .new(), kind: AttachmentKind(number: 1), name: "a.pdf",
                bytes: Array("%PDF-".utf8) + [UInt8](repeating: 1, count: 600_000))
            _ = try await application.attach(attachment, to: opened.id)
            try await application.database.run(
                """
                UPDATE attachment_piece SET sealed = (SELECT sealed FROM attachment_piece
                    WHERE attachment_id = \(attachment.id) AND position = 0)
                WHERE attachment_id = \(attachment.id) AND position = 1
                """)
            await #expect(throws: KeyError.doesNotOpen) {
                try await application.attachment(attachment.id)
            }
            try await application.database.run(
                "DELETE FROM attachment_piece WHERE attachment_id = \(attachment.id) AND position = 2"
            )
            await #expect(throws: StoreError.unreadable(table: "attachment_piece")) {
                try await application.attachment(attachment.id)
            }
        }
    }
}
