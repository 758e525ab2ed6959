import Archives
import Credentials
import FoundationEssentials

/// Whether an archive is as it was made and signed; asks no database.
public struct BundleVerification: Sendable, Hashable {
    /// Something that is not as it was.
    public enum Difference: Sendable, Hashable {
        case signature
        /// Signed, but with another key than the one that was expected.
        case otherKey(String)
        case changed(String)
        case missing(String)
        /// A file that the manifest does not list, or a second one of a name.
        case added(String)
    }

    public let quarter: String
    public let audience: String
    public let files: Int
    /// The key that it is signed with, in hexadecimal; nil when it is not signed.
    public let publicKey: String?
    public let differences: [Difference]

    public var isVerified: Bool { differences.isEmpty }

    /// Reads the whole archive, piece by piece. The expected key, in hexadecimal, is that of
    /// whoever should have signed.
    ///
    /// - Throws: `ExportProblem.damagedBundle` when there is nothing to check.
    public init(of path: String, expecting expected: String? = nil) throws(ExportProblem) {
        let archive = try BundleArchive(path)
        guard let bytes = try archive.content(Bundle.manifestName),
            let manifest = try? JSONDecoder().decode(Bundle.Manifest.self, from: Data(bytes)),
            manifest.format == Bundle.Manifest.currentFormat
        else { throw .damagedBundle(Bundle.manifestName) }
        var found: [Difference] = []
        let signature = try archive.content(Bundle.signatureName).map {
            try? JSONDecoder().decode(Bundle.Signature.self, from: Data($0))
        }
        quarter = manifest.quarter
        audience = manifest.audience
        files = manifest.files.count
        publicKey = signature??.publicKey
        if let signature {
            let holds =
                signature.map {
                    SigningKey.verifies(
                        Bundle.bytes($0.signature), of: Bundle.signed(bytes),
                        publicKey: Bundle.bytes($0.publicKey))
                } ?? false
            if !holds { found.append(.signature) }
        } else if manifest.audience != "internal" || expected != nil {
            // Only what is internal is not signed.
            found.append(.signature)
        }
        if let expected, let key = publicKey, key != expected.lowercased() {
            found.append(.otherKey(key))
        }
        var known: Set<String> = [Bundle.manifestName]
        if signature != nil { known.insert(Bundle.signatureName) }
        for file in manifest.files {
            known.insert(file.path)
            guard let digest = try archive.digest(file.path, atMost: file.bytes) else {
                found.append(.missing(file.path))
                continue
            }
            if digest != file.sha256 { found.append(.changed(file.path)) }
        }
        var seen: Set<String> = []
        for name in archive.names where !known.contains(name) || !seen.insert(name).inserted {
            found.append(.added(name))
        }
        differences = found
    }
}

/// An archive that is read to be checked.
private final class BundleArchive {
    private let zip: ZipReader
    /// More than any manifest has.
    private static let largestManifest = 1 << 20

    init(_ path: String) throws(ExportProblem) {
        do throws(ZipFailure) { zip = try ZipReader(path: path, isStrict: true) } catch {
            throw .damagedBundle(error.reason)
        }
    }

    var names: [String] { zip.names }

    /// A small file as a whole; nil when there is none.
    func content(_ name: String) throws(ExportProblem) -> [UInt8]? {
        var bytes: [UInt8] = []
        let isThere = read(name) { piece in
            bytes += piece
            return bytes.count <= Self.largestManifest
        }
        return isThere && bytes.count <= Self.largestManifest ? bytes : nil
    }

    /// The digest of a file, of which no more is read than it should have; nil when there is none.
    func digest(_ name: String, atMost limit: Int) throws(ExportProblem) -> String? {
        var digest = StreamDigest()
        var count = 0
        let isThere = read(name) { piece in
            digest.update(piece)
            count += piece.count
            return count <= limit
        }
        return isThere ? digest.finish() : nil
    }

    /// Hands a file over piece by piece, as long as `body` wants more; false when there is none. A
    /// damaged file ends early, and so has another digest.
    private func read(_ name: String, _ body: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        guard let entry = zip.entry(name), let content = try? zip.open(entry) else { return false }
        while let piece = try? content.read(), !piece.isEmpty {
            if !body(UnsafeRawBufferPointer(piece)) { break }
        }
        return true
    }
}

extension ZipFailure {
    /// What the library says of it.
    var reason: String {
        switch self {
        case .damaged(let reason), .unwritable(let reason): reason
        case .exists, .encrypted: ""
        }
    }
}
