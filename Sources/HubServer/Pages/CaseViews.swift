import Casework
import Codelists
import Operations
import Texts

extension CasesPage.Row {
    init(_ view: CaseView, workers: Workers, texts: Texts) {
        self.init(
            id: view.content.id.description, reference: view.content.reference,
            person: view.people.first?.name, nextStep: view.content.nextStep?.text,
            due: view.content.nextStep?.dueOn, isOverdue: view.isOverdue,
            priority: view.content.priority.label(texts.language),
            worker: workers.name(of: view.content.worker),
            isRestricted: view.content.isRestricted)
    }
}

extension CasePersonView {
    /// Nil once the person was erased.
    var name: String? {
        let names = [givenNames, familyNames].compactMap(\.self).filter { !$0.isEmpty }
        return names.isEmpty ? nil : names.joined(separator: " ")
    }
}

extension CasePage.Person {
    init(_ view: CasePersonView, texts: Texts) {
        let about = [
            view.sex.label(texts.language), view.ageBand.label(texts.language),
            view.nationality.label(texts.language),
        ]
        self.init(
            id: view.id.description, name: view.name ?? texts("web.person.erased"),
            about: about.joined(separator: ", "))
    }
}

extension ReferralsPage.Row {
    /// The referral as whoever is at its receiving end sees it, or whoever sent it.
    init(
        _ view: ReferralView, isReceiver: Bool, names: [HubCode: String], texts: Texts
    ) {
        let actions: [ReferralsPage.Action] =
            switch (isReceiver, view.status.code) {
            case (true, "sent"): [.accept, .decline]
            case (true, "accepted"): [.complete, .noShow]
            case (false, "sent"), (false, "accepted"): [.withdraw]
            default: []
            }
        self.init(
            id: view.id.description, from: names[view.from] ?? view.from.description,
            to: view.receiverName,
            needs: view.needs ?? [], priority: view.priority.label(texts.language),
            status: view.status.label(texts.language), due: view.dueOn,
            isOverdue: view.isOverdue, version: view.version, actions: actions)
    }
}
