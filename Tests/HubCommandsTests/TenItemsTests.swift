import Casework
import Credentials
import Foundation
import OpenAPI
import Operations
import Postgres
import Testing
import Texts

@testable import HTTP
@testable import HubCommands
@testable import HubServer

/// Each of the ten things that IOM reported can be found after `hubctl demo load`: by command, over
/// the API and on a page. The README's table says the same.
@Suite struct TenItemsTests {
    /// Where one of the ten is: a command, an endpoint with its path, a page, and what each shows.
    struct Item: Sendable {
        let command: String
        let endpoint: String
        var path: [String: String] = [:]
        let page: String
        let shown: String

        static func of(
            _ noun: String, _ kind: String, _ register: String, _ slug: String, shown: String
        ) -> Item {
            Item(
                command: "\(noun) show \(slug) --json", endpoint: "get\(kind)",
                path: ["slug": slug], page: "/region/\(register)/\(slug)", shown: shown)
        }
    }

    static let items: [Item] = [
        Item(
            command: "hub list --json", endpoint: "listHubs", page: "/hubs", shown: "MX-TAP"),
        .of(
            "activity", "Activity", "activities", "networks-exchange-2", shown: "Intercambio"),
        Item(
            command: "org list --json", endpoint: "listOrganisations",
            page: "/region/organisations", shown: "Instituto de Fomento"),
        .of(
            "publication", "Publication", "publications", "planning-for-prosperity",
            shown: "Planning for Prosperity"),
        .of(
            "activity", "Activity", "activities", "guyana-labour-migration-webinar",
            shown: "Guyana"),
        .of("activity", "Activity", "activities", "sne-labour-migration", shown: "700"),
        .of("network", "Network", "networks", "darien-committee", shown: "Darién"),
        .of("activity", "Activity", "activities", "talamanca-trafficking", shown: "Talamanca"),
        .of(
            "activity", "Activity", "activities", "desamparados-digital-commerce",
            shown: "comercio digital"),
        .of("activity", "Activity", "activities", "mexicali-police-children", shown: "Mexicali"),
        Item(
            command: "mgi status --as-of 2021-02-26 --details --json", endpoint: "getMGIStatus",
            page: "/region/mgi", shown: "85"),
        .of("bulletin", "BulletinItem", "bulletin/items", "diaspora-map", shown: "diáspora"),
    ]

    @Test("By command, over the API and on a page")
    func everywhere() async throws {
        try await CommandLineInstallation.with { installation in
            #expect(await installation.run(["demo", "load"]).code == 0)
            let connection = try #require(installation.environment["DATABASE_URL"])
            let pool = Pool(PoolConfiguration(connection, maximumSize: 4))
            let application = Application(
                database: pool, vault: Vault(master: MasterKey.generate()),
                actor: .machine("test"))
            do {
                for item in Self.items { try await Self.find(item, installation, application) }
                let listed = await installation.run(["bulletin", "list", "--json"])
                #expect(listed.output.components(separatedBy: "\"slug\" :").count > 10)
            } catch {
                await pool.close()
                throw error
            }
            await pool.close()
        }
    }

    private static func find(
        _ item: Item, _ installation: CommandLineInstallation, _ application: Application
    ) async throws {
        let said = await installation.run(item.command.split(separator: " ").map(String.init))
        #expect(said.code == 0 && said.output.contains(item.shown), "\(item.command)")

        let endpoint = try #require(
            API.endpoints.first { $0.operation.name == item.endpoint }, "\(item.endpoint)")
        guard case .inside(let perform) = endpoint.work else { return }
        let query = item.endpoint == "getMGIStatus" ? ["as_of": "2021-02-26"] : [:]
        let sent = Sent(path: item.path, query: query)
        try endpoint.check(sent)
        let answer = try await perform(
            APICall(application: application, sent: sent, texts: Texts(.spanish)))
        guard case .json(let bytes) = answer.body else { return }
        let json = String(decoding: bytes, as: UTF8.self)
        #expect(json.contains(item.shown), "\(item.endpoint) \(item.path)")

        let page = try #require(
            StaffPages.all.first { page in
                page.path == item.page
                    || page.path.replacing("{slug}", with: item.path["slug"] ?? "") == item.page
            }, "\(item.page)")
        guard case .staff(_, let make) = page.entrance else { return }
        let visit = PageVisit(
            frame: PageFrame(
                texts: Texts(.spanish), account: .init(name: "eva", role: .editor)),
            request: Request(
                method: .get, target: item.page, headers: Headers(), remoteAddress: "unix",
                isSecure: true, id: "1", parameters: item.path, deadline: .now),
            application: application, session: "")
        guard case .page(let markup) = try await make(visit) else {
            Issue.record("\(item.page) is no page")
            return
        }
        #expect(markup.html.contains(item.shown), "\(item.page)")
    }
}
