import Synchronization

/// What a connection does with the server's notices.
final class NoticeReceiver: Sendable {
    private let onNotice: (@Sendable (Notice) -> Void)?
    private let fatal = Atomic(false)

    init(_ onNotice: (@Sendable (Notice) -> Void)?) { self.onNotice = onNotice }

    /// Whether the server announced the end of the connection while it was idle: libpq treats such
    /// an error, which answers no statement, as a notice.
    var hasFatal: Bool { fatal.load(ordering: .relaxed) }

    func receive(_ notice: Notice) {
        if ["FATAL", "PANIC"].contains(notice.severity) { fatal.store(true, ordering: .relaxed) }
        onNotice?(notice)
    }
}
