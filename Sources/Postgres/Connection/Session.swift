import Synchronization

/// A stream or COPY that keeps the connection over several calls.
///
/// Whoever uses it marks it abandoned when they stop early; the connection then ends it before it
/// does anything else.
final class Session: Sendable {
    enum Kind: Sendable { case rows, copyIn, copyOut }

    let kind: Kind
    /// Whether it runs in a transaction, which a cancel request would spoil.
    let isInTransaction: Bool
    private let abandoned = Atomic(false)

    init(_ kind: Kind, isInTransaction: Bool) {
        self.kind = kind
        self.isInTransaction = isInTransaction
    }

    var isAbandoned: Bool { abandoned.load(ordering: .acquiring) }

    func abandon() { abandoned.store(true, ordering: .releasing) }
}
