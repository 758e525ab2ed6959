/// How a command ended, by the numbers of sysexits.h.
public enum ExitStatus: Int32, Sendable, CaseIterable {
    case ok = 0
    case usage = 64
    case dataError = 65
    case noInput = 66
    case unavailable = 69
    case software = 70
    case osError = 71
    case cantCreate = 73
    case ioError = 74
    case tempFail = 75
    case noPermission = 77
    case config = 78
}

/// Thrown by a command that has said all there is to say, to end with a code.
public struct ExitCode: Error, Hashable, Sendable {
    public let rawValue: Int32

    public init(_ status: ExitStatus) {
        rawValue = status.rawValue
    }

    /// A code outside sysexits, such as that of a child process.
    public init(_ rawValue: Int32) {
        self.rawValue = rawValue
    }
}

/// Thrown by a command that is done early and well: the text is its output.
public struct CleanExit: Error, Hashable, Sendable {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }
}
