import Casework
import Texts

extension CalendarDate {
    /// The date in words, as a reader of the language writes it.
    func words(_ texts: Texts) -> String {
        let (year, month, day) = parts
        return texts.date(year: year, month: month, day: day)
    }

    /// The date as tables show it, in as little room as they have.
    func cell(_ texts: Texts) -> Markup {
        let (year, month, day) = parts
        let words = texts(
            "web.date.short",
            [
                "day": String(day), "month": texts(TextKey("web.date.month.\(month)")),
                "year": String(year),
            ])
        return "<span class=\"date\">\(words)</span>"
    }

    /// The day of a moment that is written as the API has it, in words.
    static func day(of moment: String, _ texts: Texts) -> String {
        let day = String(moment.prefix(10))
        return CalendarDate(day)?.words(texts) ?? day
    }

    /// A birth date or year as somebody wrote it, with a date as tables show it.
    static func birth(_ text: String, _ texts: Texts) -> Markup {
        CalendarDate(text)?.cell(texts) ?? "\(text)"
    }
}
