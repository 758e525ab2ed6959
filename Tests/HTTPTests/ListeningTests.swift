import Glibc
import Synchronization
import TestClient
import Testing

@testable import HTTP

@Suite struct ListeningTests {
    @Test("A socket that systemd hands over is served, and one that does not listen refused")
    func passedSocket() async throws {
        let given = try ListeningSocket(port: 0)
        // As it comes: blocking, and kept by the other side as well.
        _ = fcntl(given.descriptor, F_SETFL, fcntl(given.descriptor, F_GETFL) & ~O_NONBLOCK)
        let server = try Server(
            on: ListeningSocket(passed: dup(given.descriptor)), router: Router([try echo()]),
            hooks: .quiet)
        #expect(server.port == given.port)
        let status = try await offPool { try RawClient(port: server.port).ask("GET /echo").status }
        #expect(status == 200)
        await server.stop()
        // Whoever comes between two servers waits in the socket that was kept.
        let waiting = try RawClient(port: given.port)
        waiting.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n")
        let next = try Server(
            on: ListeningSocket(passed: given.descriptor), router: Router([try echo()]),
            hooks: .quiet)
        #expect(try await offPool { try waiting.answer().status } == 200)
        await next.stop()

        let plain = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #expect(throws: ServerError.noSocketPassed) { try ListeningSocket(passed: plain) }
        close(plain)
        #expect(throws: ServerError.noSocketPassed) { try ListeningSocket.passedBySystemd() }
    }

    @Test func addressesAreTakenOrRefused() throws {
        #expect(throws: ServerError.badAddress("localhost")) {
            try ListeningSocket(address: "localhost", port: 0)
        }
        let first = try ListeningSocket(address: "127.0.0.1", port: 0)
        #expect(throws: ServerError.cannotListen(errno: EADDRINUSE)) {
            try ListeningSocket(port: first.port)
        }
        close(first.descriptor)
    }

    @Test("Handlers run on the executor that the service names")
    func executor() async throws {
        let executor = CountingExecutor()
        let routes = [
            try echo(),
            try route(.get, "/stream") { _ in
                Response(body: .stream { try await $0.write("x") })
            },
        ]
        try await withServer(routes, configure: { $0.executor = { executor } }) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                _ = try client.ask("GET /echo")
                let before = executor.jobs.value
                _ = try client.ask("GET /stream")
                #expect(before > 0 && executor.jobs.value > before + 1)
            }
        }
    }
}

/// Runs jobs on a thread each and counts them.
private final class CountingExecutor: TaskExecutor {
    let jobs = Counter()

    func enqueue(_ job: consuming ExecutorJob) {
        jobs.add(1)
        let job = UnownedJob(job)
        Task.detached {
            try await offPool { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
}
