import CLibPQ
import Synchronization

/// One connection to the server, leased from a `Pool`.
///
/// It does one thing at a time: statements sent from several tasks wait for each other in order,
/// and while a stream or a COPY is under way anything else throws `ConnectionBusy`. If the task is
/// cancelled while it waits for the server, the statement is cancelled there, the call throws
/// `CancellationError`, and the connection stays usable.
public actor Connection {
    /// What the connection waits for; `nothing` also while it is idle.
    enum Awaited { case nothing, connecting, result, input, flush }

    nonisolated let loop: EventLoop
    nonisolated public var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    /// The PGconn; nil once closed, which every function of libpq answers with an error.
    private(set) var handle: OpaquePointer?
    let cache: StatementCache
    private let notices: NoticeReceiver
    /// Set once connected.
    var canceller: CancelSwitch?

    // What the socket is watched for, and who waits.
    var watched: EventLoop.Watch?
    var watchedEvents: UInt32 = 0
    var awaited = Awaited.nothing
    var waiter: UnsafeContinuation<Void, Never>?
    /// Whether libpq took in bytes since somebody was last woken.
    var hasNewInput = false

    // Whose turn it is.
    private var isTaken = false
    private var turns: [(number: UInt64, turn: CheckedContinuation<Bool, Never>)] = []
    private var lastTurn: UInt64 = 0
    /// A stream or COPY that holds the turn over several calls.
    var session: Session?
    /// Whether what arrives is taken in only while somebody waits for it: from before the first
    /// statement of a stream or COPY is sent, as its data can come at once.
    var isPaced = false
    /// Whether one of those calls is under way, and who waits for it to end the session.
    var isSessionInUse = false
    var sessionEnder: CheckedContinuation<Void, Never>?

    // Transaction.
    /// A BEGIN that travels with the next statement.
    var pendingBegin: String?
    /// Settings of that transaction, which travel behind its BEGIN.
    var pendingSettings: [Statement] = []
    /// Whether the open transaction failed in a way that running it again may mend.
    var mustReplay = false
    /// Whether a `transaction` is under way, whatever the server thinks.
    var isInScope = false

    // Notifications.
    var isListening = false
    var listeners: [UInt64: AsyncStream<Notification>.Continuation] = [:]
    var lastListener: UInt64 = 0

    private nonisolated let broken = Atomic(false)
    private nonisolated let tidy = Atomic(true)
    private nonisolated let socket = Atomic<Int32>(-1)

    /// Takes a PGconn on which `PQconnectStart` was called.
    init(_ start: ConnectionStart, on loop: EventLoop, _ configuration: PoolConfiguration) {
        self.loop = loop
        handle = start.handle
        cache = StatementCache(capacity: configuration.statementCacheSize)
        notices = NoticeReceiver(configuration.onNotice)
        // The receiver outlives the PGconn, which `close` and `deinit` end before it.
        PQsetNoticeReceiver(
            handle,
            { context, result in
                guard let context, let result else { return }
                Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue()
                    .receive(Notice(result))
            }, Unmanaged.passUnretained(notices).toOpaque())
    }

    isolated deinit {
        close()
    }

    /// Ends the connection for good.
    func close() {
        breakDown()
        PQfinish(handle)
        handle = nil
    }

    /// Whether the server has said that it ends the connection.
    var isDismissed: Bool { notices.hasFatal }
}

// MARK: - What the pool sees from any thread

extension Connection {
    /// Whether the connection is lost. Once true it stays so.
    nonisolated var isBroken: Bool { broken.load(ordering: .acquiring) }

    /// Marks the connection as lost; false if it was before.
    func markBroken() -> Bool { !broken.exchange(true, ordering: .acquiringAndReleasing) }

    /// Whether another user would find the connection as if new.
    nonisolated var isTidy: Bool { tidy.load(ordering: .acquiring) }

    func setTidy(_ isTidy: Bool) { tidy.store(isTidy, ordering: .releasing) }

    /// The socket, for a look at it while the connection is idle; -1 before there is one.
    nonisolated var descriptor: Int32 { socket.load(ordering: .acquiring) }

    func setDescriptor(_ descriptor: Int32) { socket.store(descriptor, ordering: .releasing) }
}

// MARK: - Turns

extension Connection {
    /// What becomes of a stream or COPY that is in the way of something else.
    enum Interruption {
        /// It goes on, unless its user has left it.
        case none
        /// It is ended, but nothing that its transaction did is lost.
        case reading
        /// It is cancelled.
        case cancelling
    }

    /// Waits until everything asked for earlier is done.
    ///
    /// - Throws: `ConnectionBusy` if a stream or COPY is under way, or begins before its turn comes.
    func takeTurn(_ interruption: Interruption = .none) async throws {
        while true {
            if let session {
                guard interruption != .none || session.isAbandoned else { throw ConnectionBusy() }
                await end(session, cancelling: interruption == .cancelling)
            } else if !isTaken {
                isTaken = true
                break
            }
            if await queue(cancellable: interruption == .none) { break }
            if interruption == .none { try Task.checkCancellation() }
        }
        setTidy(false)
    }

    /// Waits for the turn; false means to look again whether there is anything to wait for.
    private func queue(cancellable: Bool) async -> Bool {
        lastTurn += 1
        let number = lastTurn
        return await withTaskCancellationHandler {
            await withCheckedContinuation { turn in
                // Asked again in the step that queues: the turn may be passed just before (see
                // `wait`).
                if isTaken, session == nil, !(cancellable && Task.isCancelled) {
                    turns.append((number, turn))
                } else {
                    turn.resume(returning: false)
                }
            }
        } onCancel: {
            if cancellable { Task { await self.leaveQueue(number) } }
        }
    }

    private func leaveQueue(_ number: UInt64) {
        guard let place = turns.firstIndex(where: { $0.number == number }) else { return }
        turns.remove(at: place).turn.resume(returning: false)
    }

    /// Sends those who queue to look again: the turn is kept for longer than they may wait.
    func recallTurns() {
        for (_, turn) in turns { turn.resume(returning: false) }
        turns = []
    }

    func passTurn() {
        deliverNotifications()
        if !isUsable || isDismissed { breakDown() }
        watch(EventLoop.read)
        guard turns.isEmpty else { return turns.removeFirst().turn.resume(returning: true) }
        isTaken = false
        setTidy(
            !isListening && listeners.isEmpty && !isInScope
                && PQtransactionStatus(handle) == PQTRANS_IDLE)
    }
}
