public import Casework

/// What an export wrote, for the person who asked for it.
public struct ExportSummary: Sendable, Encodable {
    public let quarter: Quarter
    /// Nil while the quarter is open.
    public let edition: Int?
    public let audience: String
    public let synthetic: Bool
    public let output: String
    /// The data rows of the main table.
    public let rows: Int
    /// The digest of the main table.
    public let sha256: String
    public let files: [WrittenFile]
    public var microdata: MicrodataReport?
}

/// From what an export is made, and for whom.
public struct ExportOrigin: Sendable, Hashable {
    public let quarter: Quarter
    /// Nil for the quarter as it stands now.
    public let edition: Int?
    public let isDemonstration: Bool
    /// Whether every file is stamped internal: it is not for publication.
    public let isInternal: Bool

    public init(quarter: Quarter, edition: Int?, isDemonstration: Bool, isInternal: Bool) {
        self.quarter = quarter
        self.edition = edition
        self.isDemonstration = isDemonstration
        self.isInternal = isInternal
    }

    /// Put before a file's extension, so that an internal file says so by its name.
    var suffix: String { isInternal ? "-internal" : "" }
    var audience: String { isInternal ? "internal" : "public" }
    /// The edition as the version of a package.
    var version: String { edition.map { "\($0).0.0" } ?? "0.0.0" }
}
