public import Casework

/// Why an export was refused; nothing was written then.
public enum ExportProblem: Error, Hashable, Sendable {
    /// Something is in the directory already.
    case notEmpty(String)
    /// The file is there already.
    case exists(String)
    /// A file or directory cannot be written.
    case unwritable(String, reason: String)
    /// The figures are of an open quarter, and nobody asked for an internal export.
    case internalFigures
    /// No row can be published.
    case cannotAnonymise(people: Int)
    /// The rows do not add up to the people that the edition froze.
    case doesNotAddUp(rows: Int, frozen: Int)
    /// The quarter has no edition.
    case notClosed(Quarter)
    case damagedBundle(String)
}
