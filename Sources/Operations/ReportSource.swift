import CaseStore
import Casework
import Postgres
import Reporting

/// What was read of a quarter, in one snapshot, for a report to be made of.
struct ReportSource {
    private var counts: QuarterCounts
    private let hubs: HubNames
    private let isDemonstration: Bool
    /// What the edition shows the public; nil for the open quarter.
    private var edition: (number: Int, content: EditionContent)?
    /// What was frozen of the quarter before, oldest first.
    private var earlier: [EditionContent] = []
    /// The totals of other quarters as the public sees them in their latest editions.
    private var published: [Quarter: Figure] = [:]

    /// The quarter as it stands, compared with others as they stand.
    init(
        standing quarter: Quarter, _ request: ReportRequest, on connection: Connection
    ) async throws {
        let directory = try await HubDirectory.load(on: connection)
        let reported = try await ReportedQuarters(
            [quarter, quarter.adding(-1), quarter.adding(-4)], on: connection)
        hubs = directory.names
        isDemonstration = try await connection.first(.installation)?.isDemonstration ?? false
        counts = QuarterCounts(
            quarter: quarter, total: reported.count(of: quarter, nil) ?? .none,
            quarterBefore: reported.count(of: quarter.adding(-1), nil),
            yearBefore: reported.count(of: quarter.adding(-4), nil),
            cells: reported.cells(of: quarter).filter { $0.dimension != nil }, cross: [],
            completeness: try await reported.completeness(of: quarter, on: connection))
        // The public's tables are protected together, so all of them are counted.
        let isWhole = request.audience == .public || request.isWhole
        let tables =
            isWhole ? Release.crossTables : request.tables(of: [ReportRequest.pyramid])
        for (first, second) in tables {
            counts.cross.append(
                .init(
                    first: first, second: second,
                    cells: try await connection.all(.cross(first, second, in: quarter))))
        }
        counts.secondary = try await SecondaryCounts(of: quarter, on: connection)
        switch request.audience {
        case .internal:
            let trend = request.trend(to: quarter)
            guard let first = trend.first else { break }
            let totals = try await connection.all(.totals(from: first, through: quarter))
            counts.trend = trend.map { other in
                (other, totals.first { $0.quarter == other }?.cell.count ?? .none)
            }
        case .public:
            earlier = try await connection.all(.contents(of: [quarter]))
                .map { try EditionContent(bytes: $0.content) }
            published = try await Self.published(request.others(than: quarter), on: connection)
        }
    }

    /// What an edition froze, compared with the latest editions of others.
    init(
        edition number: Int, among editions: [StoredContent], of quarter: Quarter,
        _ request: ReportRequest, on connection: Connection
    ) async throws {
        var contents: [EditionContent] = []
        for stored in editions where stored.number <= number {
            contents.append(try EditionContent(bytes: stored.content))
        }
        guard let content = contents.last,
            let counts = content.counts(quarterBefore: nil, yearBefore: nil)
        else { throw StoreError.unreadable(table: "edition") }
        self.counts = counts
        hubs = content.hubNames
        isDemonstration = content.isDemonstration
        edition = (number, content)
        let others = request.others(than: quarter)
        switch request.audience {
        case .internal:
            let latest = try await Self.latest(others, on: connection)
            self.counts.quarterBefore = latest[quarter.adding(-1)]?.total
            self.counts.yearBefore = latest[quarter.adding(-4)]?.total
            self.counts.trend = request.trend(to: quarter).map { other in
                (other, other == quarter ? content.total : latest[other]?.total ?? .none)
            }
        case .public:
            earlier = contents.dropLast()
            published = try await Self.published(others, on: connection)
        }
    }

    private static func latest(
        _ quarters: [Quarter], on connection: Connection
    ) async throws -> [Quarter: EditionContent] {
        // Oldest first, so the latest of each quarter stays.
        var latest: [Quarter: StoredContent] = [:]
        for stored in try await connection.all(.contents(of: quarters)) {
            latest[stored.quarter] = stored
        }
        return try latest.mapValues { try EditionContent(bytes: $0.content) }
    }

    private static func published(
        _ quarters: [Quarter], on connection: Connection
    ) async throws -> [Quarter: Figure] {
        try await latest(quarters, on: connection).compactMapValues { $0.release?.total }
    }
}

extension ReportSource {
    func report(_ request: ReportRequest) throws -> QuarterlyReport {
        switch request.audience {
        case .internal:
            let available = counts.cross.map { ($0.first, $0.second) }
            guard let asked = counts.crossing(request.tables(of: available)) else {
                throw OperationError.notFrozen(
                    request.cross.map { "\($0),\($1)" }.joined(separator: "; "))
            }
            return QuarterlyReport(internal: asked, hubs: hubs, isDemonstration: isDemonstration)
        case .public:
            let release = try release(request)
            return try release.report(
                crossing: request.tables(of: release.crossTables), hubs: hubs,
                completeness: counts.completeness, edition: edition?.number, published: published,
                trend: request.trend(to: counts.quarter),
                secondary: try secondary(release.frozen.threshold), seal: counts.seal,
                isDemonstration: isDemonstration)
        }
    }

    /// What the public sees of people reached and referrals sent; nil in an edition without them.
    private func secondary(_ threshold: Int) throws -> SecondaryRelease? {
        let before = earlier.compactMap(\.secondary)
        guard let edition else {
            return try SecondaryRelease(
                protecting: counts.secondary, threshold: threshold, after: before)
        }
        return try edition.content.secondary.map {
            try SecondaryRelease(thawing: $0, after: before)
        }
    }

    private func release(_ request: ReportRequest) throws -> Release {
        let before = earlier.compactMap(\.release)
        guard let edition else {
            return try Release(
                protecting: FrozenCounts(counts, hubs: hubs),
                threshold: request.threshold ?? Release.defaultThreshold, after: before)
        }
        guard let frozen = edition.content.release else {
            throw OperationError.notPublic(counts.quarter, edition.number)
        }
        if let threshold = request.threshold, threshold != frozen.threshold {
            throw OperationError.frozenThreshold(frozen.threshold)
        }
        return try Release(thawing: frozen, after: before)
    }
}

extension SecondaryCounts {
    /// People reached and referrals sent, as they stand.
    init(of quarter: Quarter, on connection: Connection) async throws {
        self.init(
            reached: try await connection.all(.reached(in: quarter)),
            referrals: try await connection.all(.referralCounts(in: quarter.days, from: nil)).map {
                ReferralCount(
                    from: $0.from, to: $0.to, sent: $0.sent, accepted: $0.accepted,
                    completed: $0.completed, inTime: $0.inTime)
            })
    }
}

extension [StoredContent] {
    /// The number of the edition that is meant; nil for the open quarter.
    func number(of choice: EditionChoice, in quarter: Quarter) throws(OperationError) -> Int? {
        switch choice {
        case .open: return nil
        case .latest:
            guard let last else { throw .unknownEdition(quarter, 1) }
            return last.number
        case .number(let number):
            guard contains(where: { $0.number == number }) else {
                throw .unknownEdition(quarter, number)
            }
            return number
        }
    }
}
