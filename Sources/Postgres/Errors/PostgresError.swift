import CLibPQ

/// An error that the server reported, or the loss of its connection.
///
/// `description` holds nothing but the code and the names of schema objects, so it can be logged. The
/// server's own message may quote a value, such as text that is no number, and shows in
/// `debugDescription` only. Detail and context, which quote whole rows, are not kept at all.
public struct PostgresError: Error, Sendable {
    public let code: Code
    public let constraint: String?
    public let table: String?
    public let column: String?
    public let schema: String?
    public let hint: String?
    let message: String

    init(_ code: Code, message: String) {
        self.code = code
        self.message = message
        constraint = nil
        table = nil
        column = nil
        schema = nil
        hint = nil
    }

    /// Reads a PGresult.
    init(_ result: OpaquePointer) {
        func field(_ code: Unicode.Scalar) -> String? {
            PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
        }
        // libpq makes results of its own, without a code, when the connection is lost.
        code = field("C").map(Code.init) ?? .connectionFailure
        message = field("M") ?? String(cString: PQresultErrorMessage(result))
        constraint = field("n")
        table = field("t")
        column = field("c")
        schema = field("s")
        hint = field("H")
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String {
        var text = "PostgreSQL error \(code)"
        if let constraint { text += ", constraint \(constraint)" }
        if let table { text += ", table \(table)" }
        if let column { text += ", column \(column)" }
        return text
    }

    public var debugDescription: String { "\(description): \(message)" }
}
