public import Texts

/// One call of the program: what a program makes its commands' context from.
public struct Invocation: Sendable {
    public let program: String
    public let version: String
    public let terminal: Terminal
    public let texts: Texts
    public let environment: [String: String]
    /// The command's arguments; the program reads its own options from them.
    public let arguments: Arguments
}
