/// Why an installation cannot be used as it is.
public enum WorkplaceError: Error, Equatable, Sendable {
    case notInitialised(String)
    case notRunning
    case notMigrated
    case keyMissing(String)
    /// There is a database, and no keyring or one from before the database was last used.
    case keyringMissing(String)
    case keyringOutdated
    /// The master key was given by systemd: a new one must be written somewhere else.
    case keyIsCredential
    /// Something may still be sealed under the keys that would be forgotten.
    case rotationUnfinished
    case cannotCreate(String)
    /// The role that pages are served as owns the tables: row security would not hold it.
    case serviceIsOwner
    /// The connecting role may not do what an administrator of the server must do once.
    case administratorMust(run: String)
}
