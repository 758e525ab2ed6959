public import Casework
import FoundationEssentials

extension CalendarDate {
    /// Today, by the machine's own clock and in UTC: for what belongs to no hub.
    public static var today: Self {
        Self(
            dayNumber: Int32((Date.now.timeIntervalSinceReferenceDate / 86_400).rounded(.down))
                + 366)
    }
}
