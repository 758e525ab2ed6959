/// What a bound figure shows, and where that comes from.
public struct BoundFigureValue: Sendable, Hashable {
    public enum State: Sendable, Hashable {
        case value(Int)
        /// Disclosure control hides it from the public.
        case hidden
        /// There is no such edition.
        case notPublished
    }

    public let figure: BoundFigure
    public let state: State
    /// The quarter's latest edition; nil while there is none.
    public let latestEdition: Int?
    /// Whether nobody whom it counts exists.
    public let isDemonstration: Bool

    public init(
        figure: BoundFigure, state: State, latestEdition: Int?, isDemonstration: Bool
    ) {
        self.figure = figure
        self.state = state
        self.latestEdition = latestEdition
        self.isDemonstration = isDemonstration
    }

    /// Whether a newer edition has been published since: somebody should look at the text.
    public var isOutdated: Bool { latestEdition.map { $0 > figure.edition } ?? false }
}
