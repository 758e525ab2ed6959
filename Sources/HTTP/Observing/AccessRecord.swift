import Glibc

/// What is kept of a request: enough to run the service, nothing about a person. No path, query,
/// header or address; the route's template instead.
public struct AccessRecord: Sendable {
    /// Seconds since 1970, when the request was done.
    public let time: Double
    public let id: String
    /// `other` where it is none of the known methods.
    public let method: String
    public let route: String?
    /// 499 where the client left before there was an answer.
    public let status: Int
    /// Of the answer's body, as sent.
    public let bytes: Int
    public let duration: Duration
    /// Whether the answer was sent to its end.
    public let isComplete: Bool

    /// One line of JSON, without a line end. No text in it can need an escape: ids, methods and
    /// templates are made of unreserved characters.
    public var json: String {
        var seconds = time_t(time)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let stamp = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { text in
            strftime(text.baseAddress, text.count, "%Y-%m-%dT%H:%M:%S", &parts)
            return text.baseAddress.map { String(cString: $0) } ?? ""
        }
        let fraction = String(Int(time * 1000) % 1000 + 1000).dropFirst()
        return """
            {"time":"\(stamp).\(fraction)Z","request":"\(id)","method":"\(method)",\
            "route":\(route.map { "\"\($0)\"" } ?? "null"),"status":\(status),"bytes":\(bytes),\
            "microseconds":\(Int(duration / .microseconds(1))),"complete":\(isComplete)}
            """
    }

    /// Writes the record to standard error.
    @Sendable public static func log(_ record: AccessRecord) {
        let line = record.json + "\n"
        // One call, so that lines of several threads do not mix.
        _ = line.utf8.withContiguousStorageIfAvailable { write(2, $0.baseAddress, $0.count) }
    }
}
