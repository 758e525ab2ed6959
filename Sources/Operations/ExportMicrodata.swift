import CaseStore
public import Casework
public import Exports
import Postgres
public import Reporting

extension Application {
    /// Writes the people of a quarter as rows in whom nobody can be found, into a new or empty
    /// directory.
    ///
    /// - Throws: `ExportProblem`, with nothing written.
    public func exportMicrodata(
        of quarter: Quarter, from choice: EditionChoice, rule: AnonymityRule, to path: String
    ) async throws -> ExportSummary {
        try permit(.export)
        let (data, origin) = try await microdata(of: quarter, from: choice, rule: rule)
        try await noteExport("microdata", origin)
        return try MicrodataExport(data, origin: origin).write(to: path)
    }

    func microdata(
        of quarter: Quarter, from choice: EditionChoice, rule: AnonymityRule
    ) async throws -> (data: AnonymousMicrodata, origin: ExportOrigin) {
        let (told, origin, frozen) = try await database.transaction(.readOnly) { connection in
            let edition = try await connection.edition(of: quarter, choice)
            guard let edition else {
                let installation = try await connection.first(.installation)
                return (
                    try await connection.peopleGroups(of: quarter, at: nil),
                    ExportOrigin(
                        quarter: quarter, edition: nil,
                        isDemonstration: installation?.isDemonstration ?? false, isInternal: true),
                    Int?.none
                )
            }
            let content = try EditionContent(bytes: edition.content)
            let isUnchanged = try await connection.one(
                .isUnchanged(quarter, since: edition.changeNumber))
            return (
                try await connection.peopleGroups(
                    of: quarter, at: isUnchanged ? nil : edition.changeNumber),
                ExportOrigin(
                    quarter: quarter, edition: edition.number,
                    isDemonstration: content.isDemonstration, isInternal: false),
                content.total.identified + content.total.anonymous
            )
        }
        let people = told.groups.reduce(told.withheld) { $0 + $1.people }
        // What was frozen is what is exported, or nothing is.
        if let frozen, frozen != people {
            throw ExportProblem.doesNotAddUp(rows: people, frozen: frozen)
        }
        do {
            let data = try AnonymousMicrodata(
                told.groups, withheld: told.withheld, in: quarter, rule: rule)
            return (data, origin)
        } catch {
            throw ExportProblem.cannotAnonymise(people: error.people)
        }
    }

    /// Keeps in the audit trail what left the service.
    func noteExport(_ kind: String, _ origin: ExportOrigin) async throws {
        let state = origin.edition.map { "edition \($0)" } ?? "open"
        try await write { connection in
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "export \(kind)",
                    subject: "\(origin.quarter) \(state)", reason: nil))
        }
    }
}
