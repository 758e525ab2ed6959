public import Casework
import Codelists

/// Agreements and actions of a network as a spreadsheet (CSV or XLSX).
public struct ActionList: Sendable {
    public private(set) var actions: [AgreedAction] = []
    public private(set) var rejects: [HubLogReject] = []
    /// Rows under the heading.
    public let rows: Int

    enum Column: SheetColumn {
        case slug, title, kind, owner, due, status, note, meeting

        var english: [String] {
            switch self {
            case .slug: ["shortname", "slug", "id"]
            case .title: ["action", "agreement", "title"]
            case .kind: ["kind", "type"]
            case .owner: ["owner", "responsible"]
            case .due: ["due", "duedate", "deadline"]
            case .status: ["status", "state"]
            case .note: ["note", "notes"]
            case .meeting: ["meeting"]
            }
        }

        var spanish: [String] {
            switch self {
            case .slug: ["nombrecorto", "registro"]
            case .title: ["accion", "acuerdo", "titulo"]
            case .kind: ["tipo"]
            case .owner: ["responsable"]
            case .due: ["vence", "fechalimite", "plazo", "vencimiento"]
            case .status: ["estado"]
            case .note: ["nota", "observaciones"]
            case .meeting: ["reunion", "sesion"]
            }
        }

        var isRequired: Bool { self == .title || self == .owner }
        var mayBeShown: Bool { true }
    }

    /// Reads a sheet for one network.
    ///
    /// `dates` says how dates that are not ISO 8601 are written; nil takes day before month under a
    /// Spanish heading, and no other than ISO under an English one.
    public init(
        path: String, options: TableOptions = TableOptions(), network: Slug, meeting: Slug? = nil,
        dates: DateOrder? = nil
    ) throws(SheetProblem) {
        let sheet = try Sheet<Column>(path: path, options: options)
        rows = sheet.rows.count
        let order = dates ?? (sheet.isSpanish(.due) ? .dayMonthYear : .yearMonthDay)
        var taken: Set<Slug> = []
        for row in sheet.rows {
            do throws(HubLogReject) {
                let action = try Self.action(
                    row, sheet, network: network, meeting: meeting, dates: order)
                guard taken.insert(action.slug).inserted else {
                    throw sheet.reject(row, .slug, .recordTwice)
                }
                actions.append(action)
            } catch {
                rejects.append(error)
            }
        }
    }

    private static func action(
        _ row: TableRow, _ sheet: Sheet<Column>, network: Slug, meeting: Slug?, dates: DateOrder
    ) throws(HubLogReject) -> AgreedAction {
        try sheet.check(row)
        let title = sheet.text(row, .title)
        let owner = sheet.text(row, .owner)
        guard !title.isEmpty else { throw sheet.reject(row, .title, .missing) }
        guard !owner.isEmpty else { throw sheet.reject(row, .owner, .missing) }
        let written = sheet.text(row, .slug)
        guard
            let slug = written.isEmpty
                ? Slug(naming: title, in: network) : Slug(written.lowercased())
        else { throw sheet.reject(row, .slug, .unknownCode(list: "a-z 0-9 -")) }
        let due = sheet.text(row, .due)
        let day = CalendarDate(due, order: dates)
        guard due.isEmpty || day != nil else { throw sheet.reject(row, .due, .notADate) }
        let note = sheet.text(row, .note)
        let agreedAt = sheet.text(row, .meeting)
        guard agreedAt.isEmpty || Slug(agreedAt) != nil else {
            throw sheet.reject(row, .meeting, .unknownCode(list: "a-z 0-9 -"))
        }
        return AgreedAction(
            slug: slug, network: network, meeting: Slug(agreedAt) ?? meeting,
            kind: try value(row, sheet, .kind, Self.kinds, else: .action), title: title,
            owner: owner, due: day,
            status: try value(row, sheet, .status, Self.statuses, else: .open),
            note: note.isEmpty ? nil : note)
    }

    private static func value<Value>(
        _ row: TableRow, _ sheet: Sheet<Column>, _ column: Column, _ values: [String: Value],
        else usual: Value
    ) throws(HubLogReject) -> Value {
        let written = sheet.text(row, column)
        if written.isEmpty { return usual }
        guard let value = values[TextFolding.fold(written)] else {
            throw sheet.reject(row, column, .unknownCode(list: column.english[0]))
        }
        return value
    }

    private static let kinds: [String: AgreedAction.Form] = [
        "action": .action, "accion": .action, "agreement": .agreement, "acuerdo": .agreement,
    ]

    private static let statuses: [String: AgreedAction.Status] = [
        "open": .open, "pending": .open, "inprogress": .open, "abierta": .open, "abierto": .open,
        "pendiente": .open, "encurso": .open, "enproceso": .open, "done": .done,
        "completed": .done, "hecha": .done, "hecho": .done, "cumplida": .done, "cumplido": .done,
        "completada": .done, "dropped": .dropped, "cancelled": .dropped, "canceled": .dropped,
        "cancelada": .dropped, "descartada": .dropped,
    ]
}

extension Slug {
    /// A short name made of a network's and of a title's first words; the same title gives the same.
    init?(naming title: String, in network: Slug) {
        let words = TextFolding.words(title).map { word in
            word.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
        var name = network.description
        for word in words.filter({ !$0.isEmpty }) where name.utf8.count + word.utf8.count < 80 {
            name += "-\(word)"
        }
        guard name != network.description else { return nil }
        self.init(name)
    }
}
