import Codelists

/// What published rows must satisfy, so that nobody is found in them and nothing is learnt of who is.
public struct AnonymityRule: Hashable, Sendable {
    /// How many people share every combination of quasi-identifiers that is published (k-anonymity).
    public let k: Int
    /// How many different sets of services each combination has at least (distinct l-diversity).
    public let l: Int
    /// The largest share of people whose rows may be left out.
    public let maximumSuppressed: Double

    public static let smallestK = 5
    public static let smallestL = 2

    /// Fails below the smallest k and l: both can be raised, never lowered.
    public init?(k: Int = smallestK, l: Int = smallestL, maximumSuppressed: Double = 0.05) {
        guard k >= Self.smallestK, l >= Self.smallestL, l <= k,
            (0...0.5).contains(maximumSuppressed)
        else { return nil }
        self.k = k
        self.l = l
        self.maximumSuppressed = maximumSuppressed
    }

    /// The services that a whole combination may have had: information, which is what hubs are for.
    /// Any other, had by all, would be known of everybody who is known to be in it, however many
    /// different sets of services there are.
    static let harmless = UInt64(1) << 1
}
