import Synchronization
public import Texts

/// One line on standard error that says how far the work is.
///
/// It shows only on a terminal, is redrawn at most ten times a second, and
/// erases itself at the end. Any task may advance it.
public final class ProgressLine: Sendable {
    private let label: String
    private let total: Int?
    private let terminal: Terminal
    private let texts: Texts
    private let now: @Sendable () -> Duration
    private let state: Mutex<State>

    private struct State {
        var done = 0
        var start: Duration
        var drawn: Duration?
        var isShown = false
    }

    /// A line for `total` steps, or for an unknown number of them.
    public convenience init(_ label: String, total: Int?, terminal: Terminal, texts: Texts) {
        let start = ContinuousClock.now
        self.init(label, total: total, terminal: terminal, texts: texts) {
            ContinuousClock.now - start
        }
    }

    /// `now` gives the time since any fixed moment.
    init(
        _ label: String, total: Int?, terminal: Terminal, texts: Texts,
        now: @escaping @Sendable () -> Duration
    ) {
        self.label = label
        self.total = total
        self.terminal = terminal
        self.texts = texts
        self.now = now
        state = Mutex(State(start: now()))
    }

    deinit {
        finish()
    }

    /// Counts further steps as done.
    public func advance(by steps: Int = 1) {
        update { $0 + steps }
    }

    /// Sets how many steps are done.
    public func update(to done: Int) {
        update { _ in done }
    }

    /// Erases the line; what is written next begins where it stood.
    public func finish() {
        state.withLock { erase(&$0) }
    }

    /// Writes a line to standard error above this one.
    public func note(_ text: String) {
        state.withLock { state in
            erase(&state)
            terminal.writeError(text)
            state.drawn = nil
        }
    }

    private func erase(_ state: inout State) {
        guard state.isShown else { return }
        terminal.writeError("\r\u{1B}[K", terminator: "")
        state.isShown = false
    }

    private func update(_ change: (Int) -> Int) {
        state.withLock { state in
            state.done = change(state.done)
            guard terminal.canMoveCursor else { return }
            let time = now()
            if let drawn = state.drawn, time - drawn < .milliseconds(100) { return }
            state.drawn = time
            state.isShown = true
            let line = line(done: state.done, after: time - state.start)
            // One column is left free: a full line would wrap on some terminals.
            let width = (terminal.width ?? 80) - 1
            let shown = line.printable.truncated(
                toWidth: width, mark: terminal.isUnicode ? "…" : "...")
            terminal.writeError("\r\u{1B}[K" + shown, terminator: "")
        }
    }

    private func line(done: Int, after time: Duration) -> String {
        var parts = [label]
        if let total, total > 0 {
            parts.append("\(texts.number(done)) / \(texts.number(total))")
            parts.append(texts.percent(Double(min(done, total)) / Double(total), decimals: 0))
        } else {
            parts.append(texts.number(done))
        }
        let seconds = time / .seconds(1)
        // A rate from the first moments would jump about.
        if seconds >= 1, done > 0 {
            let rate = Double(done) / seconds
            parts.append(
                texts(
                    "console.progress.rate",
                    ["rate": texts.decimal(rate, decimals: rate < 10 ? 1 : 0)]))
            if let total, total > done {
                let left = Self.clock(Double(total - done) / rate)
                parts.append(texts("console.progress.left", ["time": left]))
            }
        }
        return parts.joined(separator: "  ")
    }

    /// `1:05`, or `1:01:05` from an hour on; `–` beyond any sensible wait.
    private static func clock(_ seconds: Double) -> String {
        guard seconds < 360_000 else { return "–" }
        let whole = Int(seconds.rounded(.up))
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
        let rest = two(whole % 60)
        return whole < 3600
            ? "\(whole / 60):\(rest)" : "\(whole / 3600):\(two(whole / 60 % 60)):\(rest)"
    }
}

extension Terminal {
    /// Does `work` under a progress line that is gone when it ends, however
    /// it ends.
    public func withProgress<Result>(
        _ label: String, total: Int?, texts: Texts,
        isolation _: isolated (any Actor)? = #isolation,
        _ work: (ProgressLine) async throws -> Result
    ) async rethrows -> Result {
        let progress = ProgressLine(label, total: total, terminal: self, texts: texts)
        defer { progress.finish() }
        return try await work(progress)
    }
}
