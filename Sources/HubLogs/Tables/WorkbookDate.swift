import Casework

/// A date cell as text that every reading of dates takes for the same day.
enum WorkbookDate {
    static func iso(_ dayNumber: Int) -> String {
        CalendarDate(dayNumber: Int32(dayNumber)).description
    }
}
