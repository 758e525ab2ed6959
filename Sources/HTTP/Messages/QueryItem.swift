/// One `name=value` of a query or of a form.
public struct QueryItem: Hashable, Sendable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// Items of `application/x-www-form-urlencoded` text, in their order; nil where an escape is
    /// broken or hides bytes that are not UTF-8.
    static func parse(_ text: some StringProtocol) -> [QueryItem]? {
        var items: [QueryItem] = []
        for part in text.split(separator: "&") {
            let pieces = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(pieces[0], plusIsSpace: true),
                let value = PercentEncoding.decode(
                    pieces.count > 1 ? pieces[1] : "", plusIsSpace: true)
            else { return nil }
            items.append(QueryItem(name: name, value: value))
        }
        return items
    }
}
