import CaseStore
public import Casework
import Codelists
import Postgres
public import Reporting

extension Application {
    /// The exact figures of a quarter at this moment, with those it is compared with.
    ///
    /// One snapshot: no table of the report can be ahead of another.
    public func report(
        on quarter: Quarter, by cross: [(Dimension, Dimension)] = [], trend: Int = 0
    ) async throws -> QuarterlyReport {
        let before = quarter.adding(-1)
        let yearBefore = quarter.adding(-4)
        return try await database.transaction(.readOnly) { connection in
            let installation = try await connection.first(.installation)
            let directory = try await HubDirectory.load(on: connection)
            let reported = try await connection.all(
                .reportedCells(of: [quarter, before, yearBefore]))
            let cells = reported.compactMap { if case .figure(let cell) = $0 { cell } else { nil } }
            func total(of quarter: Quarter) -> RawCount? {
                cells.first { $0.quarter == quarter && $0.cell.dimension == nil }?.cell.count
            }
            var tables: [QuarterCounts.Cross] = []
            for (first, second) in cross {
                tables.append(
                    .init(
                        first: first, second: second,
                        cells: try await connection.all(.cross(first, second, in: quarter))))
            }
            var counts = QuarterCounts(
                quarter: quarter, total: total(of: quarter) ?? .none,
                quarterBefore: total(of: before), yearBefore: total(of: yearBefore),
                cells: cells.filter { $0.quarter == quarter }.map(\.cell), cross: tables,
                completeness: completeness(
                    of: quarter, reported, try await connection.all(.reportingDays(in: quarter))))
            if trend > 0 {
                let first = quarter.adding(1 - trend)
                let totals = try await connection.all(.totals(from: first, through: quarter))
                counts.trend = (first.index...quarter.index).map { index in
                    let cell = totals.first { $0.quarter.index == index }?.cell
                    return (Quarter(index: index), cell?.count ?? .none)
                }
            }
            return try QuarterlyReport(
                counts, policy: .internal, hubs: directory.names,
                isDemonstration: installation?.isDemonstration ?? false)
        }
    }

    /// The figures that an edition froze, compared with the other quarters' latest editions.
    ///
    /// Without a `number`, the latest edition.
    public func report(
        on quarter: Quarter, edition number: Int?, by cross: [(Dimension, Dimension)] = [],
        trend: Int = 0
    ) async throws -> QuarterlyReport {
        try await database.transaction(.readOnly) { connection in
            func frozen(_ quarter: Quarter, _ number: Int? = nil) async throws -> EditionContent? {
                let editions = try await connection.all(.editions(of: quarter))
                let edition = number.map { n in editions.first { $0.number == n } } ?? editions.last
                return try edition.map { try EditionContent(bytes: $0.content) }
            }
            guard let content = try await frozen(quarter, number) else {
                throw OperationError.unknownEdition(quarter, number ?? 1)
            }
            let before = try await frozen(quarter.adding(-1))?.total
            let yearBefore = try await frozen(quarter.adding(-4))?.total
            guard var counts = content.counts(quarterBefore: before, yearBefore: yearBefore) else {
                throw StoreError.unreadable(table: "edition")
            }
            for (first, second) in cross
            where !counts.cross.contains(where: { $0.first == first && $0.second == second }) {
                throw OperationError.notFrozen("\(first),\(second)")
            }
            for index in (0..<trend).reversed() {
                let earlier = quarter.adding(-index)
                let total =
                    index == 0 ? content.total : try await frozen(earlier)?.total ?? .none
                counts.trend.append((earlier, total))
            }
            counts.cross = counts.cross.filter { table in
                cross.contains { $0 == (table.first, table.second) }
            }
            return try QuarterlyReport(
                counts, policy: .internal, hubs: content.hubNames,
                isDemonstration: content.isDemonstration)
        }
    }

    /// What one hub did in a quarter: its figures by everything but place, and how it reported.
    public func report(on quarter: Quarter, at hub: HubCode) async throws -> QuarterlyReport {
        let before = quarter.adding(-1)
        let yearBefore = quarter.adding(-4)
        return try await database.transaction(.readOnly) { connection in
            let directory = try await HubDirectory.load(on: connection)
            guard let number = directory.entries[hub]?.number else {
                throw OperationError.unknownHub(hub.description)
            }
            let reported = try await connection.all(
                .reportedCells(of: [quarter, before, yearBefore]))
            let cells = reported.compactMap { if case .figure(let cell) = $0 { cell } else { nil } }
            func total(of quarter: Quarter) -> RawCount? {
                cells.first {
                    $0.quarter == quarter && $0.cell.dimension == .hub && $0.cell.category == number
                }?.cell.count
            }
            let counted = try await connection.all(.counted(in: quarter, atHub: number))
            let days = try await connection.all(.reportingDays(in: quarter))
            let counts = QuarterCounts(
                quarter: quarter, hub: number, total: total(of: quarter) ?? .none,
                quarterBefore: total(of: before), yearBefore: total(of: yearBefore),
                cells: counted.map(\.cell), cross: [],
                completeness: completeness(
                    of: quarter, reported, days.filter { $0.number == number }))
            let installation = try await connection.first(.installation)
            return try QuarterlyReport(
                counts, policy: .internal, hubs: directory.names,
                isDemonstration: installation?.isDemonstration ?? false)
        }
    }

    /// Puts together which hubs reported, how much, on which days, and what of it came late.
    private func completeness(
        of quarter: Quarter, _ reported: [ReportedCell], _ days: [ReportingDays]
    ) -> Completeness {
        var events: [Int16: Int] = [:]
        var late: [Int16: Int] = [:]
        for cell in reported {
            switch cell {
            case .late(quarter, let hub, let number): late[hub] = number
            case .figure(let figure)
            where figure.quarter == quarter && figure.cell.dimension == .hub:
                events[figure.cell.category] = figure.cell.count.events
            default: break
            }
        }
        return Completeness(
            hubs: days.map { hub in
                Completeness.Entry(
                    hub: hub.hub, name: hub.name, events: events[hub.number] ?? 0, days: hub.days,
                    firstDay: hub.first, lastDay: hub.last, late: late[hub.number] ?? 0)
            })
    }
}
