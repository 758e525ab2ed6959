import Casework
import Codelists

/// Turns one row of a hub log into an event, or says which column is wrong and why.
struct HubLogParser {
    let heading: HubLogHeading
    let context: HubLogContext
    let dateOrder: DateOrder
    let bareM: Sex?

    /// Codes already looked up: a log repeats a few values thousands of times.
    private var hubs = TextCache<HubLogContext.HubDay>()
    private var services = TextCache<[Service]>()
    private var channels = CodeCache<ChannelKind>()
    private var profiles = CodeCache<ProfileKind>()
    var countries = CodeCache<CountryKind>()
    var sexes = CodeCache<SexKind>()
    private var dates = TextCache<CalendarDate>()
    private var random = BufferedRandom()

    init(heading: HubLogHeading, context: HubLogContext, dateOrder: DateOrder, bareM: Sex?) {
        self.heading = heading
        self.context = context
        self.dateOrder = dateOrder
        self.bareM = bareM
    }

    mutating func event(_ row: TableRow) throws(HubLogReject) -> AssistanceEvent {
        try checkCells(row)
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
            id: .new(using: &random), hub: hub.hub.code, recordID: recordID, occurredOn: day,
            channel: channel,
            profile: profile, services: services,
            destination: destination.isEmpty
                ? nil : try code(countries.code(destination), row, .destination, "country"),
            participants: participants,
            caseReference: nonEmpty(row, .caseReference), notes: nonEmpty(row, .notes),
            reported: reported(row))
    }

    /// Refuses a row whose fields cannot be what they seem. No value is shown: in such a row it may
    /// be anybody's name.
    private func checkCells(_ row: TableRow) throws(HubLogReject) {
        for place in 0..<row.count {
            let reason: HubLogReason
            if row.isFormula(place) || row.firstByte(place) == UInt8(ascii: "=") {
                reason = .formula
            } else if row.isError(place) {
                reason = .cellError
            } else if place >= heading.names.count, !row.isEmpty(place) {
                reason = .tooManyFields
            } else {
                continue
            }
            let name = place < heading.names.count ? heading.names[place] : "#\(place + 1)"
            throw HubLogReject(
                line: row.line, recordID: shown(text(row, .recordID)), column: shown(name),
                value: "", reason: reason)
        }
    }

    private mutating func hub(_ row: TableRow) throws(HubLogReject) -> HubLogContext.HubDay {
        let written = text(row, .hub)
        let known = context.hubs
        if written.isEmpty {
            guard let code = context.defaultHub else { throw reject(row, .hub, .missing) }
            guard let hub = known[code] else { throw reject(row, .hub, .unknownHub) }
            return hub
        }
        guard let hub = hubs.value(of: written, find: { HubCode($0).flatMap { known[$0] } }) else {
            throw reject(row, .hub, .unknownHub)
        }
        return hub
    }

    private mutating func date(_ row: TableRow, _ hub: HubLogContext.HubDay) throws(HubLogReject)
        -> CalendarDate
    {
        let written = text(row, .date)
        guard !written.isEmpty else { throw reject(row, .date, .missing) }
        guard let day = calendarDate(written) else {
            throw reject(row, .date, .notADate)
        }
        switch hub.hub.problem(with: day, today: hub.today) {
        case .inTheFuture: throw reject(row, .date, .inTheFuture)
        case .beforeOpening: throw reject(row, .date, .beforeOpening)
        case .afterClosing: throw reject(row, .date, .afterClosing)
        case nil: return day
        }
    }

    mutating func calendarDate(_ written: String) -> CalendarDate? {
        let order = dateOrder
        return dates.value(of: written) { CalendarDate($0, order: order) }
    }

    private mutating func services(_ row: TableRow) throws(HubLogReject) -> [Service] {
        let written = text(row, .services)
        guard let codes = services.value(of: written, find: Self.services) else {
            throw reject(row, .services, .unknownCode(list: "service"))
        }
        guard !codes.isEmpty else { throw reject(row, .services, .missing) }
        return codes
    }

    /// The services that a list names, in the order of the codelist; nil where one is unknown.
    private static func services(_ written: String) -> [Service]? {
        var codes: [Service] = []
        for part in written.split(whereSeparator: { $0 == ";" || $0 == "|" }) {
            let name = part.trimmingSpaces
            if name.isEmpty { continue }
            guard let code = Service(name) else { return nil }
            if !codes.contains(code) { codes.append(code) }
        }
        return codes.sorted { $0.number < $1.number }
    }

    private func reported(_ row: TableRow) -> [String: String] {
        var reported: [String: String] = [:]
        for (place, name) in heading.unknown where place < row.count {
            if !row.isEmpty(place) { reported[name] = row[place] }
        }
        return reported
    }

    func text(_ row: TableRow, _ column: HubLogColumn) -> String {
        heading[column].map { row.trimmed($0) } ?? ""
    }

    private func nonEmpty(_ row: TableRow, _ column: HubLogColumn) -> String? {
        let value = text(row, column)
        return value.isEmpty ? nil : value
    }

    /// The code that was found; unknown where nothing is written; otherwise a reject.
    func code<Kind>(
        _ found: Code<Kind>?, _ row: TableRow, _ column: HubLogColumn, _ list: String
    ) throws(HubLogReject) -> Code<Kind> {
        if let found { return found }
        if text(row, column).isEmpty { return .unknown }
        throw reject(row, column, .unknownCode(list: list))
    }

    func reject(
        _ row: TableRow, _ column: HubLogColumn, _ reason: HubLogReason
    ) -> HubLogReject {
        // With a delimiter too many a value stands under its neighbour's heading.
        let isShown = column.mayBeShown && row.count <= heading.names.count
        return HubLogReject(
            line: row.line, recordID: shown(text(row, .recordID)),
            column: shown(heading.name(of: column)),
            value: isShown ? shown(text(row, column)) : "", reason: reason)
    }

    /// As much of a text as a list of rejects has room for, without what steers a terminal.
    private func shown(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(80) {
            switch scalar.properties.generalCategory {
            case .control, .format: shown.append(" ")
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }
}
