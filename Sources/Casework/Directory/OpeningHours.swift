/// When a place is open in a usual week, by its own clock.
///
/// Written as OpenStreetMap has it, in English, Spanish, French or Haitian Creole: `Mo-Fr 08:00-16:00; Sa 09:00-12:00`,
/// `Lu-Vi 08:00-16:00`, `24/7`. Shown in one form only, so that equal hours are equal texts.
public struct OpeningHours: Hashable, Sendable {
    /// Minutes since Monday began, apart and in order; a night over Sunday is parted at its end.
    public let minutes: [Range<Int>]

    /// A week in minutes.
    public static let week = 7 * 1_440

    /// Joins what touches; nil when nothing is left, or lies outside the week.
    public init?(minutes: [Range<Int>]) {
        var joined: [Range<Int>] = []
        for range in minutes.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            guard range.lowerBound >= 0, range.upperBound <= Self.week else { return nil }
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] =
                    last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        guard !joined.isEmpty else { return nil }
        self.minutes = joined
    }

    public func contains(minute: Int) -> Bool { minutes.contains { $0.contains(minute) } }

    /// The hours of one day, 0 for Monday, in minutes of that day.
    public func hours(ofDay day: Int) -> [Range<Int>] {
        let whole = (day * 1_440)..<((day + 1) * 1_440)
        return minutes.map { $0.clamped(to: whole) }.filter { !$0.isEmpty }
            .map { ($0.lowerBound - day * 1_440)..<($0.upperBound - day * 1_440) }
    }

    /// `08:00`, from minutes of a day; a day ends at `24:00`.
    public static func clock(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }
}

extension OpeningHours: LosslessStringConvertible {
    private static let days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    /// In each language that hours may be written in; no two mean different days by one word.
    private static let names = [
        days, ["Lu", "Ma", "Mi", "Ju", "Vi", "Sa", "Do"],
        ["Lu", "Ma", "Me", "Je", "Ve", "Sa", "Di"], ["Le", "Ma", "Mè", "Je", "Va", "Sa", "Di"],
    ]

    public var description: String {
        if minutes == [0..<Self.week] { return "24/7" }
        var rules: [String] = []
        var day = 0
        while day < 7 {
            let hours = hours(ofDay: day)
            var last = day
            while last < 6, self.hours(ofDay: last + 1) == hours { last += 1 }
            if !hours.isEmpty {
                let name = day == last ? Self.days[day] : "\(Self.days[day])-\(Self.days[last])"
                let spans = hours.map {
                    "\(Self.clock($0.lowerBound))-\(Self.clock($0.upperBound))"
                }
                rules.append("\(name) \(spans.joined(separator: ","))")
            }
            day = last + 1
        }
        return rules.joined(separator: "; ")
    }

    public init?(_ description: String) {
        if description == "24/7" {
            self.init(minutes: [0..<Self.week])
            return
        }
        var minutes: [Range<Int>] = []
        for rule in description.split(separator: ";") {
            let words = rule.split(separator: " ")
            guard words.count >= 2, let days = Self.days(in: words[0]) else { return nil }
            for span in words.dropFirst().joined().split(separator: ",") {
                guard let hours = Self.hours(in: span) else { return nil }
                for day in days { minutes += Self.parted(hours, on: day) }
            }
        }
        self.init(minutes: minutes)
    }

    /// Hours that go past midnight belong to the next day too; past Sunday's, to Monday.
    private static func parted(_ hours: Range<Int>, on day: Int) -> [Range<Int>] {
        let start = day * 1_440 + hours.lowerBound
        let end = day * 1_440 + hours.upperBound
        guard end > week else { return [start..<end] }
        return [start..<week, 0..<(end - week)]
    }

    /// `Mo-We,Fr`, as numbers from 0.
    private static func days(in text: Substring) -> [Int]? {
        var found: [Int] = []
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(number)
            guard let first = ends.first.flatMap({ $0 }), let last = ends.last.flatMap({ $0 }),
                ends.count <= 2
            else { return nil }
            // A run may go over the week's end: Sa-Mo.
            found += (0...((last - first + 7) % 7)).map { (first + $0) % 7 }
        }
        return found.isEmpty ? nil : found
    }

    private static func number(of day: Substring) -> Int? {
        names.lazy.compactMap { $0.firstIndex(of: String(day)) }.first
    }

    /// `08:00-16:00`; an end before the beginning is of the next day.
    private static func hours(in text: Substring) -> Range<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minute)
        guard ends.count == 2, let start = ends[0], let end = ends[1], start < 1_440 else {
            return nil
        }
        return end > start ? start..<end : start..<(end + 1_440)
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 2, (1...2).contains(parts[0].utf8.count),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0...59).contains(minute),
            (0...24).contains(hour), hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }
}

extension OpeningHours: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let hours = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "opening hours")
        }
        self = hours
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
