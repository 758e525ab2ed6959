import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl hub add MX-TAP --name Tapachula`.
struct HubAdd: Command {
    static let usage = Usage(
        "hub add", summary: "command.hub.add",
        positionals: [.required("code", help: "argument.hub")],
        options: [
            .value("name", "name", isRequired: true, help: "option.hub.name"),
            .value("admin1", "code", help: "option.hub.admin1"),
            .value("latitude", "degrees", help: "option.hub.latitude"),
            .value("longitude", "degrees", help: "option.hub.longitude"),
            .value("time-zone", "zone", help: "option.hub.timezone"),
            .value("opened", "date", help: "option.hub.opened"),
        ],
        examples: ["hubctl hub add PA-MET --name Metetí --admin1 PA-5 --opened 2021-03-23"])

    let hub: Hub

    init(_ arguments: inout Arguments) throws(UsageError) {
        let code: HubCode = try arguments.positional("code")
        hub = Hub(
            code: code, name: try arguments.value("name") ?? code.description,
            country: code.country, admin1: try arguments.value("admin1"),
            latitude: try arguments.value("latitude"), longitude: try arguments.value("longitude"),
            timeZone: try arguments.value("time-zone"), openedOn: try arguments.value("opened"))
    }

    func run(in session: Session) async throws {
        try await session.withApplication { try await $0.add([hub]) }
        session.terminal.write(session.texts("hub.added", ["hub": hub.code.description]))
    }
}
