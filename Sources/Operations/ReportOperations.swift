import CaseStore
public import Casework
import Codelists
import Postgres
public import Reporting

extension Application {
    /// The figures of a quarter: as they stand or as an edition froze them, for staff or for the
    /// public.
    ///
    /// One snapshot: no table of the report can be ahead of another.
    ///
    /// - Throws: `OperationError` for an edition, a table or a threshold that there is not;
    ///   `DisclosureFailure` when the figures cannot be made public.
    public func report(
        on quarter: Quarter, _ request: ReportRequest = ReportRequest()
    ) async throws -> QuarterlyReport {
        try permit(request.audience == .internal ? .readFigures : .export)
        let source = try await database.transaction(.readOnly) { connection in
            let editions = try await connection.all(.contents(of: [quarter]))
            let choice =
                request.edition
                ?? (request.audience == .internal || editions.isEmpty ? .open : .latest)
            guard let number = try editions.number(of: choice, in: quarter) else {
                return try await ReportSource(standing: quarter, request, on: connection)
            }
            return try await ReportSource(
                edition: number, among: editions, of: quarter, request, on: connection)
        }
        // Nobody's snapshot is kept waiting while the public's figures are worked out.
        return try source.report(request)
    }

    /// What one hub did in a quarter: its figures by everything but place, and how it reported.
    public func report(on quarter: Quarter, at hub: HubCode) async throws -> QuarterlyReport {
        try permit(.readFigures, at: hub)
        return try await database.transaction(.readOnly) { connection in
            let directory = try await HubDirectory.load(on: connection)
            guard let number = directory.entries[hub]?.number else {
                throw OperationError.unknownHub(hub.description)
            }
            let reported = try await ReportedQuarters(
                [quarter, quarter.adding(-1), quarter.adding(-4)], on: connection)
            let counted = try await connection.all(.counted(in: quarter, atHub: number))
            let counts = QuarterCounts(
                quarter: quarter, hub: number,
                total: reported.count(of: quarter, .hub, number) ?? .none,
                quarterBefore: reported.count(of: quarter.adding(-1), .hub, number),
                yearBefore: reported.count(of: quarter.adding(-4), .hub, number),
                cells: counted.map(\.cell), cross: [],
                completeness: try await reported.completeness(
                    of: quarter, onlyHub: number, on: connection))
            return QuarterlyReport(
                internal: counts, hubs: directory.names,
                isDemonstration: try await connection.first(.installation)?.isDemonstration ?? false
            )
        }
    }
}

/// The cells of quarters as they stand, in one snapshot.
struct ReportedQuarters {
    private let reported: [ReportedCell]

    init(_ quarters: [Quarter], on connection: Connection) async throws {
        reported = try await connection.all(.reportedCells(of: quarters))
    }

    func cells(of quarter: Quarter) -> [RawCell] {
        reported.compactMap {
            if case .figure(let cell) = $0, cell.quarter == quarter { cell.cell } else { nil }
        }
    }

    /// What was counted in one cell; nil where nothing was.
    func count(of quarter: Quarter, _ dimension: Dimension?, _ category: Int16 = 0) -> RawCount? {
        cells(of: quarter).first { $0.dimension == dimension && $0.category == category }?.count
    }

    /// Which hubs reported, how much, on which days, and what of it came late.
    func completeness(
        of quarter: Quarter, onlyHub: Int16? = nil, on connection: Connection
    ) async throws -> Completeness {
        var events: [Int16: Int] = [:]
        var late: [Int16: Int] = [:]
        for cell in cells(of: quarter) where cell.dimension == .hub {
            events[cell.category] = cell.count.events
        }
        for case .late(quarter, let hub, let number) in reported { late[hub] = number }
        let days = try await connection.all(.reportingDays(in: quarter))
        return Completeness(
            hubs: days.filter { onlyHub == nil || $0.number == onlyHub }.map { hub in
                Completeness.Entry(
                    hub: hub.hub, name: hub.name, events: events[hub.number] ?? 0, days: hub.days,
                    firstDay: hub.first, lastDay: hub.last, late: late[hub.number] ?? 0)
            })
    }
}
