/// How likely somebody who knows that a person is in the data, and all their quasi-identifiers,
/// finds the right row: the prosecutor's risk.
public struct ReidentificationRisk: Hashable, Sendable {
    public let people: Int
    /// How many combinations of quasi-identifiers there are.
    public let classes: Int
    /// How many people the smallest has.
    public let smallestClass: Int
    /// People who are the only ones of their combination.
    public let unique: Int
    /// People who share theirs with fewer than k.
    public let belowK: Int

    /// For the person who is found most easily; 0 where nobody is.
    public var highest: Double { smallestClass == 0 ? 0 : 1 / Double(smallestClass) }

    /// Over all people: each class adds one expected finding.
    public var average: Double { people == 0 ? 0 : Double(classes) / Double(people) }

    init(_ sizes: some Sequence<Int>, k: Int) {
        var people = 0
        var classes = 0
        var smallest = Int.max
        var unique = 0
        var belowK = 0
        for size in sizes {
            people += size
            classes += 1
            smallest = min(smallest, size)
            if size == 1 { unique += 1 }
            if size < k { belowK += size }
        }
        self.people = people
        self.classes = classes
        smallestClass = classes == 0 ? 0 : smallest
        self.unique = unique
        self.belowK = belowK
    }
}
