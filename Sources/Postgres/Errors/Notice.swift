import CLibPQ

/// A remark of the server, such as that a table already existed.
///
/// The message may quote data.
public struct Notice: Sendable {
    public let severity: String
    public let code: PostgresError.Code
    public let message: String

    init(_ result: OpaquePointer) {
        func field(_ code: Unicode.Scalar) -> String {
            PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) } ?? ""
        }
        severity = field("V")
        code = PostgresError.Code(field("C"))
        message = field("M")
    }
}
