public import Casework

/// What a figure in an item of the bulletin shows, as JSON.
public struct BoundFigureDocument: Encodable, Sendable {
    public let item: Slug
    public let figure: String
    public let value: Int?
    /// `current`, `outdated`, `hidden` or `not_published`.
    public let state: String
    public let latestEdition: Int?

    enum CodingKeys: String, CodingKey {
        case item, figure, value, state
        case latestEdition = "latest_edition"
    }

    public init(_ item: Slug, _ value: BoundFigureValue) {
        self.item = item
        figure = value.figure.description
        latestEdition = value.latestEdition
        switch value.state {
        case .value(let number):
            self.value = number
            state = value.isOutdated ? "outdated" : "current"
        case .hidden:
            self.value = nil
            state = value.isOutdated ? "outdated" : "hidden"
        case .notPublished:
            self.value = nil
            state = "not_published"
        }
    }
}
