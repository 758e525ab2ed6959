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
        on quarter: Quarter, by cross: [(Dimension, Dimension)] = []
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
            let counts = QuarterCounts(
                quarter: quarter, total: total(of: quarter) ?? .none,
                quarterBefore: total(of: before), yearBefore: total(of: yearBefore),
                cells: cells.filter { $0.quarter == quarter }.map(\.cell), cross: tables,
                completeness: completeness(
                    of: quarter, reported, try await connection.all(.reportingDays(in: quarter))))
            return QuarterlyReport(
                counts, policy: .internal, hubs: directory.names,
                isDemonstration: installation?.isDemonstration ?? false)
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
            return QuarterlyReport(
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
