import Glibc
import Synchronization

/// A thread that looks at all connections a few times a second.
///
/// The engine's own time-out is of inactivity only, and it does not look at suspended connections:
/// without this, a client that dribbles stays for ever, and one that hangs up is worked for.
final class Watchdog: Sendable {
    private static let pause: UInt32 = 250_000

    private let service: Service
    private let isStopped = Atomic<Bool>(false)

    init(of service: Service) {
        self.service = service
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Watchdog>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        precondition(status == 0, "no thread left for the watchdog")
        pthread_detach(thread)
    }

    func stop() { isStopped.store(true, ordering: .relaxed) }

    private func run() {
        let patience = service.configuration.endedTime
        while !isStopped.load(ordering: .relaxed) {
            usleep(Self.pause)
            let now = ContinuousClock.now
            for connection in service.connections { connection.check(at: now, patience: patience) }
        }
    }
}
