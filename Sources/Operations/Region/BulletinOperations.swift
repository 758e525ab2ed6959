public import CaseStore
public import Casework
import Codelists
public import FoundationEssentials
import Postgres
import Reporting

/// An item of the bulletin as its readers get it.
public struct BulletinEntry: Sendable {
    public let stored: Stored<BulletinItem>
    /// RFC 3339, UTC; nil until it is published.
    public let publishedAt: String?
    public let updatedAt: String
    /// Oldest first.
    public let corrections: [BulletinCorrection]
    /// In the order in which the texts first name them.
    public let figures: [BoundFigureValue]

    public init(
        stored: Stored<BulletinItem>, publishedAt: String?, updatedAt: String,
        corrections: [BulletinCorrection], figures: [BoundFigureValue]
    ) {
        self.stored = stored
        self.publishedAt = publishedAt
        self.updatedAt = updatedAt
        self.corrections = corrections
        self.figures = figures
    }
}

extension BulletinEntry {
    /// The newest first.
    static func entries(
        of items: [Stored<BulletinItem>], stamps: [BulletinStamp],
        corrections: [BulletinCorrection], values: [BoundFigure: BoundFigureValue]
    ) -> [BulletinEntry] {
        items.compactMap { item in
            let slug = item.record.slug.description
            return stamps.first { $0.slug == slug }.map { stamp in
                BulletinEntry(
                    stored: item, publishedAt: stamp.publishedAt, updatedAt: stamp.updatedAt,
                    corrections: corrections.filter { $0.slug == slug },
                    figures: item.record.figures.compactMap { values[$0] })
            }
        }.sorted {
            ($1.stored.record.dated, $0.stored.record.slug)
                < ($0.stored.record.dated, $1.stored.record.slug)
        }
    }
}

extension Application {
    /// What tells this installation from every other, for ever.
    public func installationID() async throws -> UUID {
        try await database.one(.installationID)
    }

    /// The items of the bulletin, the newest first; for the public only those that are published.
    public func bulletin(onlyPublished: Bool) async throws -> [BulletinEntry] {
        let (items, stamps, corrections) = try await database.transaction(.readOnly) {
            connection in
            (
                try await connection.all(.records(BulletinItem.self)),
                try await connection.all(.bulletinStamps),
                try await connection.all(.bulletinCorrections)
            )
        }
        let shown = items.filter { !onlyPublished || $0.record.status == .published }
        return BulletinEntry.entries(
            of: shown, stamps: stamps, corrections: corrections,
            values: try await values(of: Set(shown.flatMap(\.record.figures))))
    }

    /// What figures bound in texts show: what the public sees of the editions they name.
    public func values(
        of figures: Set<BoundFigure>
    ) async throws -> [BoundFigure: BoundFigureValue] {
        // Whoever may not take figures out sees what was kept of the editions for everybody.
        guard actor.reach(of: .export) == .everywhere else {
            return try await database.transaction(.readOnly) {
                try await $0.keptValues(of: figures)
            }
        }
        var values: [BoundFigure: BoundFigureValue] = [:]
        for (quarter, asked) in Dictionary(grouping: figures, by: \.quarter) {
            let latest = try await editions(of: quarter).map(\.number).max()
            for (edition, figures) in Dictionary(grouping: asked, by: \.edition) {
                let report = try await published(quarter, edition)
                for figure in figures {
                    values[figure] = BoundFigureValue(
                        figure: figure, state: report?.state(of: figure) ?? .notPublished,
                        latestEdition: latest,
                        isDemonstration: report?.isDemonstration ?? false)
                }
            }
        }
        return values
    }

    /// What the public sees of an edition; nil where there is nothing.
    private func published(_ quarter: Quarter, _ edition: Int) async throws -> QuarterlyReport? {
        do {
            return try await report(
                on: quarter, ReportRequest(edition: .number(edition), audience: .public))
        } catch OperationError.unknownEdition, OperationError.notPublic {
            return nil
        }
    }

    /// Hands a draft over to whoever publishes.
    public func submit(_ slug: Slug) async throws {
        try await move(slug, from: .draft, to: .inReview, "submit")
    }

    /// Gives an item back to its author.
    public func sendBack(_ slug: Slug) async throws {
        try await move(slug, from: .inReview, to: .draft, "return")
    }

    /// Publishes an item that was reviewed; refused while a figure in it is not public.
    public func publish(_ slug: Slug) async throws {
        try permit(.publishBulletin)
        let item: BulletinItem = try await record(slug).record
        guard item.status == .inReview else { throw RegionError.wrongStatus(slug, item.status) }
        try await checkFigures(of: item)
        try await move(slug, from: .inReview, to: .published, "publish")
    }

    /// Refuses texts with a figure that the public cannot see.
    private func checkFigures(of item: BulletinItem) async throws {
        let values = try await values(of: Set(item.figures))
        if let missing = item.figures.first(where: { values[$0]?.state == .notPublished }) {
            throw RegionError.figureNotPublished(missing)
        }
    }

    private func move(
        _ slug: Slug, from: BulletinItem.Status, to: BulletinItem.Status, _ verb: String
    ) async throws {
        try await write { connection in
            let stored: Stored<BulletinItem> = try await locked(slug, on: connection)
            guard stored.record.status == from else {
                throw RegionError.wrongStatus(slug, stored.record.status)
            }
            var item = stored.record
            item.status = to
            try await save(item, id: stored.id, on: connection)
            try await audit(item, verb, on: connection)
        }
    }

    /// Corrects a published item; what was wrong is said beside it for ever.
    public func correct(
        _ slug: Slug, note: String, _ change: @Sendable (inout BulletinItem) throws -> Void
    ) async throws {
        try permit(.publishBulletin)
        guard !note.isEmpty else { throw OperationError.invalid(field: "note") }
        var corrected: BulletinItem = try await record(slug).record
        let figures = corrected.figures
        try change(&corrected)
        if corrected.figures != figures { try await checkFigures(of: corrected) }
        try await write { connection in
            let stored: Stored<BulletinItem> = try await locked(slug, on: connection)
            guard stored.record.status == .published else {
                throw RegionError.wrongStatus(slug, stored.record.status)
            }
            var item = stored.record
            try change(&item)
            guard item.status == .published else {
                throw RegionError.wrongStatus(slug, item.status)
            }
            try await save(item, id: stored.id, on: connection)
            try await connection.run(.noteCorrection(of: slug, note: note, actor: actor.name))
            try await audit(item, "correct", on: connection)
        }
    }
}

extension QuarterlyReport {
    /// What a text bound to a figure shows of this report.
    func state(of figure: BoundFigure) -> BoundFigureValue.State {
        let cell: Figure? =
            if let country = figure.country {
                tables.first { $0.dimension == .country }?.rows
                    .first { $0.category.code == country.code }?.figure
            } else {
                totals
            }
        // A country without a row has nobody in it.
        guard let cell else { return .value(0) }
        let number =
            switch figure.measure {
            case .people: cell.people
            case .identified: cell.identified
            case .anonymous: cell.anonymous
            }
        return number.map(BoundFigureValue.State.value) ?? .hidden
    }
}
