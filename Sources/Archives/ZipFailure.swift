/// Why an archive could not be read or written.
public enum ZipFailure: Error, Hashable, Sendable {
    /// Something is there under the name already.
    case exists
    /// The entry needs a password.
    case encrypted
    /// Not an archive, or no longer whole; in the words of the library.
    case damaged(String)
    case unwritable(String)
}
