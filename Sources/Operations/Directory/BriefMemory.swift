import Synchronization

/// Keeps what hardly ever changes for two seconds, so that pages of the public do not ask for it each.
final class BriefMemory<Value: Sendable>: Sendable {
    private static var span: Int { 2 }

    private let kept = Mutex<(value: Value, until: Int)?>(nil)

    /// What is kept, or what `find` says now.
    func value(at now: Int, orFind find: () async throws -> Value) async throws -> Value {
        if let known = kept.withLock({ $0 }), now < known.until { return known.value }
        let found = try await find()
        kept.withLock { $0 = (found, now + Self.span) }
        return found
    }
}
