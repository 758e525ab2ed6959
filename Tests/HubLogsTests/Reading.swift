import Casework
import Codelists
import HubLogs
import Testing

/// All rows of a table.
func rows(
    _ file: TemporaryFile, options: TableOptions = TableOptions()
) throws -> [TableRow] {
    var reader = try TableFile.open(path: file.path, options: options)
    var rows: [TableRow] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
}

/// All rows of a text, as fields.
func fields(_ text: String, options: TableOptions = TableOptions()) throws -> [[String]] {
    try rows(TemporaryFile(text), options: options).map(\.fields)
}

/// Why a table cannot be read; nil when it can.
func problem(
    _ file: TemporaryFile, options: TableOptions = TableOptions()
) -> TableError? {
    problem(path: file.path, options: options)
}

func problem(path: String, options: TableOptions = TableOptions()) -> TableError? {
    do {
        var reader = try TableFile.open(path: path, options: options)
        while try reader.next() != nil {}
        return nil
    } catch {
        return error
    }
}

/// What a hub log came to.
struct LogReading {
    var events: [AssistanceEvent] = []
    var rejects: [HubLogReject] = []
    let rows: Int

    init(_ file: TemporaryFile, context: HubLogContext? = nil) throws {
        var reader = try HubLogReader(
            path: file.path, options: TableOptions(), context: context ?? HubLogContext.sample())
        rows = reader.rows
        while let outcome = try reader.next() {
            switch outcome {
            case .event(let event, _): events.append(event)
            case .reject(let reject): rejects.append(reject)
            }
        }
    }

    init(_ text: String, context: HubLogContext? = nil) throws {
        try self.init(TemporaryFile(text), context: context)
    }
}

/// Why a hub log cannot be read; nil when it can.
func logProblem(_ text: String, context: HubLogContext? = nil) throws -> HubLogFileProblem? {
    do {
        _ = try LogReading(text, context: context)
        return nil
    } catch let problem as HubLogFileProblem {
        return problem
    }
}

extension HubLogContext {
    /// Two hubs on 1 June 2021: MX-TAP opened in 2020, GT-TEC closed in February 2021.
    static func sample(
        defaultHub: String? = "MX-TAP", dateOrder: DateOrder? = nil
    ) throws -> HubLogContext {
        let today = try #require(CalendarDate(year: 2021, month: 6, day: 1))
        var hubs: [HubCode: HubDay] = [:]
        for name in ["MX-TAP", "GT-TEC"] {
            let code = try #require(HubCode(name))
            var hub = Hub(code: code, name: name, country: code.country)
            hub.openedOn = CalendarDate(year: 2020, month: 1, day: 1)
            hub.closedOn = name == "GT-TEC" ? CalendarDate(year: 2021, month: 2, day: 28) : nil
            hubs[code] = HubDay(hub: hub, today: today)
        }
        return HubLogContext(
            hubs: hubs, defaultHub: defaultHub.flatMap { HubCode($0) }, dateOrder: dateOrder)
    }
}
