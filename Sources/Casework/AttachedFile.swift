public import Codelists

/// What a file attached to a case is, as far as its bytes say.
public enum AttachmentFormat: Int16, Sendable, CaseIterable {
    case pdf = 1
    case jpeg = 2
    case png = 3

    /// By the first bytes, never by the name; nil for what is not taken.
    public init?(_ bytes: [UInt8]) {
        if bytes.starts(with: "%PDF-".utf8) {
            self = .pdf
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else {
            return nil
        }
    }

    public var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        }
    }

    /// In bytes: several scanned pages, or one photograph of a telephone.
    public var largest: Int { self == .pdf ? 10 << 20 : 6 << 20 }
}

/// A file about to be attached to a case.
public struct AttachedFile: Sendable {
    public let id: AttachmentID
    public let kind: AttachmentKind
    public let format: AttachmentFormat
    /// The file's name, without its folder.
    public let name: String
    public let bytes: [UInt8]

    /// A case keeps at most so many files, and so many bytes.
    public static let mostFiles = 40
    public static let mostBytes = 60 << 20

    /// - Throws: `CaseProblem`: `type`, `size` or `name`.
    public init(
        id: AttachmentID, kind: AttachmentKind, name: String, bytes: [UInt8]
    ) throws(CaseProblem) {
        guard let format = AttachmentFormat(bytes) else { throw .invalid("type") }
        guard bytes.count <= format.largest else { throw .invalid("size") }
        guard !name.isEmpty, name.count <= 200, !name.contains("/") else { throw .invalid("name") }
        self.id = id
        self.kind = kind
        self.format = format
        self.name = name
        self.bytes = bytes
    }
}
