import CaseStore
import Casework
import Operations
import Reporting
import Testing

extension Application {
    /// Holds every figure of a quarter's report, of a table by two dimensions and of a hub's report
    /// against the events behind it: they must add up to it. Of large ones only what is said of them.
    func checkEvents(behind quarter: Quarter) async throws {
        let report = try await report(on: quarter, ReportRequest(by: [(.age, .sex)]))
        try await checkEvents(behind: CellQuestion(quarter), report.totals)
        for table in report.tables {
            for row in table.rows {
                try await checkEvents(
                    behind: CellQuestion(quarter, [table.dimension: row.category.code]), row.figure)
            }
        }
        for row in try #require(report.cross.first).rows {
            let cell = CellQuestion(quarter, [.age: row.first.code, .sex: row.second.code])
            try await checkEvents(behind: cell, row.figure)
        }
        let hub = try #require(HubCode("MX-TAP"))
        for table in try await self.report(on: quarter, at: hub).tables {
            for row in table.rows {
                let places = [table.dimension: row.category.code, .hub: hub.description]
                try await checkEvents(behind: CellQuestion(quarter, places), row.figure)
            }
        }
    }

    private func checkEvents(behind cell: CellQuestion, _ figure: Figure) async throws {
        let isSmall = (figure.events ?? 0) < 1_500
        let found = try await events(behind: cell, limit: isSmall ? 1_500 : 1)
        #expect(found.figure.figure == figure, "\(cell)")
        guard isSmall else { return }
        #expect(found.events.count == figure.events, "\(cell)")
        #expect(found.events.reduce(0) { $0 + $1.counted } == figure.identified, "\(cell)")
        #expect(found.events.reduce(0) { $0 + $1.event.anonymous } == figure.anonymous, "\(cell)")
        // Page by page it is the same list.
        guard let events = figure.events, 10..<60 ~= events else { return }
        var pages: [CellEvents] = []
        repeat {
            let last = pages.last?.events.last?.event
            pages.append(
                try await self.events(
                    behind: cell, limit: 7, before: last.map { ($0.occurredOn, $0.id) }))
        } while pages.last?.hasMore == true
        #expect(pages.flatMap(\.events).map(\.event.id) == found.events.map(\.event.id))
        #expect(
            pages.flatMap(\.events).map(\.counted) == found.events.map(\.counted), "\(cell)")
    }
}
