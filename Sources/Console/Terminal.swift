import Glibc
import Synchronization

/// Where a command writes: results to standard output, everything said about
/// the work to standard error.
///
/// A closed standard output ends the process quietly, as it ends any filter;
/// any other failure to write is kept, and `Program` ends with 74.
public struct Terminal: Sendable {
    /// Whether a person reads standard output directly.
    public let isOutputInteractive: Bool
    public let isErrorInteractive: Bool
    public let hasOutputColor: Bool
    public let hasErrorColor: Bool
    /// Whether the locale can show more than ASCII.
    public let isUnicode: Bool
    let canMoveCursor: Bool
    private let columns: Int?
    private let sink: Sink

    private enum Sink {
        case process(WriteFailure)
        case captured(CapturedOutput)
    }

    /// The process's own terminal.
    ///
    /// Colour needs a terminal that is not `TERM=dumb`; `CLICOLOR_FORCE` asks
    /// for it without one, `NO_COLOR` and `isColorAllowed` forbid it.
    public init(environment: [String: String], isColorAllowed: Bool = true) {
        self.init(
            environment: environment, isColorAllowed: isColorAllowed,
            isOutputInteractive: isatty(STDOUT_FILENO) == 1,
            isErrorInteractive: isatty(STDERR_FILENO) == 1)
    }

    init(
        environment: [String: String], isColorAllowed: Bool, isOutputInteractive: Bool,
        isErrorInteractive: Bool
    ) {
        self.isOutputInteractive = isOutputInteractive
        self.isErrorInteractive = isErrorInteractive
        let isDumb = (environment["TERM"] ?? "dumb") == "dumb"
        let isForbidden = !isColorAllowed || environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let isForced = environment["CLICOLOR_FORCE"].map { !$0.isEmpty && $0 != "0" } ?? false
        hasOutputColor = !isForbidden && (isForced || (isOutputInteractive && !isDumb))
        hasErrorColor = !isForbidden && (isForced || (isErrorInteractive && !isDumb))
        canMoveCursor = isErrorInteractive && !isDumb
        isUnicode = Self.isUnicode(environment)
        columns = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
        sink = .process(WriteFailure())
    }

    /// A terminal that keeps what is written, for tests.
    public init(
        capturing output: CapturedOutput, width: Int? = nil, isInteractive: Bool = false,
        hasColor: Bool = false, isUnicode: Bool = true
    ) {
        isOutputInteractive = isInteractive
        isErrorInteractive = isInteractive
        hasOutputColor = hasColor
        hasErrorColor = hasColor
        canMoveCursor = isInteractive
        self.isUnicode = isUnicode
        columns = width
        sink = .captured(output)
    }

    /// The columns of a line; nil where nobody's window limits it.
    ///
    /// `COLUMNS`, if exported, stands above the window's own size.
    public var width: Int? {
        if let columns { return columns }
        guard case .process = sink, isOutputInteractive || isErrorInteractive else { return nil }
        var size = winsize()
        let descriptor = isOutputInteractive ? STDOUT_FILENO : STDERR_FILENO
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes a line of results to standard output.
    public func write(_ text: String, terminator: String = "\n") {
        switch sink {
        case .process(let failure): failure.write(text + terminator, to: STDOUT_FILENO)
        case .captured(let output): output.appendOutput(text + terminator)
        }
    }

    /// Writes a line about the work to standard error.
    public func writeError(_ text: String, terminator: String = "\n") {
        switch sink {
        case .process(let failure): failure.write(text + terminator, to: STDERR_FILENO)
        case .captured(let output): output.appendError(text + terminator)
        }
    }

    /// Why standard output could not be written, as `errno` has it.
    var outputFailure: Int32? {
        guard case .process(let failure) = sink else { return nil }
        return failure.code
    }

    private static func isUnicode(_ environment: [String: String]) -> Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        let name = locale?.lowercased() ?? ""
        return name.contains("utf-8") || name.contains("utf8")
    }
}

/// What was written to a terminal made for tests.
public final class CapturedOutput: Sendable {
    private let texts = Mutex((output: "", error: ""))

    public init() {}

    public var output: String { texts.withLock(\.output) }
    public var error: String { texts.withLock(\.error) }

    func appendOutput(_ text: String) {
        texts.withLock { $0.output += text }
    }

    func appendError(_ text: String) {
        texts.withLock { $0.error += text }
    }
}
