import Casework
import Codelists
import Operations
import Reporting
import Testing

/// What the public sees of a quarter: a preview, then editions that stay.
@Suite struct PublicEditionTests {
    private static let quarter = Quarter(index: 8_084)

    @Test("A preview is what the edition shows; later changes and editions do not alter it")
    func editions() async throws {
        try await withTestApplication { application, _ in
            let files = try LogFiles()
            defer { files.remove() }
            _ = try await files.importAll(into: application, order: Array(files.names.prefix(4)))
            let preview = try await report(application)
            #expect(preview.edition == nil && preview.policy == .public(threshold: 5))
            #expect(Self.hidden(preview) > 0)

            try await close(application)
            let first = try await report(application)
            #expect(first.edition == 1)
            #expect(Self.shown(first) == Self.shown(preview))
            let staff = try await application.report(
                on: Self.quarter, ReportRequest(edition: .latest, by: [(.sex, .country)]))
            #expect(Self.hidden(staff) == 0 && staff.cross[0].first == .sex)

            _ = try await files.importAll(
                into: application, order: Array(files.names.dropFirst(4).prefix(1)))
            #expect(try await Self.shown(report(application)) == Self.shown(first))
            try await close(application)
            #expect(try await Self.shown(report(application, .number(1))) == Self.shown(first))
            let second = try await report(application)
            #expect(second.edition == 2 && second.totals.people != first.totals.people)
            // What was hidden once stays hidden, in every table that is still shown.
            let shownAgain = Set(second.cross.map { [$0.first, $0.second] })
            let narrowed = first.cross.filter { shownAgain.contains([$0.first, $0.second]) }
            #expect(narrowed.count > 5)
            let before = Self.hiddenRows(first.tables, narrowed)
            #expect(!before.isEmpty)
            #expect(before.subtracting(Self.hiddenRows(second.tables, second.cross)) == [])
        }
    }

    @Test("An edition keeps its threshold; tables that are not published are refused")
    func refusals() async throws {
        try await withTestApplication { application, _ in
            let files = try LogFiles()
            defer { files.remove() }
            _ = try await files.importAll(into: application, order: Array(files.names.prefix(2)))
            await #expect(throws: OperationError.invalid(field: "threshold")) {
                try await close(application, threshold: 4)
            }
            let edition = try await close(application, threshold: 10)
            #expect(edition.threshold == 10)
            #expect(try await report(application).policy == .public(threshold: 10))
            await #expect(throws: OperationError.frozenThreshold(10)) {
                try await application.report(
                    on: Self.quarter, ReportRequest(audience: .public, threshold: 5))
            }
            await #expect(throws: DisclosureFailure.notReleased([.hub, .nationality])) {
                try await application.report(
                    on: Self.quarter,
                    ReportRequest(audience: .public, by: [(.hub, .nationality)]))
            }
            await #expect(throws: OperationError.unknownEdition(Self.quarter, 2)) {
                try await report(application, .number(2))
            }
        }
    }
}

// MARK: - Steps

extension PublicEditionTests {
    private func report(
        _ application: Application, _ edition: EditionChoice? = nil
    ) async throws -> QuarterlyReport {
        try await application.report(
            on: Self.quarter, ReportRequest(edition: edition, audience: .public, isWhole: true))
    }

    @discardableResult
    private func close(
        _ application: Application, threshold: Int = 5
    ) async throws -> EditionSummary {
        let items = try await application.status(of: Self.quarter).review.items
        return try await application.close(
            Self.quarter, accepting: Set(items.map(\.name)), reason: "Review",
            threshold: threshold)
    }

    private struct Shown: Equatable {
        let totals: Figure
        let tables: [QuarterlyReport.Table]
        let cross: [QuarterlyReport.CrossTable]
        let completeness: Completeness
    }

    private static func shown(_ report: QuarterlyReport) -> Shown {
        Shown(
            totals: report.totals, tables: report.tables, cross: report.cross,
            completeness: report.completeness)
    }

    private static func hiddenRows(
        _ tables: [QuarterlyReport.Table], _ cross: [QuarterlyReport.CrossTable]
    ) -> Set<[Category]> {
        let single = tables.flatMap(\.rows).filter { $0.figure.people == nil }
            .map { [$0.category] }
        let pairs = cross.flatMap(\.rows).filter { $0.figure.people == nil }
            .map { [$0.first, $0.second] }
        return Set(single + pairs)
    }

    private static func hidden(_ report: QuarterlyReport) -> Int {
        hiddenRows(report.tables, report.cross).count
    }
}
