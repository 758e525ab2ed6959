import CaseStore
import Casework
import Codelists
import FoundationEssentials
import Postgres

/// The statements about cases, consent and referrals, each with some values.
enum CaseStatements {
    static let all: [(String, Statement)] = [
        ("caseRow", Query.caseRow(id).statement),
        ("lockedCase", Query.lockedCase(id).statement),
        ("caseRows by ids", Query.caseRows(withIDs: [id]).statement),
        ("referrals by ids", Query.referrals(withIDs: [.new()]).statement),
        ("consents by ids", Query.consents(withIDs: [.new()]).statement),
        ("events by ids", Query.events(withIDs: [.new()]).statement),
        ("events of a person", Query.events(ofPerson: person, limit: 10).statement),
        ("people", Query.people(metAt: hub, before: person, limit: 10).statement),
        (
            "changes",
            Query.changes(at: hub, after: .start, kinds: [.event], limit: 10).statement
        ),
        ("databaseStanding", Query<String>.databaseStanding.statement),
        ("settledTransaction", Query<String>.settledTransaction.statement),
        ("caseRows", Query.caseRows(filter, limit: 10).statement),
        ("protectionCases", Query.protectionCases(in: day..<day).statement),
        ("protectionCaseCount", Query.protectionCaseCount(in: day..<day).statement),
        ("firstReferrals", Query.firstReferrals(of: [id]).statement),
        ("casesNamed", Query.casesNamed("x").statement),
        ("workload", Query.workload(at: hub).statement),
        ("nextReference", Query.nextReference(hub: 1, year: 2021).statement),
        ("open a case", .open(content, hub: 1, sealed: sealed, digest: [])),
        ("replace", .replace(content, sealed: sealed)),
        ("clearMembers", .clearMembers(of: id)),
        ("addMembers", .addMembers(of: content)),
        (
            "addChange",
            .addChange(to: content, "x", actor: "test", account: nil, content: "{}", digest: [])
        ),
        (
            "addNote",
            .addNote(.new(), to: id, actor: "test", account: .new(), sealed: sealed, digest: [])
        ),
        ("link", .link(.new(), to: id, actor: "test")),
        ("changeDigest", Query.changeDigest(of: id, version: 1).statement),
        ("noteDigest", Query.noteDigest(.new()).statement),
        ("attachmentDigest", Query.attachmentDigest(.new()).statement),
        ("referralDigest", Query.referralDigest(referral.id).statement),
        ("timeline", Query.timeline(of: id).statement),
        ("hub of an event", Query.hub(ofEvent: .new()).statement),
        (
            "add an attachment",
            .add(
                attachment, to: id, actor: "test", account: nil, name: sealed, digest: [])
        ),
        ("addPiece", .addPiece([], at: 0, of: attachment.id)),
        ("attachment", Query.attachment(attachment.id).statement),
        ("pieces", Query.pieces(of: attachment.id).statement),
        ("attached", Query.attached(to: id).statement),
        ("organisation", Query.organisation(.new()).statement),
        ("consent", Query.consent(.new()).statement),
        ("consents", Query.consents(of: person).statement),
        (
            "liveConsents",
            Query.liveConsents(of: person, for: .referral, to: receiver).statement
        ),
        (
            "give",
            .give(
                Consent(
                    id: .new(), person: person, purpose: .contact, hub: hub, given: said,
                    textVersion: "1"), hub: 1, to: nil, actor: "test", digest: [])
        ),
        (
            "agree",
            Query.agree(
                [
                    Consent(
                        id: .new(), person: person, purpose: .assistance, hub: hub, given: said,
                        textVersion: "1")
                ], hub: 1, actor: "test", digests: [[]]
            ).statement
        ),
        ("withdraw", .withdraw([.new()], said: said, actor: "test")),
        ("referral", Query.referral(referral.id).statement),
        ("lockedReferral", Query.lockedReferral(referral.id).statement),
        ("referrals", Query.referrals(referralFilter, limit: 10).statement),
        ("referralsResting", Query.referralsResting(on: [.new()]).statement),
        ("unanswered", Query.unanswered(limit: 10).statement),
        (
            "send",
            .send(
                referral, from: 1, country: .unknown, zone: "UTC", to: receiver, consent: .new(),
                covers: [.needs], shared: [], actor: "test", account: nil, digest: [])
        ),
        ("move", .move(referral.id, to: .accepted, version: 2, keepsShared: true)),
        ("unshare", .unshare(referral.id)),
        (
            "addChange to a referral",
            .addChange(
                toReferral: referral.id, version: 1, status: .sent, actor: "test", account: nil)
        ),
        ("referralCounts", Query.referralCounts(in: day..<day, from: hub).statement),
        ("casePeople", Query.casePeople([person]).statement),
        ("openCases", Query.openCases(of: person).statement),
        ("describe", .describe(person, PersonSituation(functioning: Functioning()))),
        ("hub of a person", Query.hub(ofPerson: person).statement),
    ]

    private static let id = CaseID.new()
    private static let person = PersonID.new()
    private static let day = CalendarDate(dayNumber: 7_700)
    private static let hub = HubCode("MX-TAP") ?? { preconditionFailure("a hub's code") }()
    private static let sealed = SealedText(bytes: [], owner: person)
    private static let said = Consent.Statement(
        on: day, channel: .unknown, language: .unknown)
    private static let receiver = StoredReceiver(
        hub: 1, organisation: nil, country: .unknown, name: "", timeZone: "UTC")
    private static let content = Case(
        id: id, hub: hub, people: [person, .new()], needs: [Service(number: 1)], openedOn: day)
    private static let referral = Referral(
        id: .new(), caseID: id, person: person, receiver: .hub(hub), needs: [Service(number: 1)])
    private static let attachment: AttachedFile = {
        guard
            let attachment = try? AttachedFile(
                id: .new(), kind: AttachmentKind(number: 1), name: "x", bytes: Array("%PDF-".utf8))
        else { preconditionFailure("an attachment") }
        return attachment
    }()

    private static let filter: CaseFilter = {
        var filter = CaseFilter()
        filter.hub = hub
        filter.worker = .new()
        filter.dueBy = day
        filter.after = (day, id)
        filter.viewer = .account(.new())
        return filter
    }()

    private static let referralFilter: ReferralFilter = {
        var filter = ReferralFilter()
        filter.hub = hub
        filter.caseID = id
        filter.person = person
        filter.dueWithinHours = 24
        filter.after = (Date(timeIntervalSinceReferenceDate: 0), referral.id)
        filter.viewer = .account(.new())
        return filter
    }()
}
