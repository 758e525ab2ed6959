import Casework

/// How a workbook writes days: as numbers under a format that shows a date.
enum DateFormat {
    /// Whether a format shows a day, month or year; what only tells the time does not.
    static func isDate(_ code: String) -> Bool {
        var isQuoted = false
        var isEscaped = false
        var brackets = 0
        var hasMonth = false
        var hasTime = false
        for byte in code.utf8 {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch byte | 0x20 {
            case UInt8(ascii: "d") where !isQuoted && brackets == 0,
                UInt8(ascii: "y") where !isQuoted && brackets == 0:
                return true
            // Beside hours or seconds an m is a minute.
            case UInt8(ascii: "m") where !isQuoted && brackets == 0: hasMonth = true
            case UInt8(ascii: "h") where !isQuoted, UInt8(ascii: "s") where !isQuoted:
                hasTime = true
            default: break
            }
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): isEscaped = !isQuoted
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "[") where !isQuoted: brackets += 1
            case UInt8(ascii: "]") where !isQuoted: brackets = max(0, brackets - 1)
            default: break
            }
        }
        return hasMonth && !hasTime
    }

    /// The day of a serial number as ISO text, which every reading of dates takes alike; nil where
    /// the calendar has no such day.
    ///
    /// The 1900 system has a 29 February 1900 that never was, as day 60: days before it are one
    /// behind those after.
    static func iso(serial: Double, countsFrom1904: Bool) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        let days = Int32(serial.rounded(.down))
        if countsFrom1904 {
            return CalendarDate(dayNumber: firstOf1904 + days).description
        }
        guard days > 0, days != 60 else { return nil }
        return CalendarDate(dayNumber: eveOf1900 + days - (days > 60 ? 1 : 0)).description
    }

    /// 1 January 1904 and 31 December 1899, as days from 1 January 2000.
    private static let firstOf1904: Int32 = -35_064
    private static let eveOf1900: Int32 = -36_525
}
