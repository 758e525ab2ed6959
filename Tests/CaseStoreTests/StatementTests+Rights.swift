import CaseStore
import Casework
import Codelists
import FoundationEssentials
import Postgres

extension StatementTests {
    /// The statements about what a person may ask for, and about keys.
    static let rights: [(String, Statement)] = [
        ("erase", Query.erase([person], actor: "test", reason: "r").statement),
        ("erasedPeople", Query.erasedPeople.statement),
        ("notErased", Query.notErased(of: [person]).statement),
        ("restrict", Query.restrict(person, isRestricted: true).statement),
        ("records", Query.records(of: person).statement),
        ("contacts", Query.contacts(of: [person]).statement),
        ("allCases", Query.allCases(of: [person]).statement),
        ("looks", Query.looks(at: [person]).statement),
        ("rectify", Query.rectify(sealed, actor: "test", reason: "r").statement),
        ("sealed", Query.sealed(in: .personKey, notBeginning: [2], after: nil, limit: 9).statement),
        ("count", Query.count(in: .attachmentPiece, notBeginning: [2]).statement),
        (
            "breakGlass",
            Query.breakGlass(.new(), for: person, reason: "r", operator: "o").statement
        ),
        ("breakGlass of a case", Query.breakGlass(.new(), forCase: .new(), reason: "r").statement),
        ("glassBreaks", Query.glassBreaks(at: nil, openOnly: true, limit: 1).statement),
        ("noteSeen", .noteSeen(.new(), by: "test")),
        (
            "pastRetention",
            Query.pastRetention(on: CalendarDate(dayNumber: 7_700), limit: 1).statement
        ),
        ("retentionRules", Query.retentionRules.statement),
        ("setRetention", .setRetention(of: Service(number: 13), months: 60)),
        ("dropRetention", .dropRetention(of: Service(number: 13))),
        ("reseal", .reseal([person.uuid], in: .eventNote, from: [[]], to: [[]])),
    ]
}
