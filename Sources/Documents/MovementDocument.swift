import Casework
public import Reporting

/// A figure that moved between two editions, as JSON.
public struct MovementDocument: Encodable, Sendable {
    public struct Numbers: Encodable, Sendable {
        public let events: Int
        public let identified: Int
        public let anonymous: Int
        public let people: Int

        init(_ count: RawCount) {
            events = count.events
            identified = count.identified
            anonymous = count.anonymous
            people = count.identified + count.anonymous
        }
    }

    public let dimension: String
    public let code: String
    public let before: Numbers
    public let after: Numbers
    /// What each kind of change added.
    public let parts: [String: Numbers]

    public var name: String { code.isEmpty ? dimension : "\(dimension) \(code)" }

    public init(_ movement: EditionDiff.Movement, hubs: HubNames) {
        dimension = movement.dimension?.description ?? "total"
        code = movement.dimension.map { Category($0, movement.category, hubs: hubs).code } ?? ""
        before = Numbers(movement.before)
        after = Numbers(movement.after)
        parts = Dictionary(
            uniqueKeysWithValues: movement.parts.map { ($0.key.rawValue, Numbers($0.value)) })
    }
}
