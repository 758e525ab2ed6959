/// A calendar quarter, the period that every published figure covers.
public struct Quarter: Hashable, Sendable {
    /// Counts up by one a quarter: 4 × year + number − 1. The database counts the same way.
    public let index: Int16

    public init(index: Int16) { self.index = index }

    /// Fails unless `number` lies in `1...4` and the year has four digits.
    public init?(year: Int, number: Int) {
        guard (1...4).contains(number), (1000...8000).contains(year) else { return nil }
        index = Int16(4 * year + number - 1)
    }

    public init(containing day: CalendarDate) {
        let (year, month, _) = day.parts
        index = Int16(4 * year + (month - 1) / 3)
    }

    public var year: Int { Int(index) / 4 }
    public var number: Int { Int(index) % 4 + 1 }

    /// The quarter's days; half-open, so neighbours neither overlap nor gap.
    public var days: Range<CalendarDate> { firstDay..<adding(1).firstDay }

    public var firstDay: CalendarDate {
        CalendarDate(inYear: year, month: 3 * number - 2, day: 1)
    }

    public func adding(_ quarters: Int) -> Self { Self(index: index + Int16(quarters)) }
}

extension Quarter: Comparable {
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.index < rhs.index }
}

extension Quarter: LosslessStringConvertible {
    public var description: String { "\(year)-Q\(number)" }

    /// Parses the published form, such as `2021-Q1`.
    public init?(_ description: String) {
        let parts = description.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]),
            parts[1].utf8.count == 2, parts[1].uppercased().hasPrefix("Q"),
            let number = Int(parts[1].dropFirst())
        else { return nil }
        self.init(year: year, number: number)
    }
}

extension Quarter: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
