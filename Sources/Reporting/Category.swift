public import Casework
import Codelists

/// One value of a dimension, as a table names it.
public struct Category: Hashable, Sendable {
    public let dimension: Dimension
    /// ISO alpha-3 for countries and nationalities, the hub's code, or the codelist's code.
    public let code: String
    public let english: String
    public let spanish: String
    let number: Int16

    public init(_ dimension: Dimension, _ number: Int16, hubs: HubNames) {
        self.dimension = dimension
        self.number = number
        if dimension == .hub {
            code = hubs[number]?.code.description ?? String(number)
            let name = hubs[number]?.name ?? code
            (english, spanish) = (name, name)
        } else {
            let entry = dimension.codelist?[number]
            code = entry?.code ?? String(number)
            english = entry?.english ?? code
            spanish = entry?.spanish ?? code
        }
    }

    /// The order of rows: by code for places and nationalities, as the codelist stands for the
    /// rest; unknown last. Never by size, which would tell of what is hidden.
    static func precedes(_ left: Self, _ right: Self) -> Bool {
        switch left.dimension {
        case .hub: left.code < right.code
        case .country, .nationality:
            (left.number == 0 ? 1 : 0, left.code) < (right.number == 0 ? 1 : 0, right.code)
        default:
            (left.number == 0 ? 1 : 0, left.number) < (right.number == 0 ? 1 : 0, right.number)
        }
    }
}

/// The hubs by the number that cells hold.
public struct HubNames: Sendable {
    private let hubs: [Int16: (code: HubCode, name: String)]

    public init(_ hubs: [Int16: (code: HubCode, name: String)]) { self.hubs = hubs }

    subscript(number: Int16) -> (code: HubCode, name: String)? { hubs[number] }
}
