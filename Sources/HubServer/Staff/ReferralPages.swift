import CaseStore
import Casework
import Codelists
import Operations
import Texts

/// Referrals that came and that were sent.
enum ReferralPages {
    static let all = [list, new]

    private static let most = 200

    private static let list = StaffPage(
        "/referrals", "referralsPage", for: .handleReferrals
    ) { visit in
        var received = ReferralFilter()
        received.hub = visit.actor.hub
        received.direction = .received
        received.isAll = visit.query("show") == "all"
        var sent = received
        sent.direction = .sent
        let texts = visit.texts
        let names = Dictionary(
            uniqueKeysWithValues: try await visit.application.hubs().map { ($0.code, $0.name) })
        let came = try await visit.application.referrals(received, limit: most)
        let went = try await visit.application.referrals(sent, limit: most)
        return .page(
            ReferralsPage(
                frame: visit.frame, isAll: received.isAll,
                came: came.map { .init($0, isReceiver: true, names: names, texts: texts) },
                sent: went.map { .init($0, isReceiver: false, names: names, texts: texts) },
                reasons: options(DeclineReason.list, texts),
                outcomes: options(ReferralOutcome.list, texts)
            ).markup)
    }

    private static let new = StaffPage(
        "/referrals/new", "newReferralPage", for: .handleReferrals
    ) { visit in
        guard let id: CaseID = visit.query("case"), let hub = visit.actor.hub else {
            throw APIProblem(.notFound)
        }
        let texts = visit.texts
        let view = try await visit.application.showCase(id)
        let hubs = try await visit.application.hubs()
            .filter { $0.code != hub && $0.closedOn == nil }
        let organisations = try await visit.application.records(Organisation.self)
        return .page(
            NewReferralPage(
                frame: visit.frame, caseID: id, reference: view.content.reference, hub: hub,
                people: view.people.map {
                    .init($0.id.description, $0.name ?? texts("web.person.erased"))
                },
                needs: view.content.needs,
                hubs: hubs.map { .init($0.code.description, "\($0.code) · \($0.name)") },
                organisations: organisations.map { .init($0.id.description, $0.record.name) }
            ).markup)
    }

    private static func options(_ list: Codelist, _ texts: Texts) -> [FormPieces.Option] {
        list.entries.filter { !$0.isRetired }.map { .init($0.code, $0.label(texts.language)) }
    }
}
