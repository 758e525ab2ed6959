public import Casework
import Codelists

/// Agreements and actions of a network as a spreadsheet (CSV or XLSX).
public enum ActionList {
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
    public static func read(
        path: String, options: TableOptions = TableOptions(), network: Slug, meeting: Slug? = nil,
        dates: DateOrder? = nil
    ) throws(SheetProblem) -> SheetReading<AgreedAction> {
        let sheet = try Sheet<Column>(path: path, options: options)
        let order = dates ?? (sheet.isSpanish(.due) ? .dayMonthYear : .yearMonthDay)
        return SheetReading(sheet, eachOnceBy: .slug, \.slug) { (line) throws(HubLogReject) in
            try action(line, network: network, meeting: meeting, dates: order)
        }
    }

    private static func action(
        _ line: SheetLine<Column>, network: Slug, meeting: Slug?, dates: DateOrder
    ) throws(HubLogReject) -> AgreedAction {
        let title = try line.required(.title)
        let owner = try line.required(.owner)
        guard
            let slug = line[.slug].map({ Slug($0.lowercased()) })
                ?? Slug(naming: title, in: network)
        else { throw line.reject(.slug, .unknownCode(list: "a-z 0-9 -")) }
        return AgreedAction(
            slug: slug, network: network,
            meeting: try line.value(.meeting, .unknownCode(list: "a-z 0-9 -")) { Slug($0) }
                ?? meeting,
            kind: try line.value(.kind, .unknownCode(list: "kind")) {
                kinds[TextFolding.fold($0)]
            } ?? .action,
            title: title, owner: owner,
            due: try line.value(.due, .notADate) { CalendarDate($0, order: dates) },
            status: try line.value(.status, .unknownCode(list: "status")) {
                statuses[TextFolding.fold($0)]
            } ?? .open,
            note: line[.note])
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
