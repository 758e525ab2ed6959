/// The three numbers of a cell that has passed the disclosure code, and their sum.
///
/// Nothing outside this module can make one: what is shown, exported or drawn has been through
/// a policy.
public struct Figure: Hashable, Sendable {
    public let events: Int
    public let identified: Int
    public let anonymous: Int
    /// "People assisted" always means identified plus anonymous.
    public var people: Int { identified + anonymous }

    init(_ count: RawCount) {
        events = count.events
        identified = count.identified
        anonymous = count.anonymous
    }
}

/// Who may see a report, and so what it hides.
public enum DisclosurePolicy: Hashable, Sendable {
    /// For staff who may see the people behind a cell: everything shown, and marked *internal*.
    case `internal`

    func figure(_ count: RawCount) -> Figure { Figure(count) }
}
