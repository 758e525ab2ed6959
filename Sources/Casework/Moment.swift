/// A point in time, in UTC, to the microsecond.
public struct Moment: Hashable, Sendable {
    /// Microseconds since 2000-01-01, as PostgreSQL counts them.
    public let microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// The start of a day in UTC.
    public init(_ day: CalendarDate) {
        microseconds = Int64(day.dayNumber) * Self.microsecondsInDay
    }

    public func adding(seconds: Int64) -> Self {
        Self(microseconds: microseconds + seconds * 1_000_000)
    }

    private static let microsecondsInDay: Int64 = 86_400_000_000
}

extension Moment: Comparable {
    public static func < (left: Self, right: Self) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension Moment: LosslessStringConvertible {
    /// As in `2026-11-25T03:22:29.123456Z`; what no calendar has is a bare number.
    public var description: String {
        let (days, rest) = microseconds.quotientAndRemainder(dividingBy: Self.microsecondsInDay)
        let isBefore = rest < 0
        let time = isBefore ? rest + Self.microsecondsInDay : rest
        guard let dayNumber = Int32(exactly: isBefore ? days - 1 : days),
            (-730_119...2_921_939).contains(dayNumber)
        else { return String(microseconds) }
        func padded(_ number: Int64, _ count: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: count - digits.count) + digits
        }
        let seconds = time / 1_000_000
        return "\(CalendarDate(dayNumber: dayNumber))T\(padded(seconds / 3600, 2)):"
            + "\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
            + ".\(padded(time % 1_000_000, 6))Z"
    }

    /// Reads a day, `2026-11-25`, or a time in UTC, with or without seconds and their fraction.
    public init?(_ description: String) {
        let pattern = /(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?Z)?/
        guard let match = description.wholeMatch(of: pattern),
            let day = CalendarDate(String(match.1))
        else { return nil }
        func number(_ text: Substring?) -> Int64 { text.flatMap { Int64($0) } ?? 0 }
        let (hours, minutes, seconds) = (number(match.2), number(match.3), number(match.4))
        guard hours < 24, minutes < 60, seconds < 60 else { return nil }
        let fraction = (match.5.map(String.init) ?? "")
        let microseconds = number(Substring(fraction.padded(to: 6)))
        let start = Moment(day).microseconds
        self.init(
            microseconds: start + ((hours * 60 + minutes) * 60 + seconds) * 1_000_000
                + microseconds)
    }
}

extension String {
    fileprivate func padded(to count: Int) -> String {
        self + String(repeating: "0", count: count - self.count)
    }
}
