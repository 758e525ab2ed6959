public import CaseStore
public import Casework
import FoundationEssentials
public import Postgres

extension Application {
    /// Rows of the trail that a filter lets through, those with the greatest ids first.
    public func auditRows(_ filter: AuditFilter, limit: Int) async throws -> [AuditRow] {
        try permit(.readAudit)
        return try await database.all(.auditRows(filter, limit: limit)).map {
            try AuditRow(bytes: $0.bytes)
        }
    }

    /// A row, and its place and seal once it has one.
    public func auditRow(_ id: Int64) async throws -> (row: AuditRow, position: Int?, seal: Int?) {
        try permit(.readAudit)
        return try await database.transaction(.readOnly) { connection in
            guard let row = try await connection.first(.auditRow(id)) else {
                throw AuditProblem.unknownRow(id)
            }
            let place = try await connection.first(.place(of: id))
            let seals = try await connection.all(.auditSeals)
            let seal = place.flatMap { place in
                seals.first { $0.firstPosition <= place.position && place.position < $0.size }
            }
            return (try AuditRow(bytes: row.bytes), place?.position, seal?.number)
        }
    }

    /// A look at somebody that the role alone does not allow, in an emergency: breaking the glass.
    ///
    /// It needs a reason, and is flagged in the audit trail for somebody to look at. The row is there
    /// before anything is seen, and nothing is returned before it stays.
    public func breakGlass<Result: Sendable>(
        for person: PersonID, reason: String,
        _ body: @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        guard reason.contains(where: \.isLetter) else {
            throw OperationError.invalid(field: "reason")
        }
        // Whoever works with people, wherever they are; nobody else.
        guard actor.role.reach(of: .readPeople) != .nothing else {
            throw OperationError.notPermitted(.readPeople)
        }
        return try await write { connection in
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "break glass", subject: person.description,
                    kind: "person", reason: reason, isFlagged: true))
            return try await body(connection)
        }
    }
}
