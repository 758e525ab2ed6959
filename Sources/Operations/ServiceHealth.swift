import CaseStore
public import Postgres

extension Pool {
    /// Fails where the database does not answer.
    public func check() async throws { _ = try await first(.keyIdentifier) }
}
