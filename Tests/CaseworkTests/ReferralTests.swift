import Casework
import Codelists
import Testing

@Suite struct ReferralTests {
    private static let actions: [ReferralAction] = [
        .accept, .decline(DeclineReason(number: 1)), .complete(ReferralOutcome(number: 1)),
        .noShow, .withdraw, .expire,
    ]
    private static let statuses = ReferralStatus.list.entries.map {
        ReferralStatus(number: $0.number)
    }

    /// The life of a referral in one table: from status, by whom, to status.
    private static let allowed: Set<String> = [
        "sent receiver accepted", "sent receiver declined", "accepted receiver declined",
        "accepted receiver completed", "accepted receiver no_show", "sent sender withdrawn",
        "accepted sender withdrawn", "sent service withdrawn", "accepted service withdrawn",
        "sent service expired",
    ]

    @Test("Every action from every status by every side is what the table says")
    func transitions() {
        var found: Set<String> = []
        for status in Self.statuses {
            for side in ReferralSide.allCases {
                for action in Self.actions {
                    guard
                        let result = try? action.applied(
                            to: status, by: [side], receiverIsHub: true)
                    else { continue }
                    found.insert("\(status.code) \(side) \(result.code)")
                }
            }
        }
        #expect(found == Self.allowed)
    }

    @Test("What an organisation answers is noted by the sender, and by nobody else")
    func organisations() throws {
        for action in Self.actions.prefix(4) {
            let start: ReferralStatus = action == .accept ? .sent : .accepted
            #expect(
                try action.applied(to: start, by: [.sender], receiverIsHub: false)
                    == action.result)
            #expect(throws: ReferralProblem.notYours) {
                try action.applied(to: start, by: [.receiver], receiverIsHub: false)
            }
        }
    }

    @Test("A refusal says whether it is for others to do, or not the time for it")
    func refusals() {
        #expect(throws: ReferralProblem.notYours) {
            try ReferralAction.accept.applied(to: .completed, by: [.sender], receiverIsHub: true)
        }
        #expect(throws: ReferralProblem.notNow(.completed)) {
            try ReferralAction.accept.applied(to: .completed, by: [.receiver], receiverIsHub: true)
        }
    }

    @Test("The priority says how long the receiver has")
    func allowances() {
        #expect(ReferralPriority.emergency.allowance == .hours(24))
        #expect(ReferralPriority.urgent.allowance == .hours(72))
        #expect(ReferralPriority.normal.allowance == .days(14))
    }

    @Test("Of what is known, each part shares its fields and no other", arguments: 1...7)
    func sharing(number: Int16) {
        var record = SharedRecord()
        record.givenNames = "Ana"
        record.familyNames = "Pérez"
        record.birth = "1990-02-05"
        record.document = "P1"
        record.sex = .female
        record.ageBand = AgeBand(number: 4)
        record.nationality = Country(number: 340)
        record.needs = [Service(number: 8)]
        record.vulnerabilities = [.disability]
        record.functioning = "seeing=a_lot"
        record.languages = [SpokenLanguage(number: 1)]
        record.summary = "summary"
        let parts = SharedPart.list.entries.map { SharedPart(number: $0.number) }
        #expect(record.limited(to: parts) == record)
        #expect(record.limited(to: []) == SharedRecord())

        let part = SharedPart(number: number)
        let alone = Self.fields(record.limited(to: [part]))
        let rest = Self.fields(record.limited(to: parts.filter { $0 != part }))
        #expect(!alone.isEmpty)
        #expect(alone.isDisjoint(with: rest))
        #expect(alone.union(rest) == Self.fields(record))
    }

    /// The names of the fields that hold something.
    private static func fields(_ record: SharedRecord) -> Set<String> {
        Set(
            Mirror(reflecting: record).children.compactMap { child in
                Mirror(reflecting: child.value).children.isEmpty ? nil : child.label
            })
    }
}
