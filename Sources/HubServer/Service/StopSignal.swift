import Glibc
import Synchronization

/// Waits until the process is asked to end, by SIGTERM or SIGINT.
public enum StopSignal {
    /// A pipe: a signal handler may write to one, and a thread can wait for it.
    private static let reading = Atomic<Int32>(-1)
    private static let writing = Atomic<Int32>(-1)

    /// Returns after the first of the signals; a second one ends the process at once.
    public static func wait() async {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        reading.store(ends[0], ordering: .releasing)
        writing.store(ends[1], ordering: .releasing)
        for signal in [SIGTERM, SIGINT] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = noteStop
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
            sigaction(signal, &action, nil)
        }
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            // A thread of its own: it does nothing but wait.
            let box = Unmanaged.passRetained(Continuation(continuation))
            var thread = pthread_t()
            pthread_create(
                &thread, nil,
                { argument in
                    var byte: UInt8 = 0
                    while read(StopSignal.reading.load(ordering: .acquiring), &byte, 1) < 0 {}
                    if let argument {
                        Unmanaged<Continuation>.fromOpaque(argument).takeRetainedValue().resume()
                    }
                    return nil
                }, box.toOpaque())
            pthread_detach(thread)
        }
    }

    private final class Continuation: Sendable {
        private let continuation: CheckedContinuation<Void, Never>

        init(_ continuation: CheckedContinuation<Void, Never>) { self.continuation = continuation }

        func resume() { continuation.resume() }
    }

    /// Nothing but what a signal handler may do: one write.
    fileprivate static func note() {
        var byte: UInt8 = 1
        _ = write(writing.load(ordering: .acquiring), &byte, 1)
    }
}

private func noteStop(_: Int32) { StopSignal.note() }
