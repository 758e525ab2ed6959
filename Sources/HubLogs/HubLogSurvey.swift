import Casework
import Codelists

/// What a first reading of a whole file settles for the second.
///
/// A bare *M* is male in English and may be *mujer* or *masculino* in Spanish; `03/04/2021` has two
/// readings. Both are settled by the file's other values or not at all.
struct HubLogSurvey: Sendable {
    private var sexes: Set<String> = []
    private var canBeDayFirst = true
    private var canBeMonthFirst = true
    private var hasPartedDates = false
    private(set) var rows = 0

    init() {}

    mutating func add(_ row: TableRow, heading: HubLogHeading) {
        rows += 1
        if let place = heading[.sex], place < row.fields.count {
            let sex = row.fields[place]
            if sex.utf8.count < 12, !sex.isEmpty { sexes.insert(TextFolding.fold(sex)) }
        }
        if heading.isSpanish { return }
        for column in [HubLogColumn.date, .birthDate] {
            guard let place = heading[column], place < row.fields.count else { continue }
            let text = row.fields[place]
            guard let third = text.utf8.dropFirst(2).first,
                !(0x30...0x39).contains(third)
                    || text.utf8.dropFirst().first.map({ !(0x30...0x39).contains($0) }) == true
            else { continue }
            let dayFirst = CalendarDate(text, order: .dayMonthYear) != nil
            let monthFirst = CalendarDate(text, order: .monthDayYear) != nil
            // A value that is no date either way says nothing about the others.
            guard dayFirst || monthFirst else { continue }
            hasPartedDates = true
            canBeDayFirst = canBeDayFirst && dayFirst
            canBeMonthFirst = canBeMonthFirst && monthFirst
        }
    }

    /// How to read dates that are not ISO.
    func dateOrder(_ heading: HubLogHeading) throws(HubLogFileProblem) -> DateOrder {
        if heading.isSpanish { return .dayMonthYear }
        if !hasPartedDates { return .yearMonthDay }
        switch (canBeDayFirst, canBeMonthFirst) {
        case (true, false): return .dayMonthYear
        case (false, true): return .monthDayYear
        default: throw .dateOrderUnsettled
        }
    }

    /// What a bare *M* means in this file; nil when its other values do not settle it.
    var bareM: Sex? {
        let saysMale = !sexes.isDisjoint(with: ["f", "femenino", "female", "male"])
        let saysFemale = !sexes.isDisjoint(with: ["h", "hombre"])
        switch (saysMale, saysFemale) {
        case (true, false): return .male
        case (false, true): return .female
        default: return nil
        }
    }
}
