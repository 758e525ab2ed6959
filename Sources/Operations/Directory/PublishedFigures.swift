import CaseStore
public import Casework
import Codelists
import Postgres
import Reporting

extension Application {
    /// Keeps the figures of editions that were closed before figures were kept. One that shows the
    /// public nothing, or does not stand its audit any more, is passed over.
    func keepMissingFigures() async throws {
        for edition in try await database.all(.editionsWithoutFigures) {
            _ = try? await keepFigures(of: edition.quarter, edition: edition.number)
        }
    }

    /// Keeps what the public sees of an edition, one row a figure that a text can be bound to, so
    /// that public pages need not look at the edition itself.
    ///
    /// Returns how many were kept: none where the edition has no public figures.
    @discardableResult
    public func keepFigures(of quarter: Quarter, edition: Int) async throws -> Int {
        let report: QuarterlyReport
        do {
            report = try await self.report(
                on: quarter, ReportRequest(edition: .number(edition), audience: .public))
        } catch OperationError.unknownEdition, OperationError.notPublic {
            return 0
        }
        let countries =
            report.tables.first { $0.dimension == .country }?.rows
            .compactMap { Country($0.category.code) } ?? []
        let places: [Country?] = [nil] + countries
        let figures = BoundFigure.Measure.allCases.flatMap { measure in
            places.map {
                BoundFigure(measure, of: quarter, edition: edition, country: $0)
            }
        }
        return try await database.transaction { connection in
            for figure in figures {
                let value: Int? =
                    if case .value(let number) = report.state(of: figure) { number } else { nil }
                try await connection.run(
                    .keepFigure(
                        figure, value: value, isDemonstration: report.isDemonstration))
            }
            return figures.count
        }
    }
}
