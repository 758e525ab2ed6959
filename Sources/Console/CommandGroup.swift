public import Texts

/// Commands that stand together in the program's help.
public struct CommandGroup<Context>: Sendable {
    public let title: TextKey
    public let commands: [any Command<Context>.Type]

    public init(title: TextKey, _ commands: [any Command<Context>.Type]) {
        self.title = title
        self.commands = commands
    }
}
