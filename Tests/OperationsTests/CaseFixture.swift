import CaseStore
import Casework
import Codelists
import Credentials
import FoundationEssentials
import Operations
import Postgres
import Testing

/// Hubs, people and accounts that tests of cases work with.
struct CaseFixture: Sendable {
    let application: Application
    let master: MasterKey
    let tapachula: HubCode
    let tecun: HubCode
    let sanPedro: HubCode
    let today: CalendarDate

    static let shelter = Service(number: 8)
    static let outcome = CaseOutcome(number: 1)

    static func with<Result: Sendable>(
        _ body: @Sendable (Self) async throws -> Result
    ) async throws -> Result {
        try await withTestApplication { application, master in
            let hub = try #require(HubCode("MX-TAP"))
            let fixture = Self(
                application: application, master: master, tapachula: hub,
                tecun: try #require(HubCode("GT-TEC")),
                sanPedro: try #require(HubCode("HN-SPS")),
                today: try await application.today(at: hub))
            return try await body(fixture)
        }
    }

    /// The same installation, used by somebody with an account.
    func acting(
        _ role: Role, at hub: HubCode?, as account: AccountID = .new()
    ) -> Application {
        Application(
            database: application.database.pool, vault: Vault(master: master),
            actor: Actor(name: "\(role)", role: role, hub: hub, account: account))
    }

    /// Somebody whom the hub meets; adult, unless a birth is given.
    func meet(
        _ name: String, document: String = UUID().uuidString, at hub: HubCode? = nil,
        birth: Birth = .year(1980)
    ) async throws -> PersonID {
        let event = AssistanceEvent(
            id: .new(), hub: hub ?? tapachula, occurredOn: today, channel: Channel(number: 1),
            profile: Profile(number: 2), services: [Service(number: 1)],
            participants: [
                .described(
                    PersonDescription(
                        givenNames: name, familyNames: "Sintética", document: document,
                        birth: birth, sex: .female, nationality: Country(number: 340)))
            ])
        _ = try await application.record(event)
        return try await application.database.one(.participants(of: event.id))
    }

    func newCase(
        of people: [PersonID], needs: [Service] = [shelter], at hub: HubCode? = nil
    ) -> Case {
        Case(
            id: .new(), hub: hub ?? tapachula, people: people, needs: needs, plan: "a plan",
            nextStep: Case.NextStep(text: "a step", dueOn: today), openedOn: today)
    }

    func consent(
        of person: PersonID, to receiver: Receiver? = nil,
        for purpose: ConsentPurpose = .referral,
        covers: [SharedPart]? = nil
    ) -> Consent {
        Consent(
            id: .new(), person: person, purpose: purpose,
            receiver: purpose == .referral ? receiver ?? .hub(tecun) : nil,
            covers: purpose == .referral ? covers ?? Consent.usualParts : [], hub: tapachula,
            given: said, textVersion: "2021-01")
    }

    var said: Consent.Statement {
        Consent.Statement(
            on: today, channel: Channel(number: 1), language: SpokenLanguage(number: 1))
    }

    func referral(
        of person: PersonID, in id: CaseID, priority: ReferralPriority = .normal,
        summary: String? = nil
    ) -> Referral {
        Referral(
            id: .new(), caseID: id, person: person, receiver: .hub(tecun),
            needs: [Self.shelter], priority: priority, summary: summary)
    }
}

/// The code of a refusal, without what it carries.
func refusal<Result>(_ body: () async throws -> Result) async -> String {
    do {
        _ = try await body()
        return "done"
    } catch let error as CaseworkError {
        return String("\(error)".prefix { $0 != "(" })
    } catch let error as OperationError {
        return String("\(error)".prefix { $0 != "(" })
    } catch {
        return "\(error)"
    }
}
