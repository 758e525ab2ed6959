import CMicroHTTPD
import Glibc
import Synchronization

/// Carries a streamed answer from its writer, who waits, to the engine, which does not.
///
/// Bounded: the writer waits while so much is unread. When the engine finds nothing to read, it
/// parks its connection under the lock, so that the next write cannot miss that it has to wake it.
final class BodyChannel: Sendable {
    enum Reading {
        case bytes(Int)
        case parked, end, failed
    }

    private struct State {
        var pending: [UInt8] = []
        var offset = 0
        var sent = 0
        var isParked = false
        var isEnded = false
        /// Either side gave up.
        var isBroken = false
        var writer: CheckedContinuation<Void, any Error>?

        var unread: Int { pending.count - offset }

        mutating func takeWriter() -> CheckedContinuation<Void, any Error>? {
            defer { writer = nil }
            return writer
        }

        mutating func unpark() -> Bool {
            defer { isParked = false }
            return isParked
        }
    }

    static let bound = 256 << 10
    private static let piece = 64 << 10

    private let state = Mutex(State())
    private let handle: ConnectionHandle

    init(_ handle: ConnectionHandle) {
        self.handle = handle
    }

    var isParked: Bool { state.withLock { $0.isParked } }
    /// Bytes given to the engine.
    var sent: Int { state.withLock { $0.sent } }

    // MARK: The writer's side

    func write(_ bytes: [UInt8]) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            if try !append(rest.prefix(Self.piece)) { try await waitForRoom() }
            rest = rest.dropFirst(Self.piece)
        }
    }

    /// False when the writer has to wait before the next.
    private func append(_ bytes: ArraySlice<UInt8>) throws -> Bool {
        let (mustWake, hasRoom) = try state.withLock { state in
            guard !state.isBroken else { throw CancellationError() }
            if state.offset > Self.bound {
                state.pending.removeFirst(state.offset)
                state.offset = 0
            }
            state.pending.append(contentsOf: bytes)
            return (state.unpark(), state.unread < Self.bound)
        }
        if mustWake { handle.resume() }
        return hasRoom
    }

    private func waitForRoom() async throws {
        try await withCheckedThrowingContinuation { continuation in
            let result: Result<Void, any Error>? = state.withLock { state in
                if state.isBroken { return .failure(CancellationError()) }
                if state.unread < Self.bound { return .success(()) }
                state.writer = continuation
                return nil
            }
            if let result { continuation.resume(with: result) }
        }
    }

    /// Nothing more comes; `hasFailed` cuts the answer off, so that nobody takes it for whole.
    func end(hasFailed: Bool) {
        let mustWake = state.withLock { state in
            state.isEnded = true
            if hasFailed { state.isBroken = true }
            return state.unpark()
        }
        if mustWake { handle.resume() }
    }

    // MARK: The reader's side

    func read(into room: UnsafeMutableRawBufferPointer) -> Reading {
        let (reading, writer): (Reading, CheckedContinuation<Void, any Error>?) = state.withLock {
            state in
            if state.isBroken { return (.failed, state.takeWriter()) }
            let count = min(room.count, state.unread)
            guard count > 0 else {
                if state.isEnded { return (.end, nil) }
                state.isParked = true
                handle.suspend()
                return (.parked, nil)
            }
            state.pending.withUnsafeBytes {
                room.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: $0[state.offset..<state.offset + count]))
            }
            state.offset += count
            state.sent += count
            if state.unread == 0 {
                state.pending.removeAll(keepingCapacity: true)
                state.offset = 0
            }
            return (.bytes(count), state.unread < Self.bound / 2 ? state.takeWriter() : nil)
        }
        // A broken channel's writer learns it from its next write.
        writer?.resume()
        return reading
    }

    /// The client is gone or the server stops: the writer's next or waiting write throws.
    func abandon() {
        let (writer, mustWake) = state.withLock { state in
            state.isBroken = true
            state.pending = []
            state.offset = 0
            return (state.takeWriter(), state.unpark())
        }
        writer?.resume(throwing: CancellationError())
        if mustWake { handle.resume() }
    }
}

/// A connection of the engine.
///
/// Unchecked: the engine lets any thread resume a connection that is suspended, and a suspended one
/// is not freed. Whoever resumes has to have cleared, under a lock, the mark that it is suspended.
struct ConnectionHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    func suspend() { MHD_suspend_connection(pointer) }
    func resume() { MHD_resume_connection(pointer) }
}
