public import CaseStore
public import Casework
import Credentials
public import FoundationEssentials
import Postgres

/// What everybody may see and send in, without an account.
///
/// It works as nobody: row security shows it what is public, and what is sent in goes through the
/// few functions of `db/routines/directory.sql`, which let nothing become public.
public struct PublicDirectory: Sendable {
    let database: Pool
    let vault: Vault
    /// Where the pages are, without a slash at the end: for links in mail.
    let site: String
    private let clock: @Sendable () -> Int
    let gate: SendingGate
    private let demonstration = BriefMemory<Bool>()

    /// `clock` says the seconds since 1970 by which forms and links grow old; whoever is refused
    /// again waits for that as long as `patience`.
    public init(
        _ signIn: SignIn, site: String, clock: @escaping @Sendable () -> Int = Self.systemClock,
        patience: Duration = .seconds(1)
    ) {
        database = signIn.database
        vault = signIn.vault
        self.site = site
        self.clock = clock
        gate = SendingGate(patience: patience)
    }

    @Sendable
    public static func systemClock() -> Int { Int(Date.now.timeIntervalSince1970) }

    var now: Int { clock() }

    /// Nearest first where something is near, else by name.
    public func places(_ filter: PlaceFilter) async throws -> [PublicPlace] {
        try await database.all(.publicPlaces(filter))
    }

    public func place(_ slug: Slug) async throws -> PublicPlace? {
        try await database.first(.publicPlace(slug))
    }

    /// Those of some places that are public.
    public func places(_ ids: [ID<Place>]) async throws -> [PublicPlace] {
        try await database.all(.publicPlaces(ids))
    }

    /// How many places are public, and how much they offer.
    public func state() async throws -> DirectoryState { try await database.one(.directoryState) }

    /// The items of the bulletin that are published, the newest first.
    public func bulletin() async throws -> [BulletinEntry] {
        try await database.transaction(.readOnly) { connection in
            try await connection.publishedBulletin()
        }
    }

    /// The issues of which every item is published, the newest first.
    public func issues() async throws -> [BulletinIssue] {
        try await database.all(.records(BulletinIssue.self)).map(\.record).sorted {
            ($1.dated, $0.slug) < ($0.dated, $1.slug)
        }
    }

    public func installationID() async throws -> UUID {
        try await database.one(.installationID)
    }

    public func isDemonstration() async throws -> Bool {
        try await demonstration.value(at: Self.systemClock()) {
            try await database.first(.installation)?.isDemonstration ?? false
        }
    }
}

extension Connection {
    /// The published items with what the public sees of their figures.
    func publishedBulletin() async throws -> [BulletinEntry] {
        let items: [Stored<BulletinItem>] = try await all(.records(BulletinItem.self))
            .filter { $0.record.status == .published }
        let values = try await keptValues(of: Set(items.flatMap(\.record.figures)))
        return BulletinEntry.entries(
            of: items, stamps: try await all(.bulletinStamps),
            corrections: try await all(.bulletinCorrections), values: values)
    }

    /// What was kept of figures bound in texts, as the editions that they name show it.
    func keptValues(
        of figures: Set<BoundFigure>
    ) async throws -> [BoundFigure: BoundFigureValue] {
        var values: [BoundFigure: BoundFigureValue] = [:]
        for figure in figures {
            values[figure] = BoundFigureValue(
                figure: figure, state: .notPublished, latestEdition: nil, isDemonstration: false)
        }
        for kept in try await all(.publishedFigures(Array(figures))) {
            values[kept.figure] = BoundFigureValue(
                figure: kept.figure, state: kept.value.map { .value($0) } ?? .hidden,
                latestEdition: kept.latestEdition, isDemonstration: kept.isDemonstration)
        }
        return values
    }
}
