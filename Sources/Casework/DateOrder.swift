/// In which order a written date gives its parts.
public enum DateOrder: String, Sendable, CaseIterable {
    case yearMonthDay = "iso"
    case dayMonthYear = "dmy"
    case monthDayYear = "mdy"
}

extension DateOrder: LosslessStringConvertible {
    public init?(_ description: String) { self.init(rawValue: description) }
    public var description: String { rawValue }
}

extension CalendarDate {
    /// Reads a date whose three numbers are parted by `-`, `/` or `.`.
    ///
    /// A date that begins with four digits is ISO 8601 whatever the order says, since no habit
    /// writes the year first and the day second. Two-digit years are refused: they are a guess.
    /// A time after an ISO date (`2021-03-31T10:00`, `2021-03-31 00:00:00`) is dropped.
    public init?(_ text: some StringProtocol, order: DateOrder) {
        var numbers: (Int, Int, Int) = (0, 0, 0)
        var digits: (Int, Int, Int) = (0, 0, 0)
        var position = 0
        scan: for byte in text.utf8 {
            switch byte {
            case 0x30...0x39:
                let digit = Int(byte &- 0x30)
                switch position {
                case 0: (numbers.0, digits.0) = (numbers.0 * 10 + digit, digits.0 + 1)
                case 1: (numbers.1, digits.1) = (numbers.1 * 10 + digit, digits.1 + 1)
                default: (numbers.2, digits.2) = (numbers.2 * 10 + digit, digits.2 + 1)
                }
                if max(digits.0, digits.1, digits.2) > 4 { return nil }
            case 0x2D, 0x2E, 0x2F:
                if position == 2 { return nil }
                position += 1
            case 0x20, 0x54:
                // The rest is a time of day.
                if position == 2 && digits.0 == 4 { break scan }
                return nil
            default: return nil
            }
        }
        guard position == 2, digits.1 > 0, digits.1 <= 2 else { return nil }
        if digits.0 == 4 {
            guard digits.2 > 0, digits.2 <= 2 else { return nil }
            self.init(year: numbers.0, month: numbers.1, day: numbers.2)
        } else {
            guard digits.0 > 0, digits.0 <= 2, digits.2 == 4 else { return nil }
            switch order {
            case .monthDayYear: self.init(year: numbers.2, month: numbers.0, day: numbers.1)
            case .dayMonthYear: self.init(year: numbers.2, month: numbers.1, day: numbers.0)
            case .yearMonthDay: return nil
            }
        }
    }
}
