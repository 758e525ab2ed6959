import Casework
import FoundationEssentials
import OpenAPI
import Operations
import Texts

/// One call of the API; what it holds is as its endpoint describes it.
struct APICall: Sendable {
    /// Acts for whoever is signed in.
    let application: Application
    let path: [String: String]
    let query: [String: String]
    /// `null` where none is sent.
    var body: JSONValue = .null
    /// The version that a change is based on (`If-Match`); nil where none is sent.
    var version: Int?
    /// Where a body of other bytes than JSON was written; it goes when the call ends.
    var upload: String?
    let texts: Texts
    /// Where people reach the service, for links in mail.
    var site = ""

    /// A part of the path, read as what it names; what cannot be read is not found.
    func path<T: LosslessStringConvertible>(
        _ name: String, as _: T.Type = T.self
    ) throws(APIProblem) -> T {
        guard let value = path[name].flatMap({ T($0) }) else { throw APIProblem(.notFound) }
        return value
    }

    func query<T: LosslessStringConvertible>(
        _ name: String, as _: T.Type = T.self
    ) throws(APIProblem) -> T? {
        guard let text = query[name] else { return nil }
        guard let value = T(text) else {
            throw APIProblem(.invalid, [.init(pointer: name, rule: .format)])
        }
        return value
    }
}

/// What is answered.
struct APIAnswer: Sendable {
    enum Body: Sendable {
        case none
        case json([UInt8])
        case bytes([UInt8], mediaType: String)
    }

    var status: Int
    var body: Body
    var headers: [String: String] = [:]

    static func json(
        _ document: some Encodable, status: Int = 200, headers: [String: String] = [:]
    ) throws -> Self {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Self(
            status: status, body: .json(Array(try encoder.encode(document))), headers: headers)
    }

    static let noContent = Self(status: 204, body: .none)
}
