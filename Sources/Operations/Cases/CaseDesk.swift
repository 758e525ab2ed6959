import CaseStore
import Casework
import Codelists
import Credentials
import FoundationEssentials
import Postgres

// What the operations on cases have in common: who may see one, and how it is put together.

extension Application {
    var viewer: CaseFilter.Viewer {
        actor.role == .machine ? .machine : .account(actor.account)
    }

    /// A case that the actor may see, locked where it is about to change.
    func row(
        of id: CaseID, for permission: Permission, isLocked: Bool = false,
        on connection: Connection
    ) async throws -> CaseRow {
        try permitSomewhere(permission)
        let query: Query<CaseRow> = isLocked ? .lockedCase(id) : .caseRow(id)
        guard let row = try await connection.first(query) else {
            throw CaseworkError.unknownCase(id.description)
        }
        try permit(permission, at: row.content.hub)
        guard actor.role == .machine || row.content.isVisible(to: actor.account) else {
            throw OperationError.notPermitted(permission)
        }
        return row
    }

    func view(_ row: CaseRow, on connection: Connection) async throws -> CaseView {
        try view(row, people: try await connection.all(.casePeople(row.content.people)))
    }

    /// The views of many cases, whose people are read at once.
    func views(_ rows: [CaseRow], on connection: Connection) async throws -> [CaseView] {
        let ids = Set(rows.flatMap(\.content.people))
        let people = Dictionary(
            uniqueKeysWithValues: try await connection.all(.casePeople(Array(ids))).map {
                ($0.id, $0)
            })
        return try rows.map { row in
            try view(row, people: row.content.people.compactMap { people[$0] })
        }
    }

    private func view(_ row: CaseRow, people: [CasePerson]) throws -> CaseView {
        let opened = try sealer.open(row)
        return CaseView(
            content: opened.content,
            people: try people.map { person in
                let identity = try sealer.identity(of: person)
                return CasePersonView(
                    id: person.id, givenNames: identity.givenNames,
                    familyNames: identity.familyNames, sex: person.sex, ageBand: person.ageBand,
                    nationality: person.nationality,
                    vulnerabilities: person.situation.vulnerabilities,
                    functioning: person.situation.functioning?.description,
                    languages: person.situation.languages)
            },
            isReadable: opened.isReadable,
            isOverdue: row.content.status.isOpen && row.dueOn.map { $0 < row.today } ?? false)
    }

    /// Whose key seals what is written about these people: the first one's.
    func owner(of people: [CasePerson]) -> TextOwner {
        TextOwner(person: people.first?.id, wrappedKey: people.first?.wrappedKey)
    }

    /// The people of a case as they are known.
    func people(of content: Case, on connection: Connection) async throws -> [CasePerson] {
        let people = try await connection.all(.casePeople(content.people))
        for id in content.people where !people.contains(where: { $0.id == id }) {
            throw OperationError.unknownPerson(id)
        }
        return people
    }

    /// Keeps a restriction that the case's needs or people ask for.
    func restricted(_ content: Case, people: [CasePerson], isAsked: Bool?) throws -> Case {
        let must = Case.mustBeRestricted(
            needs: content.needs,
            people: people.map { ($0.ageBand, $0.situation.vulnerabilities) })
        guard must else { return content }
        if isAsked == false { throw CaseworkError.problem(.invalid("restricted")) }
        var content = content
        content.isRestricted = true
        return content
    }

    func checked<Result>(_ body: () throws(CaseProblem) -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw CaseworkError.problem(error)
        }
    }
}
