import Casework
import Codelists

/// What a first reading of a whole file settles for the second.
///
/// A bare *M* is male in English and may be *mujer* or *masculino* in Spanish; `03/04/2021` has two
/// readings. Both are settled by the file's other values or not at all.
struct HubLogSurvey {
    private let heading: HubLogHeading
    private let dateColumns: [(place: Int, column: HubLogColumn)]
    private var mIsMale = false
    private var mIsFemale = false
    /// Lines of the first date that only one reading makes a date of, and of the first with two.
    private var dayFirstOnly: Int?
    private var monthFirstOnly: Int?
    private var bothWays: (line: Int, column: HubLogColumn)?
    private(set) var rows = 0

    init(_ heading: HubLogHeading) {
        self.heading = heading
        dateColumns =
            heading.isSpanish
            ? []
            : [HubLogColumn.date, .birthDate].compactMap { column in
                heading[column].map { ($0, column) }
            }
    }

    mutating func add(_ row: TableRow) {
        rows += 1
        if let place = heading[.sex], place < row.count, !(mIsMale && mIsFemale) {
            addSex(row, place)
        }
        if dayFirstOnly != nil && monthFirstOnly != nil { return }
        for (place, column) in dateColumns where place < row.count {
            addDate(row, place, column)
        }
    }

    private mutating func addSex(_ row: TableRow, _ place: Int) {
        guard let first = row.firstByte(place), first >= 0x80 || Self.initials.contains(first)
        else {
            return
        }
        let text = row.trimmed(place)
        guard text.utf8.count < 24 else { return }
        switch TextFolding.fold(text) {
        // Beside women written so, M stands for men.
        case "f", "femenino", "female", "male": mIsMale = true
        // Beside men written so, M stands for mujeres.
        case "h", "hombre": mIsFemale = true
        default: break
        }
    }

    private static let initials = Set(" \tfFhHmM".utf8)

    private mutating func addDate(_ row: TableRow, _ place: Int, _ column: HubLogColumn) {
        let text = row.trimmed(place)
        // ISO, or a year alone: no order to settle.
        guard text.utf8.count > 4, text.utf8.prefix(4).contains(where: { !Self.isDigit($0) })
        else { return }
        let dayFirst = CalendarDate(text, order: .dayMonthYear) != nil
        let monthFirst = CalendarDate(text, order: .monthDayYear) != nil
        switch (dayFirst, monthFirst) {
        case (true, true): bothWays = bothWays ?? (row.line, column)
        case (true, false): dayFirstOnly = dayFirstOnly ?? row.line
        case (false, true): monthFirstOnly = monthFirstOnly ?? row.line
        // A value that is no date either way says nothing about the others.
        case (false, false): break
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// How to read dates that are not ISO.
    func dateOrder() throws(HubLogFileProblem) -> DateOrder {
        if heading.isSpanish { return .dayMonthYear }
        switch (dayFirstOnly, monthFirstOnly) {
        case (let day?, let month?): throw .dateOrderMixed(dayFirst: day, monthFirst: month)
        case (_?, nil): return .dayMonthYear
        case (nil, _?): return .monthDayYear
        case (nil, nil):
            guard let bothWays else { return .yearMonthDay }
            throw .dateOrderUnsettled(
                line: bothWays.line, column: heading.name(of: bothWays.column))
        }
    }

    /// What a bare *M* means in this file; nil when its other values do not settle it.
    var bareM: Sex? {
        switch (mIsMale, mIsFemale) {
        case (true, false): .male
        case (false, true): .female
        default: nil
        }
    }
}
