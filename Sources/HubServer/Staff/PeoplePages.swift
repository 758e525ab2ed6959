import CaseStore
import Casework
import Codelists
import Matching
import OpenAPI
import Operations
import Texts

/// The people of a hub: those seen of late, those found, and what is known of one.
enum PeoplePages {
    static let all = [list, found, one, newCase]

    /// How many of those seen of late a page shows.
    private static let most = 50

    private static let list = StaffPage("/people", "peoplePage", for: .readPeople) { visit in
        guard let hub = visit.actor.hub else { throw APIProblem(.notPermitted) }
        let people = try await visit.application.recentPeople(at: hub)
        let recent = people.prefix(most).map { PeoplePage.Found($0) }
        return .page(PeoplePage(frame: visit.frame, recent: recent).markup)
    }

    /// What was asked is posted, so that nobody's name is in an address or a log.
    private static let found = StaffPage(
        "/people", "peopleFoundPage", for: .readPeople, posted: 4_096
    ) { visit in
        let asked = PeoplePage.Question(
            name: visit.body["name"]?.string ?? "", born: visit.body["born"]?.string ?? "",
            document: visit.body["document"]?.string ?? "")
        guard !asked.isEmpty else {
            return .page(PeoplePage(frame: visit.frame, asked: asked).markup)
        }
        let answer = try await visit.application.findPeople(
            SoughtPerson(
                name: asked.name, birth: WrittenBirth(asked.born), document: asked.document))
        return .page(
            PeoplePage(
                frame: visit.frame, asked: asked,
                answer: .init(
                    found: answer.matches.map { .init($0) },
                    isKnownElsewhere: answer.isKnownInNetwork)
            ).markup)
    }

    private static let newCase = StaffPage(
        "/people/{id}/case", "newCasePage", for: .manageCases
    ) { visit in
        guard let hub = visit.actor.hub else { throw APIProblem(.notPermitted) }
        let person = try await visit.application.person(visit.path("id"))
        return .page(
            NewCasePage(
                frame: visit.frame, hub: hub, person: person.id,
                name: person.name ?? visit.texts("web.person.erased"),
                today: try await visit.application.today(at: hub)
            ).markup)
    }

    private static let one = StaffPage("/people/{id}", "personPage", for: .readPeople) { visit in
        let person = try await visit.application.person(visit.path("id"))
        let consents = try await visit.application.consents(of: person.id)
        var filter = CaseFilter()
        filter.hub = visit.actor.hub
        filter.person = person.id
        filter.isAll = true
        let cases = try await visit.application.cases(filter, limit: most)
        var receivers = try await visit.application.hubs()
            .filter { $0.code != visit.actor.hub && $0.closedOn == nil }
            .map { FormPieces.Option($0.code.description, "\($0.code) · \($0.name)") }
        receivers += try await visit.application.records(Organisation.self)
            .map { .init($0.id.description, $0.record.name) }
        return .page(PersonPage(visit, person, consents, cases, receivers).markup)
    }
}

extension PeoplePage.Found {
    init(_ person: SeenPersonView) {
        self.init(
            id: person.id, name: "\(person.givenNames) \(person.familyNames)",
            born: person.birth ?? "–", sex: person.sex, nationality: person.nationality,
            lastSeen: person.lastOn)
    }

    init(_ match: PersonMatch) {
        self.init(
            id: match.person, name: match.name, born: match.birth ?? "–", sex: match.sex,
            nationality: match.nationality, hub: match.hub, isLikely: match.isLikely)
    }
}

extension PersonPage {
    init(
        _ visit: PageVisit, _ person: PersonView, _ consents: ConsentView, _ cases: [CaseView],
        _ receivers: [FormPieces.Option]
    ) {
        let names = Dictionary(receivers.map { ($0.value, $0.label) }) { first, _ in first }
        let language = visit.texts.language
        self.init(
            frame: visit.frame, id: person.id, name: person.name, document: person.document,
            phone: person.phone, born: person.birth ?? person.ageBand?.label(language) ?? "–",
            sex: person.sex, nationality: person.nationality,
            agreements: consents.consents.map { one in
                let receiver = one.receiver?.description
                return .init(
                    id: one.id.description, purpose: one.purpose,
                    receiver: receiver.map { ($0, names[$0] ?? $0) }, covers: one.covers,
                    given: one.givenOn, channel: one.channel, language: one.language,
                    withdrawn: one.withdrawnOn)
            },
            shared: consents.shared.map {
                .init(
                    receiver: $0.name, parts: $0.parts, sent: $0.sentOn, status: $0.status,
                    isVisible: $0.isVisible)
            },
            receivers: receivers,
            visits: person.visits.map {
                .init(date: $0.date, hub: $0.hub, channel: $0.channel, services: $0.services)
            },
            cases: cases.map {
                .init(
                    id: $0.content.id.description, reference: $0.content.reference,
                    status: $0.content.status.label(language))
            })
    }
}
