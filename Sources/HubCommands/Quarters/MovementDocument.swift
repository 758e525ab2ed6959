import Casework
import Reporting

/// A figure that moved between two editions, as JSON.
struct MovementDocument: Encodable {
    struct Numbers: Encodable {
        let events: Int
        let identified: Int
        let anonymous: Int
        let people: Int

        init(_ count: RawCount) {
            events = count.events
            identified = count.identified
            anonymous = count.anonymous
            people = count.identified + count.anonymous
        }
    }

    let dimension: String
    let code: String
    let before: Numbers
    let after: Numbers
    /// What each kind of change added.
    let parts: [String: Numbers]

    var name: String { code.isEmpty ? dimension : "\(dimension) \(code)" }

    init(_ movement: EditionDiff.Movement, hubs: HubNames) {
        dimension = movement.dimension?.description ?? "total"
        code = movement.dimension.map { Category($0, movement.category, hubs: hubs).code } ?? ""
        before = Numbers(movement.before)
        after = Numbers(movement.after)
        parts = Dictionary(
            uniqueKeysWithValues: movement.parts.map { ($0.key.rawValue, Numbers($0.value)) })
    }
}
