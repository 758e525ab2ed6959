import CaseStore
public import Casework
public import Codelists
import Postgres

extension Application {
    /// Changes parts of a case.
    ///
    /// `version` is the one that the change was decided on; a stale one is refused
    /// with the case as it stands now. Nil takes it as it stands.
    public func change(
        _ id: CaseID, by change: CaseChange, expecting version: Int? = nil
    ) async throws -> CaseView {
        try permitSomewhere(.manageCases)
        guard !change.isEmpty else { throw OperationError.nothingToChange }
        return try await alter(
            id, "changed", expecting: version, digest: sealer.digest(of: change),
            isRestricted: change.isRestricted
        ) { content throws(CaseProblem) in try change.applied(to: content) }
    }

    /// Gives a case to a worker, and names who else may see it where it is restricted.
    public func assign(
        _ id: CaseID, to worker: AccountID?, naming named: [AccountID]? = nil,
        expecting version: Int? = nil
    ) async throws -> CaseView {
        try permitSomewhere(.assignCases)
        let digest = sealer.digest([
            "assign", worker?.description, named?.map(\.description).joined(separator: " "),
        ])
        return try await alter(
            id, "assigned", for: .assignCases, expecting: version, digest: digest
        ) { content throws(CaseProblem) in
            try content.assigned(to: worker, named: named ?? content.namedWorkers)
        }
    }

    /// Closes a case with what came of it; today by its hub's calendar, where no day is named.
    public func close(
        _ id: CaseID, outcome: CaseOutcome, on day: CalendarDate? = nil,
        expecting version: Int? = nil
    ) async throws -> CaseView {
        try permitSomewhere(.manageCases)
        let digest = sealer.digest(["close", outcome.code, day?.description])
        return try await alter(id, "closed", expecting: version, digest: digest, today: day) {
            content, today throws(CaseProblem) in
            try content.closed(outcome: outcome, on: day ?? today)
        }
    }

    /// Takes a closed case up again, with a reason.
    public func reopen(
        _ id: CaseID, reason: String, expecting version: Int? = nil
    ) async throws -> CaseView {
        try permitSomewhere(.manageCases)
        guard !reason.isEmpty else { throw OperationError.invalid(field: "reason") }
        return try await alter(
            id, "reopened", expecting: version, digest: sealer.digest(["reopen", reason]),
            reason: reason
        ) { content throws(CaseProblem) in try content.reopened() }
    }

    private func alter(
        _ id: CaseID, _ change: String, for permission: Permission = .manageCases,
        expecting version: Int?, digest: [UInt8], reason: String? = nil,
        isRestricted: Bool? = nil,
        _ body: @Sendable (Case) throws(CaseProblem) -> Case
    ) async throws -> CaseView {
        try await alter(
            id, change, for: permission, expecting: version, digest: digest, reason: reason,
            isRestricted: isRestricted, today: nil
        ) { content, _ throws(CaseProblem) in try body(content) }
    }

    /// Makes the next version of a case; what it replaces stays in its history as codes.
    private func alter(
        _ id: CaseID, _ change: String, for permission: Permission = .manageCases,
        expecting version: Int?, digest: [UInt8], reason: String? = nil,
        isRestricted: Bool? = nil, today day: CalendarDate?,
        _ body: @Sendable (Case, _ today: CalendarDate) throws(CaseProblem) -> Case
    ) async throws -> CaseView {
        try await write { connection in
            let row = try await row(of: id, for: permission, isLocked: true, on: connection)
            let current = row.content.version
            if let version, version != current {
                let last = try await connection.first(.changeDigest(of: id, version: current))
                let now = try await view(row, on: connection)
                // The same change again, whose answer was lost.
                if current == version + 1, last?.digest == digest { return now }
                throw CaseworkError.staleCase(now)
            }
            if let day, day > row.today { throw CaseworkError.problem(.invalid("date")) }
            let opened = try sealer.open(row)
            guard opened.isReadable else { throw CaseworkError.erased }
            var content = try checked { () throws(CaseProblem) in
                try body(opened.content, row.today)
            }
            let people = try await people(of: content, on: connection)
            content = try restricted(content, people: people, isAsked: isRestricted)
            try await replace(row.content, by: content, people: people, on: connection)
            try await keep(content, change, digest: digest, reason: reason, on: connection)
            return try await view(connection.one(.caseRow(id)), on: connection)
        }
    }

    func replace(
        _ former: Case, by content: Case, people: [CasePerson], on connection: Connection
    ) async throws {
        let sealed = try sealer.seal(texts: content, for: owner(of: people))
        guard try await connection.run(.replace(content, sealed: sealed)) == 1 else {
            throw StoreError.changedMeanwhile
        }
        guard former.people != content.people else { return }
        try await connection.run(.clearMembers(of: content.id))
        if content.people.count > 1 { try await connection.run(.addMembers(of: content)) }
    }
}
