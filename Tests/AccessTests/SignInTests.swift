import CaseStore
import Casework
import FoundationEssentials
import Operations
import Postgres
import Testing

@testable import Credentials

/// Passwords, one-time codes, sessions and tokens, from the first sign-in to the last.
@Suite struct SignInTests {
    @Test("A password for one use lets nobody do anything before it is changed")
    func firstSignIn() async throws {
        try await Site.with { site in
            let post = try #require(Post(.clerk, hub: Site.hubs[0]))
            let made = try #require(
                try await site.operation.addAccount(
                    NewAccount(name: "Ana", post: post, locale: "es"), cost: Site.cost))
            let entry = try await site.signIn.begin(name: "ana", password: made, from: Site.source)
            #expect(entry.mustChangePassword && !entry.needsCode)
            let early = try await site.signIn.authenticate(sessionToken: entry.token.text)
            #expect(throws: SignInProblem.mustChangePassword) {
                try site.signIn.application(for: early)
            }
            #expect(early.actor.name == "Ana" && early.locale == "es")
            // Nor by SQL.
            let hubs = Query<Int64>("SELECT count(*) FROM hub")
            #expect(try await site.transaction(entry.token.access) { try await $0.one(hubs) } == 0)

            await #expect(throws: OperationError.password(.length)) {
                try await site.signIn.changePassword(entry.token, from: made, to: "short")
            }
            await #expect(throws: SignInProblem.refused) {
                try await site.signIn.changePassword(
                    entry.token, from: "not it at all", to: Site.password)
            }
            try await site.signIn.changePassword(entry.token, from: made, to: Site.password)
            let late = try await site.signIn.authenticate(sessionToken: entry.token.text)
            #expect(try await site.signIn.application(for: late).hubs().count == 3)
            await #expect(throws: SignInProblem.refused) {
                try await site.signIn.begin(name: "ana", password: made, from: Site.source)
            }
        }
    }

    @Test("Unknown names, wrong passwords and shut accounts are answered alike")
    func refusals() async throws {
        try await Site.with { site in
            try await site.add("ana", .auditor)
            try await site.add("out", .auditor)
            try await site.operation.setDisabled("out", true)
            for (name, password) in [
                ("nobody", Site.password), ("ana", "wrong password"), ("out", Site.password),
                ("", ""), (String(repeating: "x", count: 5_000), Site.password),
            ] {
                await #expect(throws: SignInProblem.refused) {
                    try await site.signIn.begin(
                        name: name, password: password, from: Site.source)
                }
            }
        }
    }

    @Test("One-time codes: asked for once confirmed, good once, and replaced by recovery codes")
    func oneTimeCodes() async throws {
        try await Site.with { site in
            try await site.add("ana", .auditor)
            let own = try await site.application(of: "ana")
            let secret = try await own.enrolOneTimeCodes(of: "ana")
            // Not confirmed yet: not asked for.
            #expect(
                try await !site.signIn.begin(
                    name: "ana", password: Site.password, from: Site.source
                ).needsCode)
            await #expect(throws: OperationError.wrongCode) {
                try await own.confirmOneTimeCodes(of: "ana", code: "000")
            }
            let codes = try await own.confirmOneTimeCodes(of: "ana", code: secret.now)
            #expect(codes.count == 10 && Set(codes).count == 10)

            let entry = try await site.signIn.begin(
                name: "ana", password: Site.password, from: Site.source)
            #expect(entry.needsCode)
            await #expect(throws: SignInProblem.notSignedIn) {
                try await site.signIn.authenticate(sessionToken: entry.token.text)
            }
            #expect(try await site.role(entry.token.access) == nil)
            // The code that confirmed is used; the one after it is not.
            await #expect(throws: SignInProblem.refused) {
                try await site.signIn.confirm(entry.token, code: secret.now, from: Site.source)
            }
            let done = try await site.signIn.confirm(
                entry.token, code: secret.next, from: Site.source)
            #expect(try await site.role(done.token.access) == "auditor")
            #expect(try await site.role(entry.token.access) == nil)

            for _ in 1...2 {
                let again = try await site.signIn.begin(
                    name: "ana", password: Site.password, from: Site.source)
                await #expect(throws: SignInProblem.refused) {
                    try await site.signIn.confirm(again.token, code: secret.next, from: Site.source)
                }
            }
            let lost = try await site.signIn.begin(
                name: "ana", password: Site.password, from: Site.source)
            _ = try await site.signIn.confirm(
                lost.token, code: codes[3].lowercased(), from: Site.source)
            let twice = try await site.signIn.begin(
                name: "ana", password: Site.password, from: Site.source)
            await #expect(throws: SignInProblem.refused) {
                try await site.signIn.confirm(twice.token, code: codes[3], from: Site.source)
            }
            await #expect(throws: OperationError.notPermitted(.administerAccounts)) {
                try await own.removeOneTimeCodes(of: "ana")
            }
            try await site.operation.removeOneTimeCodes(of: "ana")
            #expect(
                try await !site.signIn.begin(
                    name: "ana", password: Site.password, from: Site.source
                ).needsCode)
        }
    }

    @Test("After five wrong codes the password must be shown again")
    func wrongCodes() async throws {
        try await Site.with { site in
            try await site.add("ana", .auditor)
            let own = try await site.application(of: "ana")
            let secret = try await own.enrolOneTimeCodes(of: "ana")
            _ = try await own.confirmOneTimeCodes(of: "ana", code: secret.now)
            let entry = try await site.signIn.begin(
                name: "ana", password: Site.password, from: Site.source)
            for _ in 1...5 {
                await #expect(throws: SignInProblem.refused) {
                    try await site.signIn.confirm(entry.token, code: "12", from: Site.source)
                }
            }
            await #expect(throws: SignInProblem.notSignedIn) {
                try await site.signIn.confirm(entry.token, code: secret.next, from: Site.source)
            }
        }
    }

    @Test("What is revoked, over or shut out is over at once, by request and by SQL")
    func endsAtOnce() async throws {
        try await Site.with { site in
            try await site.add("ana", .auditor)
            func isOver(_ token: AccessToken) async throws -> Bool {
                let role = try await site.role(token.access)
                let actor = try? await site.signIn.authenticate(sessionToken: token.text)
                #expect((role == nil) == (actor == nil))
                return role == nil
            }
            let first = try await site.enter("ana")
            let second = try await site.enter("ana")
            #expect(try await site.operation.sessions(of: "ana").count == 2)
            try await site.signIn.signOut(first)
            #expect(try await isOver(first))
            #expect(try await !isOver(second))
            let open = try await site.operation.sessions(of: "ana")
            #expect(open.count == 1)
            try await site.operation.revokeSessions(of: "ana", only: open[0].id)
            #expect(try await isOver(second))

            let third = try await site.enter("ana")
            try await site.operation.setDisabled("ana", true)
            #expect(try await isOver(third))
            try await site.operation.setDisabled("ana", false)
            #expect(try await !isOver(third))
            _ = try await site.operation.resetPassword(
                of: "ana", to: Site.password, cost: Site.cost)
            #expect(try await isOver(third))

            for change in [
                "expires_at = now()", "seen_at = now() - interval '13 hours'",
            ] {
                let token = try await site.enter("ana")
                try await site.owner.run("UPDATE session SET \(raw: change)")
                #expect(try await isOver(token), "\(change)")
            }
        }
    }

    @Test("A new token takes over from the old, which is good for what is under way")
    func rotation() async throws {
        try await Site.with { site in
            try await site.add("ana", .auditor)
            let first = try await site.enter("ana")
            let second = try await site.signIn.rotate(first)
            #expect(try await site.role(first.access) == "auditor")
            #expect(try await site.role(second.access) == "auditor")
            #expect(try await site.operation.sessions(of: "ana").count == 1)
            await #expect(throws: SignInProblem.notSignedIn) {
                try await site.signIn.rotate(first)
            }
            let short = try await site.owner.one(
                Query<Bool>(
                    """
                    SELECT bool_and(expires_at <= now() + interval '1 minute') FROM session
                    WHERE replaced_by IS NOT NULL
                    """))
            #expect(short)
            try await site.signIn.signOut(second)
            #expect(try await site.role(first.access) == nil)
        }
    }

    @Test("A token acts for its account within its scopes, until it ends")
    func tokens() async throws {
        try await Site.with { site in
            try await site.add("ana", .regionalAnalyst)
            let token = try await site.operation.issueToken(
                for: "ana", label: "dashboard", scopes: [.readFigures], days: 30)
            #expect(token.text.hasPrefix("hub_"))
            let holder = try await site.signIn.authenticate(bearerToken: token.text)
            #expect(holder.isProgram && holder.actor.role == .regionalAnalyst)
            let application = try site.signIn.application(for: holder)
            #expect(holder.actor.may(.readFigures) && !holder.actor.may(.export))
            #expect(try await application.hubs().count == 3)
            // A token makes no tokens.
            await #expect(throws: OperationError.unknownAccount("ana")) {
                try await application.issueToken(
                    for: "ana", label: "more", scopes: nil, days: 30)
            }
            let kept = try await site.operation.tokens(of: "ana")
            #expect(kept.map(\.name) == ["dashboard"] && kept[0].scopes == ["readFigures"])
            try await site.operation.revokeToken(kept[0].id, of: "ana")
            #expect(try await site.role(token.access) == nil)
            await #expect(throws: SignInProblem.notSignedIn) {
                try await site.signIn.authenticate(bearerToken: token.text)
            }
        }
    }

    @Test("Every sign-in, change and refusal is one row of the audit trail, with nothing secret")
    func audit() async throws {
        try await Site.with { site in
            try await site.add("ana", .auditor)
            let before = try await site.operations()
            let token = try await site.enter("ana")
            _ = try? await site.signIn.begin(
                name: "ana", password: "wrong password", from: Site.source)
            _ = try? await site.signIn.begin(
                name: "typed my password", password: "x", from: Site.source)
            try await site.signIn.changePassword(
                token, from: Site.password, to: "another long one")
            try await site.signIn.signOut(token)
            let after = try await site.operations()
            #expect(
                after.dropFirst(before.count) == [
                    "session open", "session refuse", "user password", "session close",
                ])
            let trail = try await site.owner.one(
                Query<String>("SELECT string_agg(audit::text, ' ') FROM audit"))
            #expect(!trail.contains("typed") && !trail.contains(token.text))
        }
    }
}

extension Site {
    /// As whom the database takes whoever shows a key.
    func role(_ key: AccessKey?) async throws -> String? {
        try await transaction(key) {
            try await $0.one(Query<String?>("SELECT acting_role()") { try $0.nextOptional() })
        }
    }

    func operations() async throws -> [String] {
        try await owner.all(Query<String>("SELECT operation FROM audit ORDER BY change_number"))
    }
}

extension OneTimeSecret {
    var now: String { code(after: 0) }
    /// Good already, and not used when the present one was.
    var next: String { code(after: 1) }

    private func code(after steps: Int64) -> String {
        code(at: Int64(Date.now.timeIntervalSince1970) / 30 + steps) ?? ""
    }
}
