import CaseStore
import Casework
import Codelists
import Foundation
import Postgres
import Testing

@testable import Operations

/// Loading the demonstration, cut off and taken up again on a later day.
@Suite struct DemonstrationResumeTests {
    private static func stories(visits: Int, cases: Int) throws -> DemonstrationStories {
        let visit = { (number: Int) in
            """
            {"hub": "MX-TAP", "day": \(number - 5), "services": ["information"],
                "channel": "in_person", "profile": "in_transit", "people": ["p\(number)"]}
            """
        }
        let person = { (number: Int) in
            """
            {"key": "p\(number)", "given_names": "Ana", "family_names": "Inventada \(number)",
                "document": "DEM-\(number)", "birth_date": "1990-02-0\(number + 1)",
                "sex": "female", "nationality": "HND"}
            """
        }
        let story = { (number: Int) in
            """
            {"hub": "MX-TAP", "opened": -3, "people": ["p\(number)"], "needs": ["shelter_referral"],
                "priority": "high", "plan": "Albergue", "next_step": "Llamar", "due": 0,
                "language": "spa", "notes": [{"day": -2, "text": "Llamó"}],
                "referrals": [{"to": "GT-TEC", "sent": -2, "needs": ["shelter_referral"],
                    "priority": "emergency", "covers": ["name", "needs"], "accepted": -1,
                    "ended": 0, "how": "completed", "code": "provided"}],
                "closed": 0, "outcome": "resolved"}
            """
        }
        let text = """
            {"people": [\((0..<3).map(person).joined(separator: ","))],
                "visits": [\((0..<visits).map(visit).joined(separator: ","))],
                "cases": [\((0..<cases).map(story).joined(separator: ","))]}
            """
        return try JSONDecoder().decode(DemonstrationStories.self, from: Data(text.utf8))
    }

    @Test("What was told yesterday is gone on with as of yesterday, and told to its end")
    func nextDay() async throws {
        try await withTestApplication { application, _ in
            try await application.write { try await $0.run(.markDemonstration(true)) }
            let hub = try #require(HubCode("MX-TAP"))
            let yesterday = try await application.today(at: hub).adding(days: -1)
            let whole = try Self.stories(visits: 3, cases: 3)
            // All visits and one of the cases: as when it is ended on the way.
            let cut = try Self.stories(visits: 3, cases: 1)
            var first = DemonstrationCasework(application, cut, today: yesterday)
            try await first.tell()
            // Somebody corrected a visit meanwhile, which stays as they left it.
            var change = EventChange()
            change.channel = Channel("phone")
            let visit = try await application.database.one(
                Query<EventID>("SELECT event_id FROM event_register ORDER BY 1 LIMIT 1"))
            try await application.correct(visit, changing: change, reason: "by telephone")

            for _ in 0..<2 {
                let day = try await DemonstrationCasework.firstDay(of: whole, application)
                #expect(day == yesterday)
                var again = DemonstrationCasework(application, whole, today: day)
                try await again.tell()
            }
            let told = try await application.database.one(
                Query<[Int32]>(
                    """
                    SELECT ARRAY[(SELECT count(*) FROM event_register), (SELECT count(*) FROM person),
                        (SELECT count(*) FROM casework_case WHERE status > 2),
                        (SELECT count(*) FROM referral WHERE status = 4),
                        (SELECT count(*) FROM case_note),
                        (SELECT count(*) FROM event WHERE change = 'corrected')]::int[]
                    """))
            #expect(told == [3, 3, 3, 3, 3, 1])
        }
    }

    @Test("Nothing told yet, the days are counted from one that has come at every hub")
    func anew() async throws {
        try await withTestApplication { application, _ in
            let stories = try Self.stories(visits: 1, cases: 1)
            let day = try await DemonstrationCasework.firstDay(of: stories, application)
            for hub in try await application.hubs() {
                #expect(try await application.today(at: hub.code) >= day)
            }
        }
    }
}
