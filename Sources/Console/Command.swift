/// One command of a program: what it takes, declared, and what it does.
///
/// The initialiser reads the arguments into typed properties and does nothing
/// else, so that a mistake in the command line is found before any work.
public protocol Command<Context>: Sendable {
    /// What the program gives its commands to work with.
    associatedtype Context

    /// The command's words, arguments and texts: parser, help, completion and
    /// suggestions all come from here.
    static var usage: Usage { get }

    init(_ arguments: inout Arguments) throws(UsageError)

    func run(in context: Context) async throws
}
