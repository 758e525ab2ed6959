/// Why a file cannot be read as a hub log at all.
public enum HubLogFileProblem: Error, Equatable, Sendable {
    case table(TableError)
    case empty
    /// A heading with nothing under it.
    case noRows
    /// The first row has none of the format's headings.
    case noHeading
    case columnsMissing([HubLogColumn])
    /// No column names the hub, and nobody said which it is.
    case hubMissing
    /// Places count from 1.
    case columnTwice(String, first: Int, second: Int)
    /// All dates can be read day first or month first; the first of them stands here.
    case dateOrderUnsettled(line: Int, column: String)
    /// One date can only be read day first, another only month first.
    case dateOrderMixed(dayFirst: Int, monthFirst: Int)
}

/// Why a row was rejected; what it says goes through the catalogue of texts.
public enum HubLogReason: Hashable, Sendable {
    case missing
    case notADate
    case inTheFuture
    case beforeOpening
    case afterClosing
    case unknownHub
    case unknownCode(list: String)
    case sexUnsettled
    case notAnAge
    case notACount
    case birthInTheFuture
    case tooOld
    case formula
    /// The cell shows an error, such as `#N/A`.
    case cellError
    case tooManyFields
    case recordTwice
}

/// A row that was not accepted: where it stands, which column, and why. Never holds a name.
public struct HubLogReject: Error, Sendable, Hashable {
    public let line: Int
    public let recordID: String
    /// The heading as the file writes it; a column without one goes by its place, such as `#18`.
    public let column: String
    /// Empty where the value belongs to a person.
    public let value: String
    public let reason: HubLogReason
}
