/// Why a file cannot be read as a hub log at all.
public enum HubLogFileProblem: Error, Equatable, Sendable {
    case table(TableError)
    case empty
    case columnMissing(HubLogColumn, isEmpty: Bool)
    case columnTwice(String)
    /// Some dates can be read day first or month first, and nothing in the file settles it.
    case dateOrderUnsettled
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
    case tooManyFields
    case recordTwice
}

/// A row that was not accepted: where it stands, which column, and why. Never holds a name.
public struct HubLogReject: Error, Sendable, Hashable {
    public let line: Int
    public let recordID: String
    /// The heading as the file writes it.
    public let column: String
    /// Empty where the value belongs to a person.
    public let value: String
    public let reason: HubLogReason
}
