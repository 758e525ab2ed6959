import CaseStore
import Casework
import Codelists
import Operations
import Reporting
import Testing

/// Who may go from a figure to the events behind it, over the service's own database role.
@Suite struct CellAccessTests {
    private static let quarter = Quarter(index: 8_084)
    private static let mexico = "MEX"

    @Test("Everybody gets from a figure to its events as far as their role reaches, and no further")
    func reach() async throws {
        try await Site.with { site in
            _ = try await site.fill()
            func ask(_ name: String, _ places: [Reporting.Dimension: String]) async throws
                -> CellEvents?
            {
                do {
                    return try await site.application(of: name).events(
                        behind: CellQuestion(Self.quarter, places), limit: 100)
                } catch OperationError.notPermitted {
                    return nil
                }
            }
            let hubs = Site.hubs.map(\.description)
            let all = try #require(try await ask("analyst", [:]))
            #expect(Set(all.events.map(\.event.hub)) == Set(hubs))
            #expect(all.events.count == all.figure.figure.events)
            let country = try #require(try await ask("officer", [.country: Self.mexico]))
            #expect(Set(country.events.map(\.event.hub)) == Set(hubs.prefix(2)))
            #expect(
                country.figure.figure.people
                    == (try await ask("analyst", [.country: Self.mexico]))?.figure.figure.people)
            for name in ["clerk", "manager"] {
                let own = try #require(
                    try await ask(name, [.hub: hubs[0], .service: "information"]))
                #expect(Set(own.events.map(\.event.hub)) == [hubs[0]])
                #expect(own.figure.figure.events == own.events.count && !own.events.isEmpty)
                for places in [[:], [.country: Self.mexico], [.hub: hubs[1]], [.hub: hubs[2]]]
                    as [[Reporting.Dimension: String]]
                {
                    #expect(try await ask(name, places) == nil, "\(name) \(places)")
                }
            }
            for places in [[:], [.country: "GTM"], [.hub: hubs[2]]]
                as [[Reporting.Dimension: String]]
            {
                #expect(try await ask("officer", places) == nil, "\(places)")
            }
            for name in ["administrator", "auditor"] {
                #expect(try await ask(name, [.hub: hubs[0]]) == nil)
            }
            let unknown = CellQuestion(Self.quarter, [.service: "massage"])
            await #expect(throws: OperationError.invalid(field: "service")) {
                try await site.application(of: "analyst").events(behind: unknown, limit: 1)
            }
        }
    }
}
