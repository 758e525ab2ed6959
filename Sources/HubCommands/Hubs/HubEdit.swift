import Casework
import Console
import Operations
import Texts

/// `hubctl hub edit MX-TAP --name "Tapachula centro"`: changes what is named, keeps the rest.
struct HubEdit: Command {
    static let usage = Usage(
        "hub edit", summary: "command.hub.edit",
        positionals: [.required("code", help: "argument.hub")],
        options: [
            .value("name", "name", help: "option.hub.name"),
            .value("admin1", "code", help: "option.hub.admin1"),
            .value("latitude", "degrees", help: "option.hub.latitude"),
            .value("longitude", "degrees", help: "option.hub.longitude"),
            .value("time-zone", "zone", help: "option.hub.timezone"),
            .value("opened", "date", help: "option.hub.opened"),
        ],
        examples: [#"hubctl hub edit MX-TAP --name "Tapachula centro""#])

    let code: HubCode
    let name: String?
    let admin1: String?
    let latitude: Double?
    let longitude: Double?
    let timeZone: String?
    let openedOn: CalendarDate?

    init(_ arguments: inout Arguments) throws(UsageError) {
        code = try arguments.positional("code")
        name = try arguments.value("name")
        admin1 = try arguments.value("admin1")
        latitude = try arguments.value("latitude")
        longitude = try arguments.value("longitude")
        timeZone = try arguments.value("time-zone")
        openedOn = try arguments.value("opened")
    }

    func run(in session: Session) async throws {
        try await session.withApplication { application in
            guard var hub = try await application.hubs().first(where: { $0.code == code }) else {
                throw OperationError.unknownHub(code.description)
            }
            hub.name = name ?? hub.name
            hub.admin1 = admin1 ?? hub.admin1
            hub.latitude = latitude ?? hub.latitude
            hub.longitude = longitude ?? hub.longitude
            hub.timeZone = timeZone ?? hub.timeZone
            hub.openedOn = openedOn ?? hub.openedOn
            try await application.edit(hub)
        }
        session.terminal.write(session.texts("hub.edited", ["hub": code.description]))
    }
}
