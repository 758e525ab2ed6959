import CaseStore
import Casework
import Codelists
import Credentials
import Operations
import Postgres
import TestDatabase

/// An installation with three hubs, two of them in one country, with people, events and accounts at
/// each, and two ways to its database: the owner's, and that of the service's own role.
struct Site: Sendable {
    /// As the operator, on the owner's connections.
    let operation: Application
    /// What pages are served with.
    let signIn: SignIn
    let owner: Pool
    let service: Pool
    let vault: Vault

    static let hubs = ["MX-TAP", "MX-TIJ", "GT-GUA"].compactMap { HubCode($0) }
    static let password = "correct horse battery"
    /// Tests need not wait for what guards passwords.
    static let cost = PasswordParameters.Cost.floor
    static let source = SignIn.Source(address: "192.0.2.1", label: "Test")

    static func with(_ body: @Sendable (Site) async throws -> Void) async throws {
        try await TestDatabase.withConnectionString { connection in
            // Few connections each, since tests run side by side, and patience with a busy machine.
            let owner = Pool(
                PoolConfiguration(
                    connection, maximumSize: 2, acquireTimeout: .seconds(300),
                    connectTimeout: .seconds(300)))
            let service = Pool(
                PoolConfiguration(
                    "\(connection) user=hub_service", maximumSize: 3,
                    acquireTimeout: .seconds(300), connectTimeout: .seconds(300)))
            let master = MasterKey.generate()
            let vault = Vault(master: master)
            let site = Site(
                operation: Application(database: owner, vault: vault, actor: .machine("test")),
                signIn: SignIn(database: service, vault: vault, cost: cost),
                owner: owner, service: service, vault: vault)
            let outcome: Result<Void, any Error>
            do {
                try await site.operation.check(master)
                try await site.operation.add(
                    hubs.map { Hub(code: $0, name: $0.description, country: $0.country) })
                outcome = .success(try await body(site))
            } catch {
                outcome = .failure(error)
            }
            await service.close()
            await owner.close()
            try outcome.get()
        }
    }

    /// Adds an account whose password is known and need not be changed.
    func add(_ name: String, _ role: Role, hub: HubCode? = nil, country: Country? = nil)
        async throws
    {
        guard let post = Post(role, hub: hub, country: country) else {
            throw OperationError.invalid(field: "role")
        }
        _ = try await operation.addAccount(
            NewAccount(name: name, post: post), password: Self.password, cost: Self.cost)
    }

    func enter(_ name: String, from source: SignIn.Source = source) async throws -> AccessToken {
        try await signIn.begin(name: name, password: Self.password, from: source).token
    }

    /// What somebody works with who signs in.
    func application(of name: String) async throws -> Application {
        let entered = try await enter(name)
        return try signIn.application(
            for: try await signIn.authenticate(sessionToken: entered.text))
    }
}

/// An event with one person who has a document.
func event(
    at hub: HubCode, document: String, name: String = "Ana", on day: String = "2021-03-01",
    reference: String? = nil
) -> AssistanceEvent {
    AssistanceEvent(
        id: .new(), hub: hub, occurredOn: CalendarDate(day) ?? CalendarDate(dayNumber: 7_700),
        channel: .unknown, profile: .unknown, services: [Service(number: 1)],
        participants: [
            .described(
                PersonDescription(
                    givenNames: name, familyNames: "Núñez", document: document,
                    birth: .year(1990), sex: .unknown, nationality: .unknown)),
            .tally(Tally(count: 2)),
        ], caseReference: reference)
}
