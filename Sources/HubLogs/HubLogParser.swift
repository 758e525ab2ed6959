import Casework
import Codelists

/// Turns one row of a hub log into an event, or says which column is wrong and why.
struct HubLogParser {
    let heading: HubLogHeading
    let context: HubLogContext
    let dateOrder: DateOrder
    let bareM: Sex?

    /// Codes already looked up: a log repeats a few values thousands of times.
    private var services: [String: [Service]] = [:]
    private var channels = CodeCache<ChannelKind>()
    private var profiles = CodeCache<ProfileKind>()
    private var countries = CodeCache<CountryKind>()
    private var sexes = CodeCache<SexKind>()

    init(heading: HubLogHeading, context: HubLogContext, dateOrder: DateOrder, bareM: Sex?) {
        self.heading = heading
        self.context = context
        self.dateOrder = dateOrder
        self.bareM = bareM
    }

    mutating func event(_ row: TableRow) throws(HubLogReject) -> AssistanceEvent {
        if row.fields.count > heading.names.count {
            let hasMore = row.fields[heading.names.count...].contains { !$0.isEmpty }
            if hasMore { throw reject(row, .recordID, .tooManyFields) }
        }
        for index in row.fields.indices {
            if row.isFormula(index) || row.fields[index].utf8.first == UInt8(ascii: "=") {
                throw HubLogReject(
                    line: row.line, recordID: text(row, .recordID), column: heading.names[index],
                    value: "", reason: .formula)
            }
        }
        let recordID = text(row, .recordID)
        guard !recordID.isEmpty else { throw reject(row, .recordID, .missing) }
        let hub = try hub(row)
        let day = try date(row, hub)
        let services = try services(row)
        let channel = try code(channels.code(text(row, .channel)), row, .channel, "channel")
        let profile = try code(profiles.code(text(row, .profile)), row, .profile, "profile")
        let destination = text(row, .destination)
        let participants = try participants(row, on: day, today: hub.today)
        return AssistanceEvent(
            id: .new(), hub: hub.hub.code, recordID: recordID, occurredOn: day, channel: channel,
            profile: profile, services: services,
            destination: destination.isEmpty
                ? nil : try code(countries.code(destination), row, .destination, "country"),
            participants: participants,
            caseReference: nonEmpty(row, .caseReference), notes: nonEmpty(row, .notes),
            reported: reported(row))
    }

    private func hub(_ row: TableRow) throws(HubLogReject) -> HubLogContext.HubDay {
        let written = text(row, .hub)
        guard let code = written.isEmpty ? context.defaultHub : HubCode(written) else {
            throw reject(row, .hub, written.isEmpty ? .missing : .unknownHub)
        }
        guard let hub = context.hubs[code] else { throw reject(row, .hub, .unknownHub) }
        return hub
    }

    private func date(_ row: TableRow, _ hub: HubLogContext.HubDay) throws(HubLogReject)
        -> CalendarDate
    {
        let written = text(row, .date)
        guard !written.isEmpty else { throw reject(row, .date, .missing) }
        guard let day = CalendarDate(written, order: dateOrder) else {
            throw reject(row, .date, .notADate)
        }
        switch hub.hub.problem(with: day, today: hub.today) {
        case .inTheFuture: throw reject(row, .date, .inTheFuture)
        case .beforeOpening: throw reject(row, .date, .beforeOpening)
        case .afterClosing: throw reject(row, .date, .afterClosing)
        case nil: return day
        }
    }

    private mutating func services(_ row: TableRow) throws(HubLogReject) -> [Service] {
        let written = text(row, .services)
        if let known = services[written] { return known }
        var codes: [Service] = []
        for part in written.split(whereSeparator: { $0 == ";" || $0 == "|" }) {
            let name = part.trimmingSpaces
            if name.isEmpty { continue }
            guard let code = Service(name) else {
                throw reject(row, .services, .unknownCode(list: "service"))
            }
            if !codes.contains(code) { codes.append(code) }
        }
        guard !codes.isEmpty else { throw reject(row, .services, .missing) }
        codes.sort { $0.number < $1.number }
        if services.count < 10_000 { services[written] = codes }
        return codes
    }

    private mutating func participants(
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
        if written == "M" || written == "m" {
            guard let bareM else { throw reject(row, .sex, .sexUnsettled) }
            return bareM
        }
        switch written {
        case "F", "f": return .female
        case "H", "h": return .male
        default: return try code(sexes.code(written), row, .sex, "sex")
        }
    }

    private func birth(
        _ row: TableRow, on day: CalendarDate, today: CalendarDate
    ) throws(HubLogReject) -> Birth {
        let written = text(row, .birthDate)
        if !written.isEmpty {
            if written.utf8.count == 4, let year = Int(written), (1880...day.year).contains(year) {
                return .year(year)
            }
            guard let born = CalendarDate(written, order: dateOrder) else {
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

    private func reported(_ row: TableRow) -> [String: String] {
        var reported: [String: String] = [:]
        for index in heading.unknown where index < row.fields.count {
            if !row.fields[index].isEmpty { reported[heading.names[index]] = row.fields[index] }
        }
        return reported
    }

    private func text(_ row: TableRow, _ column: HubLogColumn) -> String {
        guard let place = heading[column], place < row.fields.count else { return "" }
        return row.fields[place].trimmingSpaces
    }

    private func nonEmpty(_ row: TableRow, _ column: HubLogColumn) -> String? {
        let value = text(row, column)
        return value.isEmpty ? nil : value
    }

    /// The code that was found; unknown where nothing is written; otherwise a reject.
    private func code<Kind>(
        _ found: Code<Kind>?, _ row: TableRow, _ column: HubLogColumn, _ list: String
    ) throws(HubLogReject) -> Code<Kind> {
        if let found { return found }
        if text(row, column).isEmpty { return .unknown }
        throw reject(row, column, .unknownCode(list: list))
    }

    private func reject(
        _ row: TableRow, _ column: HubLogColumn, _ reason: HubLogReason
    ) -> HubLogReject {
        HubLogReject(
            line: row.line, recordID: text(row, .recordID), column: heading.name(of: column),
            value: column.mayBeShown ? String(text(row, column).prefix(80)) : "", reason: reason)
    }
}
