import CaseStore
import Casework
import Codelists
import FoundationEssentials
import Matching
import Postgres

/// Tells the demonstration's stories through the operations that staff use: visits, consents, cases,
/// referrals and what came of them, each with the day on which it happens.
struct DemonstrationCasework {
    let application: Application
    let stories: DemonstrationStories
    /// The day from which the days of the stories are counted.
    private let today: CalendarDate
    private var people: [String: PersonID] = [:]
    private var counts: [ObjectIdentifier: UInt16] = [:]

    init(_ application: Application, _ stories: DemonstrationStories, today: CalendarDate) {
        self.application = application
        self.stories = stories
        self.today = today
    }

    /// The day on which the telling begins, or began where a run before this one was cut off: the
    /// first visit was recorded on it. A day that has come at every hub.
    static func firstDay(
        of stories: DemonstrationStories, _ application: Application
    ) async throws -> CalendarDate {
        if case .after(let days)? = stories.visits.first?.day,
            let told = try await application.database.first(.current(EventID.told(1)))
        {
            return told.event.occurredOn.adding(days: -days)
        }
        let hubs = try await application.database.withConnection {
            try await HubDirectory.load(on: $0)
        }
        guard let day = hubs.entries.values.map(\.today).min() else {
            throw OperationError.invalid(field: "hub")
        }
        return day
    }

    /// The ids of the cases, in their order: the same in every installation.
    static func caseIDs(of stories: DemonstrationStories) -> [CaseID] {
        stories.cases.indices.map { .told($0) }
    }

    /// Tells all of them; those that were told before stay as somebody left them.
    mutating func tell() async throws {
        guard try await !isTold() else { return }
        for visit in stories.visits { try await record(visit) }
        for (index, story) in stories.cases.enumerated() {
            try await tell(story, as: .told(index))
        }
    }

    /// Whether the last case is there, and was brought to its end.
    private func isTold() async throws -> Bool {
        guard let last = Self.caseIDs(of: stories).last, let story = stories.cases.last else {
            return true
        }
        guard let row = try await application.database.first(.caseRow(last)) else { return false }
        return story.closed == nil || row.content.version > 1
    }

    private mutating func record(_ visit: DemonstrationStories.Visit) async throws {
        let described = try (visit.people ?? []).map { Participant.described(try somebody($0)) }
        let tallies = (visit.tallies ?? []).map {
            Participant.tally(Tally(sex: $0.sex.value, ageBand: $0.ageBand.value, count: $0.count))
        }
        let event = AssistanceEvent(
            id: next(), hub: visit.hub.value, occurredOn: visit.day.counted(from: today),
            channel: visit.channel.value, profile: visit.profile.value,
            services: visit.services.map(\.value), destination: visit.destination?.value,
            participants: described + tallies, notes: visit.notes)
        do {
            _ = try await application.record(event)
        } catch OperationError.conflict {
            // Told by a run before, and corrected since: it stays as somebody left it.
        }
    }

    private mutating func tell(_ story: DemonstrationStories.Story, as id: CaseID) async throws {
        let hub = story.hub.value
        let opened = story.opened.counted(from: today)
        var members: [PersonID] = []
        for key in story.people ?? [] {
            members.append(try await person(with: try somebody(key).document ?? ""))
        }
        for document in story.documents ?? [] { members.append(try await person(with: document)) }
        var content = Case(
            id: id, hub: hub, people: members, needs: story.needs.map(\.value),
            priority: story.priority.value, plan: story.plan, openedOn: opened)
        content.nextStep = story.nextStep.map {
            Case.NextStep(text: $0, dueOn: story.due?.counted(from: today) ?? today)
        }
        let isOpen = try await application.open(content).view.content.status.isOpen
        if story.documents == nil { try await agree(members, story, opened) }
        var notes: [(id: NoteID, at: Moment)] = []
        for note in story.notes ?? [] {
            let noteID: NoteID = next()
            _ = try await application.note(note.text, in: id, as: noteID)
            notes.append((noteID, at: Self.moment(note.day.counted(from: today), notes.count + 1)))
        }
        for handover in story.referrals ?? [] {
            try await send(handover, of: members[0], in: id, story)
        }
        var changed = [Self.moment(opened, 0)]
        if let closed = story.closed?.counted(from: today), let outcome = story.outcome?.value {
            if isOpen { _ = try await application.close(id, outcome: outcome, on: closed) }
            changed.append(Self.moment(closed, 9))
        }
        try await application.database.run(.date(id, changed: changed, notes: notes))
    }

    /// Whoever has a case agreed to be written down, and the first of a family to be called; once
    /// the case is closed, not any more.
    private mutating func agree(
        _ members: [PersonID], _ story: DemonstrationStories.Story, _ day: CalendarDate
    ) async throws {
        for (index, person) in members.enumerated() {
            for purpose in index == 0 ? ["assistance", "contact"] : ["assistance"] {
                _ = try await application.give(
                    Consent(
                        id: next(), person: person,
                        purpose: ConsentPurpose(purpose) ?? .unknown, hub: story.hub.value,
                        given: said(story, on: day), textVersion: ConsentText.current))
            }
        }
        if let closed = story.closed {
            _ = try await application.withdraw(
                .contact, of: members[0], saidTo: story.hub.value,
                said(story, on: closed.counted(from: today)))
        }
    }

    private mutating func send(
        _ handover: DemonstrationStories.Handover, of person: PersonID, in id: CaseID,
        _ story: DemonstrationStories.Story
    ) async throws {
        let sentOn = handover.sent.counted(from: today)
        let receiver = Receiver.hub(handover.to.value)
        _ = try await application.give(
            Consent(
                id: next(), person: person, purpose: .referral, receiver: receiver,
                covers: handover.covers.map(\.value), hub: story.hub.value,
                given: said(story, on: sentOn), textVersion: ConsentText.current))
        let referral: ReferralID = next()
        let sent = try await application.send(
            Referral(
                id: referral, caseID: id, person: person, receiver: receiver,
                needs: handover.needs.map(\.value), priority: handover.priority.value,
                summary: handover.summary))
        var status = sent.view.status
        var steps = [Self.moment(sentOn, 0)]
        if let accepted = handover.accepted {
            if status == .sent {
                status = try await application.act(on: referral, .accept).status
            }
            steps.append(Self.moment(accepted.counted(from: today), 1))
        }
        if let ending = handover.action, let ended = handover.ended {
            if [.sent, .accepted].contains(status) {
                _ = try await application.act(on: referral, ending)
            }
            steps.append(Self.moment(ended.counted(from: today), 2))
        }
        try await application.database.run(.date(referral, sentOn: sentOn, steps: steps))
    }

    private func said(
        _ story: DemonstrationStories.Story, on day: CalendarDate
    ) -> Consent.Statement {
        Consent.Statement(on: day, channel: .inPerson, language: story.language.value)
    }

    private func somebody(_ key: String) throws -> PersonDescription {
        guard let found = stories.people.first(where: { $0.key == key }) else {
            throw OperationError.invalid(field: key)
        }
        return found.description
    }

    private mutating func person(with document: String) async throws -> PersonID {
        if let known = people[document] { return known }
        let found = try await application.findPeople(SoughtPerson(document: document), limit: 1)
        guard let person = found.matches.first?.person else {
            throw OperationError.invalid(field: "document")
        }
        people[document] = person
        return person
    }

    /// The next id of a kind of thing.
    private mutating func next<Entity>() -> ID<Entity> {
        let kind = ObjectIdentifier(Entity.self)
        counts[kind, default: 0] += 1
        return .told(Int(counts[kind, default: 0]))
    }

    /// A time of a day at which the hubs are open, and never one to come.
    static func moment(_ day: CalendarDate, _ step: Int) -> Moment {
        let usual = Moment(day).adding(seconds: 15 * 3_600 + Int64(step) * 900)
        let seconds = Date.now.timeIntervalSince1970 - 946_684_800
        return min(usual, Moment(microseconds: Int64(seconds) * 1_000_000))
    }
}

extension DemonstrationStories.Handover {
    /// How it ends; nil while it has not.
    fileprivate var action: ReferralAction? {
        switch how {
        case .completed: .complete(code.flatMap { ReferralOutcome($0) } ?? .unknown)
        case .declined: .decline(code.flatMap { DeclineReason($0) } ?? .unknown)
        case .noShow: .noShow
        case nil: nil
        }
    }
}

extension ID {
    /// The id of something told: of one day of 2021, and a number.
    static func told(_ number: Int) -> Self {
        let (high, low) = (UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF))
        return Self(
            UUID(
                uuid: (
                    0x01, 0x78, 0xB1, 0xA2, 0x7C, 0, 0x70, 0, 0x80, 0xDE, 0, 0, 0, 0, high, low
                )))
    }
}

extension Code<ChannelKind> {
    fileprivate static var inPerson: Self { Self("in_person") ?? .unknown }
}
