import Testing

@testable import Operations

/// Whoever sends one form after the other.
@Suite struct SendingGateTests {
    @Test("So many of the refused wait; the others, and whoever hangs up, are done at once")
    func holding() async {
        let gate = SendingGate(patience: .seconds(3_600))
        let asked = SendingGate.mostHeld + 8
        let held = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<asked { group.addTask { await gate.hold() } }
            var held = 0
            for answered in 0..<asked {
                // Those that are not held end by themselves; then nobody waits any longer.
                if answered == asked - SendingGate.mostHeld { group.cancelAll() }
                if await group.next() == true { held += 1 }
            }
            return held
        }
        #expect(held == SendingGate.mostHeld)
        // Nobody waits now: the next one can.
        let next = Task { await gate.hold() }
        next.cancel()
        #expect(await next.value)
    }

    @Test("Who was refused is refused again for a while, and nobody else")
    func remembering() {
        let gate = SendingGate(patience: .zero)
        gate.shut(for: [1], hasWorked: false, now: 100)
        #expect(gate.isShut(for: [1], hasWorked: false, now: 119))
        #expect(!gate.isShut(for: [1], hasWorked: false, now: 120))
        #expect(!gate.isShut(for: [1], hasWorked: true, now: 101))
        #expect(!gate.isShut(for: [2], hasWorked: false, now: 101))
    }
}
