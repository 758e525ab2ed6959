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
            let cells = try await connection.all(.cells(of: [quarter, before, yearBefore]))
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
                completeness: Completeness(
                    hubs: try await connection.all(.completeness(of: quarter))))
            return try QuarterlyReport(
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
            let cells = try await connection.all(.cells(of: [quarter, before, yearBefore]))
            func total(of quarter: Quarter) -> RawCount? {
                cells.first {
                    $0.quarter == quarter && $0.cell.dimension == .hub && $0.cell.category == number
                }?.cell.count
            }
            let counted = try await connection.all(.counted(in: quarter, atHub: number))
            let entries = try await connection.all(.completeness(of: quarter))
            let counts = QuarterCounts(
                quarter: quarter, hub: number, total: total(of: quarter) ?? .none,
                quarterBefore: total(of: before), yearBefore: total(of: yearBefore),
                cells: counted.map(\.cell), cross: [],
                completeness: Completeness(hubs: entries.filter { $0.hub == hub }))
            let installation = try await connection.first(.installation)
            return try QuarterlyReport(
                counts, policy: .internal, hubs: directory.names,
                isDemonstration: installation?.isDemonstration ?? false)
        }
    }
}
