import Archives
import Casework
public import Credentials
import FoundationEssentials

/// Everything for a quarter in one archive that proves itself.
///
/// The manifest lists every file with its SHA-256; the signature is over the manifest. The same
/// contents are the same bytes: dates in the archive are those of the edition. Internal figures are
/// never signed.
public struct Bundle {
    struct Manifest: Codable, Hashable {
        struct File: Codable, Hashable {
            let path: String
            let bytes: Int
            let sha256: String
        }

        let format: String
        let quarter: String
        let edition: Int?
        /// The digest over all that the edition froze, as `hubctl quarter editions` shows it.
        let editionDigest: String?
        /// When the edition was closed: `2021-04-20T15:04:05Z`.
        let closedAt: String?
        let audience: String
        let synthetic: Bool
        let files: [File]

        enum CodingKeys: String, CodingKey {
            case format, quarter, edition, audience, synthetic, files
            case editionDigest = "edition_digest"
            case closedAt = "closed_at"
        }

        static let currentFormat = "hub-bundle-1"
    }

    struct Signature: Codable {
        let algorithm: String
        let publicKey: String
        let signature: String

        enum CodingKeys: String, CodingKey {
            case algorithm, signature
            case publicKey = "public_key"
        }
    }

    static let manifestName = "manifest.json"
    static let signatureName = "signature.json"

    /// A report to look at, by what writes it.
    public struct Report: Sendable {
        let name: String
        let write: @Sendable (_ path: String) throws -> Void

        /// `write` is given the path of a file that is not there yet.
        public init(name: String, write: @escaping @Sendable (_ path: String) throws -> Void) {
            self.name = name
            self.write = write
        }
    }

    private let aggregates: AggregatesExport
    private let microdata: MicrodataExport
    private let reports: [Report]
    private let editionDigest: String?
    private let closedAt: String?

    /// The edition's digest and moment, where there is one.
    public init(
        _ aggregates: AggregatesExport, _ microdata: MicrodataExport, reports: [Report],
        editionDigest: String?, closedAt: String?
    ) {
        self.aggregates = aggregates
        self.microdata = microdata
        self.reports = reports
        self.editionDigest = editionDigest
        self.closedAt = closedAt
    }

    /// Writes the archive, which must not be there yet; what fails or is interrupted leaves nothing
    /// under its name.
    public func write(to path: String, signedBy key: SigningKey) throws -> BundleSummary {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ExportProblem.exists(path)
        }
        // Given up at the end: only the archive stays.
        let folder = try ExportFolder("\(path).contents")
        var files: [Manifest.File] = []
        for (name, written) in [
            ("aggregates", try aggregates.write(into: folder.folder("aggregates"))),
            ("microdata", try microdata.write(into: folder.folder("microdata"))),
            ("reports", try write(reports, into: folder.folder("reports"))),
        ] {
            files += written.map {
                Manifest.File(path: "\(name)/\($0.name)", bytes: $0.bytes, sha256: $0.sha256)
            }
        }
        let origin = aggregates.origin
        let manifest = try Self.encoded(
            Manifest(
                format: Manifest.currentFormat, quarter: origin.quarter.description,
                edition: origin.edition, editionDigest: editionDigest, closedAt: closedAt,
                audience: origin.audience, synthetic: origin.isDemonstration,
                files: files.sorted { $0.path < $1.path }))
        var parts: [(name: String, content: ZipWriter.Content)] = [
            (Self.manifestName, .bytes(manifest))
        ]
        if !origin.isInternal {
            let signature = Signature(
                algorithm: "Ed25519", publicKey: key.publicKey.hexadecimal,
                signature: key.signature(of: Self.signed(manifest)).hexadecimal)
            parts.append((Self.signatureName, .bytes(try Self.encoded(signature))))
        }
        parts += files.map { ($0.path, .file("\(folder.working)/\($0.path)")) }
        try Self.write(parts, to: "\(folder.working)/bundle.zip", dated: closedAt)
        let sha256 = try folder.digest("bundle.zip")
        try folder.give("bundle.zip", to: path)
        return BundleSummary(
            quarter: origin.quarter.description, edition: origin.edition,
            audience: origin.audience, output: path, files: files.count,
            sha256: sha256,
            publicKey: origin.isInternal ? nil : key.publicKey.hexadecimal)
    }

    private func write(
        _ reports: [Report], into folder: ExportFolder
    ) throws -> [WrittenFile] {
        try reports.map { try folder.file($0.name, writtenBy: $0.write) }
    }

    private static func write(
        _ parts: [(name: String, content: ZipWriter.Content)], to path: String, dated date: String?
    ) throws(ExportProblem) {
        do throws(ZipFailure) {
            try ZipWriter.write(
                parts, to: path, dated: date.flatMap(ZipWriter.Moment.init) ?? .earliest)
        } catch {
            throw error == .exists ? .exists(path) : .unwritable(path, reason: error.reason)
        }
    }

    /// What a signature is over: nothing else that the key signs begins alike.
    static func signed(_ manifest: [UInt8]) -> [UInt8] { Array("hub bundle 1\n".utf8) + manifest }

    private static func encoded(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
    }

    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        guard digits.count == hexadecimal.count, digits.count.isMultiple(of: 2) else { return [] }
        return stride(from: 0, to: digits.count, by: 2)
            .map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

/// What an archive holds, for the person who asked for it.
public struct BundleSummary: Sendable, Encodable {
    public let quarter: String
    public let edition: Int?
    public let audience: String
    public let output: String
    public let files: Int
    public let sha256: String
    /// Under which the signature verifies; nil for what is internal, and so not signed.
    public let publicKey: String?

    enum CodingKeys: String, CodingKey {
        case quarter, edition, audience, output, files, sha256
        case publicKey = "public_key"
    }
}
