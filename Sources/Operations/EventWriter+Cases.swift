import CaseStore
import Casework
import Codelists
import Postgres

extension EventWriter {
    /// The cases that these events refer to, opened where nobody did before.
    func openCases(
        of events: [AssistanceEvent], persons: [[PersonID?]], on connection: Connection
    ) async throws -> [CaseReference: CaseID] {
        var wanted: [CaseReference: NewCase] = [:]
        for (event, persons) in zip(events, persons) {
            guard let reference = try reference(of: event), wanted[reference] == nil else {
                continue
            }
            wanted[reference] = NewCase(
                id: .new(), person: persons.lazy.compactMap(\.self).first,
                openedOn: event.occurredOn, needs: event.services,
                isRestricted: Case.mustBeRestricted(needs: event.services, people: people(event)))
        }
        if wanted.isEmpty { return [:] }
        try await connection.run(.open(wanted))
        // Asked apart, so that those which somebody else opened at the same moment are seen.
        let cases = try await connection.all(.cases(Array(wanted.keys)))
        return Dictionary(uniqueKeysWithValues: cases.map { ($0.reference, $0.id) })
    }

    /// What an event says about its people that may restrict a case.
    private func people(
        _ event: AssistanceEvent
    ) -> [(ageBand: AgeBand, vulnerabilities: [Vulnerability])] {
        event.participants.map { participant in
            switch participant {
            case .described(let person):
                (person.birth.ageBand(inQuarterOf: event.occurredOn), [])
            case .tally(let tally): (tally.ageBand, [])
            case .known: (.unknown, [])
            }
        }
    }

    /// The case that an event refers to, as its hub knows it.
    func reference(of event: AssistanceEvent) throws -> CaseReference? {
        guard let text = event.caseReference, !text.isEmpty else { return nil }
        return CaseReference(hub: try number(of: event.hub), reference: text)
    }
}
