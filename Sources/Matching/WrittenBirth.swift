public import Casework

/// A birth date as somebody wrote it down: the day may be missing, or be one that no calendar has
/// (`1983-13-02`), since a slip of one digit still tells who it is.
public struct WrittenBirth: Hashable, Sendable {
    /// 0 where it is not known.
    public let year: Int16
    public let month: Int8
    public let day: Int8

    public static let unknown = Self(year: 0, month: 0, day: 0)

    private init(year: Int16, month: Int8, day: Int8) {
        self.year = year
        self.month = month
        self.day = day
    }

    public init(_ birth: Birth) {
        switch birth {
        case .date(let date):
            let parts = date.parts
            self.init(
                year: Int16(clamping: parts.year), month: Int8(clamping: parts.month),
                day: Int8(clamping: parts.day))
        case .year(let year): self.init(year: Int16(clamping: year), month: 0, day: 0)
        case .unknown: self = .unknown
        }
    }

    /// Reads `1983-02-13`, `13/02/1983`, `19830213` or `1983`; unknown for anything else.
    public init(_ text: some StringProtocol) {
        let parts = text.utf8.split { !(0x30...0x39).contains($0) }
        let numbers = parts.map { $0.reduce(0) { min($0 * 10 + Int($1 - 0x30), 99_999_999) } }
        let lengths = parts.map(\.count)
        let whole: (Int, Int, Int) =
            switch lengths {
            case [8]: (numbers[0] / 10_000, numbers[0] / 100 % 100, numbers[0] % 100)
            case [4]: (numbers[0], 0, 0)
            case _ where lengths.count == 3 && lengths[0] == 4 && max(lengths[1], lengths[2]) < 3:
                (numbers[0], numbers[1], numbers[2])
            case _ where lengths.count == 3 && lengths[2] == 4 && max(lengths[0], lengths[1]) < 3:
                (numbers[2], numbers[1], numbers[0])
            default: (0, 0, 0)
            }
        self.init(year: Int16(whole.0), month: Int8(whole.1), day: Int8(whole.2))
    }

    public var isKnown: Bool { year != 0 }
    public var isWhole: Bool { year != 0 && month != 0 && day != 0 }

    public var calendarBirth: Birth {
        if let date = CalendarDate(year: Int(year), month: Int(month), day: Int(day)) {
            return .date(date)
        }
        return isKnown ? .year(Int(year)) : .unknown
    }

    /// The eight digits as one number.
    var key: Int32 { Int32(year) * 10_000 + Int32(month) * 100 + Int32(day) }

    /// With day and month in each other's place.
    var transposed: Self { Self(year: year, month: day, day: month) }
}
