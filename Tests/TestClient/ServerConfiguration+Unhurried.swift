public import HTTP

extension ServerConfiguration {
    /// The usual one, but for a machine on which many tests run at once: what takes a second alone
    /// may take half a minute then, and a test of what is answered does not ask how soon.
    public static var unhurried: ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.leastTimeLimit = .seconds(300)
        return configuration
    }
}
