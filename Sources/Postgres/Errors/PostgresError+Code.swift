extension PostgresError {
    /// A SQLSTATE: five characters, of which the first two are the class.
    ///
    /// See PostgreSQL's documentation, appendix A.
    public struct Code: Hashable, Sendable {
        public let sqlstate: String

        public init(_ sqlstate: String) { self.sqlstate = sqlstate }
    }
}

extension PostgresError.Code: CustomStringConvertible {
    public var description: String { sqlstate }
}

extension PostgresError.Code {
    public static let cannotConnect = Self("08001")
    public static let connectionDoesNotExist = Self("08003")
    public static let connectionFailure = Self("08006")
    public static let featureNotSupported = Self("0A000")
    public static let cardinalityViolation = Self("21000")
    public static let invalidTextRepresentation = Self("22P02")
    public static let numericValueOutOfRange = Self("22003")
    public static let divisionByZero = Self("22012")
    public static let invalidParameterValue = Self("22023")
    public static let notNullViolation = Self("23502")
    public static let foreignKeyViolation = Self("23503")
    public static let uniqueViolation = Self("23505")
    public static let checkViolation = Self("23514")
    public static let exclusionViolation = Self("23P01")
    public static let activeTransaction = Self("25001")
    public static let noActiveTransaction = Self("25P01")
    public static let readOnlyTransaction = Self("25006")
    public static let failedTransaction = Self("25P02")
    public static let invalidStatementName = Self("26000")
    public static let serializationFailure = Self("40001")
    public static let deadlockDetected = Self("40P01")
    public static let insufficientPrivilege = Self("42501")
    public static let syntaxError = Self("42601")
    public static let undefinedColumn = Self("42703")
    public static let undefinedFunction = Self("42883")
    public static let undefinedTable = Self("42P01")
    public static let duplicateTable = Self("42P07")
    public static let duplicateDatabase = Self("42P04")
    public static let invalidDatabaseName = Self("3D000")
    public static let diskFull = Self("53100")
    public static let tooManyConnections = Self("53300")
    public static let programLimitExceeded = Self("54000")
    public static let objectNotInPrerequisiteState = Self("55000")
    public static let objectInUse = Self("55006")
    public static let lockNotAvailable = Self("55P03")
    public static let queryCanceled = Self("57014")
    public static let adminShutdown = Self("57P01")
    public static let crashShutdown = Self("57P02")
    public static let cannotConnectNow = Self("57P03")
    public static let raisedException = Self("P0001")

    /// Whether the statement may succeed if its whole transaction is run again.
    public var isRetryable: Bool { self == .serializationFailure || self == .deadlockDetected }

    /// Whether the server could not be reached, or the connection to it was lost.
    public var isConnectionFailure: Bool {
        sqlstate.hasPrefix("08")
            || [.adminShutdown, .crashShutdown, .cannotConnectNow].contains(self)
    }
}
