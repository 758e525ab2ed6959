import CaseStore
import Casework
import Codelists
import Operations
import Texts

/// The people of a hub: those seen of late, and what is known of one.
enum PeoplePages {
    static let all = [list, one]

    private static let list = StaffPage("/people", "peoplePage", for: .readPeople) { visit in
        guard let hub = visit.actor.hub else { throw APIProblem(.notPermitted) }
        let people = try await visit.application.recentPeople(at: hub)
        let recent = people.prefix(50).map { PeoplePage.Found($0) }
        return .page(PeoplePage(frame: visit.frame, recent: recent).markup)
    }

    private static let one = StaffPage("/people/{id}", "personPage", for: .readPeople) { visit in
        let id: PersonID = try visit.path("id")
        let history = try await visit.application.history(of: id)
        let consents = try await visit.application.consents(of: id)
        return .page(PersonPage(visit, id, history, consents).markup)
    }
}

extension PeoplePage.Found {
    init(_ person: SeenPersonView) {
        self.init(
            id: person.id, name: "\(person.givenNames) \(person.familyNames)",
            born: person.birth ?? "–", sex: person.sex, nationality: person.nationality,
            lastSeen: person.lastOn)
    }
}

extension PersonPage {
    init(
        _ visit: PageVisit, _ id: PersonID, _ history: PersonHistory, _ consents: ConsentView
    ) {
        let language = visit.texts.language
        let person = history.person
        self.init(
            frame: visit.frame, id: id, name: person.name, document: history.document,
            born: history.birth ?? person.ageBand.label(language), sex: person.sex,
            nationality: person.nationality,
            agreements: consents.consents.map { one in
                let receiver = one.receiver.map { " → \($0.description)" } ?? ""
                return .init(
                    purpose: one.purpose.label(language) + receiver, given: one.givenOn,
                    withdrawn: one.withdrawnOn)
            },
            visits: history.visits.map {
                .init(date: $0.day, hub: $0.hub, channel: $0.channel, services: $0.services)
            },
            cases: history.cases.map {
                .init(
                    id: $0.content.id.description, reference: $0.content.reference,
                    status: $0.content.status.label(language))
            })
    }
}
