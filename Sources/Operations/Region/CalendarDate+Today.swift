public import Casework
public import FoundationEssentials

extension CalendarDate {
    /// Today, by the machine's own clock and in UTC: for what belongs to no hub.
    public static var today: Self { Self(utc: .now) }

    /// The day in UTC.
    public init(utc date: Date) {
        self.init(
            dayNumber: Int32((date.timeIntervalSinceReferenceDate / 86_400).rounded(.down)) + 366)
    }
}
