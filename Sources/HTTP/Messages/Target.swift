/// What a request asks for: path segments and query, decoded from the raw target.
struct Target: Sendable {
    /// Without the empty one before the first slash; the last is empty after a trailing slash.
    let segments: [String]
    let query: [QueryItem]
    /// Path and query as they came.
    let rawPath: Substring
    let rawQuery: Substring?

    /// Throws `badTarget` for anything but an origin-form target whose segments decode to UTF-8
    /// and neither climb (`..`) nor hide a slash or a control character.
    init(_ raw: String) throws(HTTPError) {
        guard raw.utf8.first == UInt8(ascii: "/"),
            raw.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") })
        else { throw HTTPError(.badTarget) }
        let mark = raw.firstIndex(of: "?")
        rawPath = raw[..<(mark ?? raw.endIndex)]
        rawQuery = mark.map { raw[raw.index(after: $0)...] }
        segments = try rawPath.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            .map { (segment) throws(HTTPError) in
                guard let text = PercentEncoding.decode(segment), text != ".", text != "..",
                    !text.unicodeScalars.contains(where: {
                        $0.value < 0x20 || $0 == "/" || $0 == "\u{7f}"
                    })
                else { throw HTTPError(.badTarget) }
                return text
            }
        guard let items = QueryItem.parse(rawQuery ?? "") else { throw HTTPError(.badQuery) }
        query = items
    }
}
