import Casework
import FoundationEssentials
import HTTP
import OpenAPI
import Operations
import Texts

/// What was sent with a call.
struct Sent: Sendable {
    let path: [String: String]
    let query: [String: String]
    /// Headers that the endpoint's description names, beside `If-Match`.
    var headers: [String: String] = [:]
    /// `null` where none is sent.
    var body: JSONValue = .null
    /// The version that a change is based on (`If-Match`); nil where none is sent.
    var version: Int?
    /// A body of other bytes than JSON; it goes when the call ends.
    var upload: UploadedFile?
}

/// One call of the API; what it holds is as its endpoint describes it.
struct APICall: Sendable {
    /// Acts for whoever is signed in.
    let application: Application
    let sent: Sent
    let texts: Texts
    /// Where people reach the service, for links in mail.
    var site = ""

    var path: [String: String] { sent.path }
    var query: [String: String] { sent.query }
    var body: JSONValue { sent.body }
    var version: Int? { sent.version }

    /// A part of the path, read as what it names; what cannot be read is not found.
    func path<T: LosslessStringConvertible>(
        _ name: String, as _: T.Type = T.self
    ) throws(APIProblem) -> T {
        guard let value = path[name].flatMap({ T($0) }) else { throw APIProblem(.notFound) }
        return value
    }

    /// Whether a query says `true`.
    func isSet(_ name: String) -> Bool { query[name] == "true" }

    /// The name of an uploaded file: in a header, since addresses are in logs.
    func fileName() throws(APIProblem) -> String {
        guard let sent = sent.headers["X-File-Name"], let name = PercentEncoding.decode(sent),
            !name.isEmpty, name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\u{7f}" })
        else { throw APIProblem(.invalid, [.init(pointer: "X-File-Name", rule: .format)]) }
        return name
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

extension String {
    /// Nil where there is nothing in it.
    var nonEmpty: Self? { isEmpty ? nil : self }
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
    var cookies: [SetCookie] = []

    static func json(
        _ document: some Encodable, status: Int = 200, headers: [String: String] = [:]
    ) throws -> Self {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return Self(
            status: status, body: .json(Array(try encoder.encode(document))), headers: headers)
    }

    static let noContent = Self(status: 204, body: .none)
}
