import Synchronization
import Testing
import Texts

@testable import Console

@Suite struct ProgressLineTests {
    private final class Clock: Sendable {
        private let time = Mutex(Duration.zero)
        var now: Duration { time.withLock(\.self) }
        func advance(_ step: Duration) { time.withLock { $0 += step } }
    }

    private let clock = Clock()
    private let captured = CapturedOutput()

    private func progress(total: Int?, isInteractive: Bool = true) -> ProgressLine {
        let clock = clock
        return ProgressLine(
            "Reading", total: total,
            terminal: Terminal(capturing: captured, isInteractive: isInteractive),
            texts: Texts(.english)
        ) { clock.now }
    }

    @Test func drawsAtMostTenTimesASecond() {
        let progress = progress(total: 1000)
        for _ in 0..<100 {
            progress.advance()
            clock.advance(.milliseconds(10))
        }
        #expect(captured.error.count(where: { $0 == "\r" }) == 10)
    }

    @Test func saysRateAndTimeLeftAndErasesItself() {
        let progress = progress(total: 20_000)
        clock.advance(.seconds(2))
        progress.update(to: 5000)
        #expect(captured.error == "\r\u{1B}[KReading  5,000 / 20,000  25%  2,500/s  0:06 left")
        progress.finish()
        progress.finish()
        #expect(captured.error.hasSuffix("0:06 left\r\u{1B}[K"))
        #expect(captured.output == "")
    }

    @Test func countsWithoutATotal() {
        let progress = progress(total: nil)
        progress.advance(by: 1200)
        #expect(captured.error == "\r\u{1B}[KReading  1,200")
    }

    @Test func writesNotesAboveItself() {
        let progress = progress(total: nil)
        progress.advance()
        progress.note("hub log 1 is read")
        progress.advance()
        #expect(
            captured.error
                == "\r\u{1B}[KReading  1\r\u{1B}[Khub log 1 is read\n\r\u{1B}[KReading  2")
    }

    @Test("Where nobody watches, nothing is drawn")
    func isSilentWhenPiped() {
        let progress = progress(total: 10, isInteractive: false)
        progress.advance(by: 5)
        progress.finish()
        #expect(captured.error == "")
    }

    @Test func erasesItselfWhenTheWorkFails() async {
        let terminal = Terminal(capturing: captured, isInteractive: true)
        await #expect(throws: SampleError.damaged) {
            try await terminal.withProgress("Reading", total: nil, texts: Texts(.english)) {
                $0.advance()
                throw SampleError.damaged
            }
        }
        #expect(captured.error.hasSuffix("Reading  1\r\u{1B}[K"))
    }
}
