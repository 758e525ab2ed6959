import CaseStore
import Casework
import Codelists
import Foundation
import Operations
import Postgres
import Reporting
import Testing

/// People reached and referrals sent in a quarter's report, open and closed.
@Suite struct SecondaryReportTests {
    @Test("Staff see referrals as they stand, the public what an edition froze and protects")
    func referrals() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let quarter = fixture.today.quarter
            // Seven to Guatemala, of which six are accepted; two to Honduras.
            for index in 0..<9 {
                let person = try await fixture.meet("Persona \(index)")
                let receiver = Receiver.hub(index < 7 ? fixture.tecun : fixture.sanPedro)
                let opened = try await application.open(fixture.newCase(of: [person]))
                _ = try await application.give(fixture.consent(of: person, to: receiver))
                let referral = Referral(
                    id: .new(), caseID: opened.view.content.id, person: person,
                    receiver: receiver, needs: [CaseFixture.shelter], priority: .normal)
                _ = try await application.send(referral)
                if index < 6 { _ = try await application.act(on: referral.id, .accept) }
            }
            let open = try await application.report(on: quarter).secondary.referrals
            #expect(open.map(\.sent) == [7, 2, 9] && open.map(\.accepted) == [6, 0, 6])
            #expect(open.map { $0.to?.code } == ["GTM", "HND", nil])
            let items = try await application.status(of: quarter).review.items
            #expect(items.contains(.referrals(9)))

            _ = try await application.close(
                quarter, accepting: Set(items.map(\.name)), reason: "test")
            let request = ReportRequest(edition: .latest, audience: .public)
            let published = try await application.report(on: quarter, request).secondary
            #expect(published.referrals.count == 3)
            #expect(
                published.referrals.allSatisfy { ($0.sent ?? 5) >= 5 || $0.sent == 0 })
            #expect(published.referrals.contains { $0.suppression == .primary })
            // Seven sent of which six were accepted would tell of one that was not.
            #expect(
                published.referrals.allSatisfy {
                    $0.sent == nil || $0.accepted == nil || $0.accepted == 0
                })

            // What comes of them later does not move the edition, which still verifies.
            let staff = ReportRequest(edition: .latest)
            let frozen = try await application.report(on: quarter, staff).secondary
            #expect(frozen.referrals == open)
            let person = try await fixture.meet("Otra")
            let opened = try await application.open(fixture.newCase(of: [person]))
            _ = try await application.give(fixture.consent(of: person))
            _ = try await application.send(fixture.referral(of: person, in: opened.view.content.id))
            #expect(
                try await application.report(on: quarter, staff).secondary.referrals == open)
            #expect(try await application.report(on: quarter, request).secondary == published)
            let now = try await application.report(on: quarter).secondary.referrals
            #expect(now.last?.sent == 10)
            let verification = try await application.verify(quarter, edition: nil)
            #expect(verification.differences == [] && verification.isSecondaryCounted)
            // Somebody acts on one that was counted: no difference. Somebody edits one: it is named.
            let acted = try await application.database.one(.someReferral(status: 1))
            _ = try await application.act(on: acted, .accept)
            #expect(try await application.verify(quarter, edition: nil).differences == [])
            let edited = try await application.database.one(.someReferral(status: 2))
            try await application.expect(
                in: quarter, "UPDATE referral SET to_country = 84 WHERE referral_id = '\(edited)'",
                [.referralChanged(edited.description)])
            // One that nobody sent is named, as one that came later by way of the service is not.
            let forged = ReferralID.new()
            try await application.expect(
                in: quarter,
                """
                INSERT INTO referral SELECT (jsonb_populate_record(r,
                    jsonb_build_object('referral_id', '\(forged)'))).*
                FROM referral r WHERE referral_id = '\(edited)'
                """, [.referralAdded(forged.description)])
        }
    }

    @Test("An edition's people reached are counted again; what is changed behind its back is named")
    func reached() async throws {
        let quarter = Quarter(index: 8_084)
        try await withTestApplication { application, _ in
            for file in EmbeddedFile.under("demonstration/region/") {
                _ = try await application.importRecords(try RegionFile(json: Data(file.bytes)))
            }
            let lectures = try #require(Slug("desamparados-digital-commerce"))
            let talamanca = try #require(Slug("talamanca-trafficking"))
            func attendee(_ name: String, audience: String? = nil) -> Attendee {
                Attendee(
                    name: name, institution: "IFAM", audience: audience.flatMap { .init($0) },
                    sex: .female)
            }
            // One of them in both sessions, and in another activity as well.
            _ = try await application.list(
                [attendee("Ana Pérez"), attendee("Luz Rojas")], for: lectures, session: 1)
            _ = try await application.list([attendee("Ana Pérez")], for: lectures, session: 2)
            _ = try await application.list(
                [attendee("Ana Pérez", audience: "police")], for: talamanca, session: 1)
            let open = try await application.report(on: quarter).secondary
            #expect(open.reached.first { $0.dimension == .total }?.people == 702)
            let items = try await application.status(of: quarter).review.items
            _ = try await application.close(
                quarter, accepting: Set(items.map(\.name)), reason: "test")
            let closed = ReportRequest(edition: .latest)
            let frozen = try await application.report(on: quarter, closed).secondary
            #expect(frozen.reached == open.reached && frozen.reached.count > 8)
            #expect(try await application.verify(quarter, edition: 1).differences == [])

            let id = try await application.database.one(.activity("sne-labour-migration"))
            try await application.expect(
                in: quarter, "UPDATE activity_count SET people = people + 1 WHERE people = 700",
                [.activityChanged(id)])
            try await application.expect(
                in: quarter, "UPDATE activity SET kind = 2 WHERE activity_id = '\(id)'",
                [.activityChanged(id)])
            let other = try await application.database.one(.activity("\(talamanca)"))
            try await application.expect(
                in: quarter, "UPDATE activity_attendee SET sex = 2 WHERE activity_id = '\(other)'",
                [.activityChanged(other)])
            try await application.expect(
                in: quarter,
                "ALTER TABLE edition DISABLE TRIGGER edition_immutable; UPDATE edition SET secondary_inputs = set_byte(secondary_inputs, 70, get_byte(secondary_inputs, 70) # 1)",
                [.signature])
            // What comes by way of the service is no difference.
            _ = try await application.list([attendee("Eva Paz")], for: lectures, session: 2)
            try await application.change(lectures) { (activity: inout Activity) in
                activity.sessions[0].topic = "Otro"
            }
            _ = try await application.add(Self.talk("added"))
            var file = RegionFile()
            file.activities = [try Self.talk("imported")]
            _ = try await application.importRecords(file)
            #expect(try await application.verify(quarter, edition: 1).differences == [])

            // What comes otherwise is named: an activity, a session of one, somebody on a list.
            let forged = ID<Activity>.new()
            try await application.expect(
                in: quarter,
                """
                INSERT INTO activity SELECT (jsonb_populate_record(a, jsonb_build_object(
                    'activity_id', '\(forged)', 'slug', 'forged'))).*
                FROM activity a WHERE activity_id = '\(id)';
                INSERT INTO activity_session (activity_id, number, held_on)
                VALUES ('\(forged)', 1, '2021-03-01')
                """, [.activityAdded(forged.description)])
            try await application.expect(
                in: quarter,
                """
                INSERT INTO activity_session (activity_id, number, held_on)
                VALUES ('\(other)', 99, '2021-03-01')
                """, [.activityChanged(other)])
            try await application.expect(
                in: quarter,
                """
                INSERT INTO activity_attendee (attendee_id, activity_id, key)
                SELECT gen_random_uuid(), '\(other)', decode(repeat('5a', 16), 'hex');
                INSERT INTO activity_attendance (attendee_id, activity_id, session)
                SELECT attendee_id, activity_id, 1 FROM activity_attendee
                WHERE key = decode(repeat('5a', 16), 'hex')
                """, [.activityChanged(other)])

            // An edition that counted what nobody recorded says so too.
            try await application.database.withConnection {
                try await $0.execute(
                    script: """
                        INSERT INTO activity SELECT (jsonb_populate_record(a, jsonb_build_object(
                            'activity_id', '\(forged)', 'slug', 'forged'))).*
                        FROM activity a WHERE activity_id = '\(id)';
                        INSERT INTO activity_session (activity_id, number, held_on)
                        VALUES ('\(forged)', 1, '2021-03-01')
                        """)
            }
            let more = try await application.status(of: quarter).review.items
            _ = try await application.close(
                quarter, accepting: Set(more.map(\.name)), reason: "again")
            #expect(
                try await application.verify(quarter, edition: 2).differences
                    == [.activityAdded(forged.description)])
        }
    }

    /// An activity of the quarter that is closed in these tests.
    private static func talk(_ slug: String) throws -> Activity {
        let json = """
            {"activities": [{"slug": "\(slug)", "kind": "webinar", "title": "T",
                "countries": ["PAN"], "audience": "police",
                "sessions": [{"held": "2021-03-02", "online": true}]}]}
            """
        return try #require(try RegionFile(json: Data(json.utf8)).activities.first)
    }
}

extension Application {
    /// Alters the database directly and sees what `verify` names; what was altered comes back.
    fileprivate func expect(
        in quarter: Quarter, _ sql: String, _ differences: [EditionVerification.Difference],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let tables = [
            "referral", "activity", "activity_session", "activity_count", "activity_attendee",
            "activity_attendance", "edition",
        ]
        let copies = tables.map { "CREATE TABLE kept.\($0) AS SELECT * FROM \($0);" }.joined()
        let restored = tables.map {
            "DELETE FROM \($0); INSERT INTO \($0) SELECT * FROM kept.\($0);"
        }
        .joined()
        try await database.withConnection {
            try await $0.execute(script: "CREATE SCHEMA kept; \(copies) \(sql)")
        }
        let found = try await verify(quarter, edition: 1).differences
        #expect(found == differences, sourceLocation: sourceLocation)
        try await database.withConnection {
            try await $0.execute(
                script:
                    "SET session_replication_role = replica; \(restored) SET session_replication_role = origin; DROP SCHEMA kept CASCADE"
            )
        }
        #expect(
            try await verify(quarter, edition: 1).differences == [], sourceLocation: sourceLocation)
    }
}

extension Query where Output == ReferralID {
    fileprivate static func someReferral(status: Int16) -> Self {
        Self("SELECT referral_id FROM referral WHERE status = \(status) ORDER BY 1 LIMIT 1")
    }
}

extension Query where Output == String {
    fileprivate static func activity(_ slug: String) -> Self {
        Self("SELECT activity_id::text FROM activity WHERE slug = \(slug)")
    }
}
