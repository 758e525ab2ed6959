/// A message that some session sent to a channel with NOTIFY.
public struct Notification: Hashable, Sendable {
    public let channel: String
    public let payload: String
    /// The process on the server that sent it, as in `pg_stat_activity`.
    public let sender: Int32

    public init(channel: String, payload: String, sender: Int32) {
        self.channel = channel
        self.payload = payload
        self.sender = sender
    }
}
