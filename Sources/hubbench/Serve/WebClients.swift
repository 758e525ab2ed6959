import Glibc
import Synchronization

/// Many connections that ask one request after another, a thread each.
final class WebClients: Sendable {
    private let port: Int
    private let request: @Sendable () -> [UInt8]
    private let end: ContinuousClock.Instant
    private let answered = Atomic(0)
    private let failed = Atomic(0)
    private let firstFailure = Mutex<String?>(nil)

    private init(port: Int, for duration: Duration, request: @escaping @Sendable () -> [UInt8]) {
        self.port = port
        self.request = request
        end = ContinuousClock.now + duration
    }

    struct Outcome {
        let perSecond: Double
        let failures: Int
        let firstFailure: String?
    }

    /// Asks for this long at so many connections; `expected` are the statuses that are no failure.
    static func run(
        port: Int, connections: Int, for duration: Duration, expecting expected: Set<Int>,
        request: @escaping @Sendable () -> [UInt8]
    ) -> Outcome {
        let clients = WebClients(port: port, for: duration, request: request)
        let start = ContinuousClock.now
        var threads: [pthread_t] = []
        for _ in 0..<connections {
            let work = Work { clients.work(expected) }
            var thread = pthread_t()
            pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
                    return nil
                }, Unmanaged.passRetained(work).toOpaque())
            threads.append(thread)
        }
        for thread in threads { pthread_join(thread, nil) }
        let count = clients.answered.load(ordering: .relaxed)
        return Outcome(
            perSecond: Double(count) / (ContinuousClock.now - start).inSeconds,
            failures: clients.failed.load(ordering: .relaxed),
            firstFailure: clients.firstFailure.withLock { $0 })
    }

    private func work(_ expected: Set<Int>) {
        do {
            let client = try WebClient(port: port)
            while ContinuousClock.now < end {
                let status = try client.ask(request())
                if expected.contains(status) {
                    answered.add(1, ordering: .relaxed)
                } else {
                    note("answered \(status)")
                }
            }
        } catch {
            note("\(error)")
        }
    }

    private func note(_ failure: String) {
        failed.add(1, ordering: .relaxed)
        firstFailure.withLock { $0 = $0 ?? failure }
    }

    private final class Work: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
