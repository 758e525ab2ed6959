import Glibc
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(5))) struct EventLoopTests {
    private let loop = EventLoop.shared(count: 1)[0]

    /// Both ends of a pipe.
    private func pipe() throws -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [-1, -1]
        try #require(Glibc.pipe(&ends) == 0)
        return (ends[0], ends[1])
    }

    @Test("Ending a watch leaves another of the same number alone")
    func reusedDescriptor() async throws {
        let first = try pipe()
        let second = try pipe()
        let calls = Shared<[String]>([])
        let early = loop.watch(first.reader, EventLoop.read) { _ in calls.update { $0 += ["early"] }
        }
        // The number goes to another file while the loop still knows the old one by it.
        try #require(dup2(second.reader, first.reader) == first.reader)
        close(second.reader)
        let late = loop.watch(first.reader, EventLoop.read) { [loop] _ in
            calls.update { $0 += ["late"] }
            loop.rewatch(early, 0)
            var byte: UInt8 = 0
            _ = read(first.reader, &byte, 1)
        }
        loop.unwatch(early)
        for count in 1...3 {
            var byte: UInt8 = 1
            try #require(write(second.writer, &byte, 1) == 1)
            try await eventually { calls.value.count == count }
        }
        loop.unwatch(late)
        #expect(calls.value == ["late", "late", "late"])
        for end in [first.reader, first.writer, second.writer] { close(end) }
    }

    @Test("Jobs that enqueue further jobs do not starve the sockets")
    func fairness() async throws {
        let ends = try pipe()
        let isCalled = Shared(false)
        let watch = loop.watch(ends.reader, EventLoop.read) { _ in isCalled.update { $0 = true } }
        let busy = Task(executorPreference: loop) {
            while !isCalled.value { await Task.yield() }
        }
        var byte: UInt8 = 1
        try #require(write(ends.writer, &byte, 1) == 1)
        await busy.value
        loop.unwatch(watch)
        for end in [ends.reader, ends.writer] { close(end) }
    }

    @Test("Work that prefers the loop runs on it, and nothing else does")
    func preference() async {
        let inside = await Task(executorPreference: loop) { loop.isCurrent }.value
        let outside = await Task { loop.isCurrent }.value
        #expect(inside)
        #expect(!outside)
    }
}
