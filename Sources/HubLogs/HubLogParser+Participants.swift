import Casework
import Codelists

extension HubLogParser {
    mutating func participants(
        _ row: TableRow, on day: CalendarDate, today: CalendarDate
    ) throws(HubLogReject) -> [Participant] {
        let sex = try sex(row)
        let nationality = try code(
            countries.code(text(row, .nationality)), row, .nationality, "country")
        let birth = try birth(row, on: day, today: today)
        let people = try people(row)
        let given = text(row, .givenNames)
        let family = text(row, .familyNames)
        let document = text(row, .document)
        if given.isEmpty && family.isEmpty && DocumentFolding.fold(document).isEmpty {
            return [
                .tally(
                    Tally(
                        sex: sex, ageBand: birth.ageBand(inQuarterOf: day),
                        nationality: nationality, count: people))
            ]
        }
        let person = Participant.described(
            PersonDescription(
                givenNames: given, familyNames: family,
                document: document.isEmpty ? nil : document, birth: birth, sex: sex,
                nationality: nationality))
        // Who came along with somebody named is counted, and stays unnamed.
        return people == 1 ? [person] : [person, .tally(Tally(count: people - 1))]
    }

    private mutating func sex(_ row: TableRow) throws(HubLogReject) -> Sex {
        let written = text(row, .sex)
        switch written {
        case "M", "m":
            guard let bareM else { throw reject(row, .sex, .sexUnsettled) }
            return bareM
        case "F", "f": return .female
        case "H", "h": return .male
        default: break
        }
        if let code = sexes.code(written) { return code }
        // What a bare M may stand for is as clear written out as the codelist's own labels.
        switch TextFolding.fold(written) {
        case "femenino": return .female
        case "masculino": return .male
        default: return try code(nil, row, .sex, "sex")
        }
    }

    private mutating func birth(
        _ row: TableRow, on day: CalendarDate, today: CalendarDate
    ) throws(HubLogReject) -> Birth {
        let written = text(row, .birthDate)
        if !written.isEmpty {
            if written.utf8.count == 4, let year = Int(written), (1880...day.year).contains(year) {
                return .year(year)
            }
            guard let born = calendarDate(written) else {
                throw reject(row, .birthDate, .notADate)
            }
            // A birth after the event is a slip in one of two dates; it spoils no count, so the row
            // is kept. A birth that has not happened yet is no date of birth.
            guard born <= today else { throw reject(row, .birthDate, .birthInTheFuture) }
            guard day.year - born.year <= 125 else { throw reject(row, .birthDate, .tooOld) }
            return .date(born)
        }
        let age = text(row, .age)
        if age.isEmpty { return .unknown }
        guard let years = Int(age), (0...125).contains(years) else {
            throw reject(row, .age, .notAnAge)
        }
        return .year(day.year - years)
    }

    private func people(_ row: TableRow) throws(HubLogReject) -> Int {
        let written = text(row, .people)
        if written.isEmpty { return 1 }
        guard let people = Int(written), (1...10_000).contains(people) else {
            throw reject(row, .people, .notACount)
        }
        return people
    }
}
