/// A day of the Gregorian calendar, in no time zone.
///
/// An event's date is the hub's local calendar date: it is typed as a day, stored as a day and
/// never derived from a timestamp, so that no zone can move it.
public struct CalendarDate: Hashable, Sendable {
    /// Days since 1 January 2000, as PostgreSQL counts them.
    public let dayNumber: Int32

    public init(dayNumber: Int32) { self.dayNumber = dayNumber }

    /// Fails for a day that the calendar does not have, and outside the years 1 to 8000: a later day
    /// would lie in no quarter that can be numbered.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...8000).contains(year), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        self.init(inYear: year, month: month, day: day)
    }

    /// A day that the calendar is known to have, in any year.
    init(inYear year: Int, month: Int, day: Int) {
        // Days from civil: years begin in March, so that the leap day is a year's last.
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = Int32(era * 146_097 + dayOfEra - 730_425)
    }

    /// Year, month and day.
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(dayNumber) + 730_425
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    public var year: Int { parts.year }
    public var quarter: Quarter { Quarter(containing: self) }

    public func adding(days: Int) -> Self { Self(dayNumber: dayNumber + Int32(days)) }

    /// Whole days from `other` to this day.
    public func days(since other: Self) -> Int { Int(dayNumber - other.dayNumber) }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate: Comparable {
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.dayNumber < rhs.dayNumber }
}

extension CalendarDate: LosslessStringConvertible {
    /// ISO 8601, such as `2021-03-31`.
    public var description: String {
        let (year, month, day) = parts
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    public init?(_ description: String) {
        self.init(description, order: .yearMonthDay)
    }
}

extension CalendarDate: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
