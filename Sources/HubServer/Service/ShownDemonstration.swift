import Synchronization

/// Whether the last page said that nobody on it exists: for pages about errors, which are made where
/// the database may not be asked.
final class ShownDemonstration: Sendable {
    private let last = Atomic(false)

    var isKnown: Bool { last.load(ordering: .relaxed) }

    /// Gives back what it remembers.
    func note(_ isDemonstration: Bool) -> Bool {
        last.store(isDemonstration, ordering: .relaxed)
        return isDemonstration
    }
}
