import CaseStore
import Casework
import Codelists
import FoundationEssentials
import Postgres
import Reporting
import TestDatabase
import Testing

/// Every statement about our tables, prepared by the server against the migrated schema.
@Suite struct StatementTests {
    @Test("The server accepts every statement")
    func isAccepted() async throws {
        try await TestDatabase.with(maximumConnections: 1) { pool in
            for (name, statement) in Self.statements {
                do {
                    try await pool.withConnection { try await $0.prepare(statement) }
                } catch {
                    Issue.record("\(name): \(error)")
                }
            }
        }
    }

    @Test("None is missing from the list")
    func isComplete() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/CaseStore")
        let declaration = /public static (?:func|var) (\w+)/
        var declared: [String: Int] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path()) {
            guard file.contains("+Statement") || file.contains("+Query") else { continue }
            let text = try String(
                contentsOf: folder.appending(path: file), encoding: .utf8)
            for match in text.matches(of: declaration) {
                declared[String(match.output.1), default: 0] += 1
            }
        }
        var listed: [String: Int] = [:]
        for (name, _) in Self.statements {
            listed[String(name.prefix { $0 != " " }), default: 0] += 1
        }
        #expect(declared == listed)
    }

    /// By the name of the declaration; what follows a space tells overloads apart.
    private static let statements: [(String, Statement)] =
        [
            (
                "open",
                .open([
                    reference: NewCase(
                        id: .new(), person: person, openedOn: day, needs: [Service(number: 1)],
                        isRestricted: false)
                ])
            ),
            ("cases", Query.cases([reference]).statement),
            ("cells", Query.cells(of: [quarter]).statement),
            ("counted", Query.counted(in: quarter).statement),
            ("counted at a hub", Query.counted(in: quarter, atHub: 1).statement),
            ("counted at a cell", Query.counted(at: cell, in: quarter).statement),
            ("events at a cell", Query.events(at: cell, in: quarter, limit: 10).statement),
            ("isUnchanged", Query.isUnchanged(quarter, since: 1).statement),
            ("withheldPeople", Query.withheldPeople(of: quarter, at: nil).statement),
            ("totals", Query.totals(from: quarter, through: quarter).statement),
            ("cross", Query.cross(.country, .sex, in: quarter).statement),
            ("reportedCells", Query.reportedCells(of: [quarter]).statement),
            ("reportingDays", Query.reportingDays(in: quarter).statement),
            ("current", Query.current(event).statement),
            ("participants", Query.participants(of: event, on: day).statement),
            ("versions", Query.versions(of: event).statement),
            ("events", Query.events(at: hub.code, in: quarter.days, limit: 10).statement),
            ("register", .register([prepared])),
            ("append", .append([prepared], actor: "test")),
            ("addPersonFacts", Query.addPersonFacts([prepared]).statement),
            ("addTallyFacts", .addTallyFacts([prepared])),
            ("retireFacts", .retireFacts(of: registered)),
            (
                "moveRegister",
                .moveRegister(of: event, toVersion: 2, occurredOn: day, digest: [], isVoid: true)
            ),
            ("appendVoid", .appendVoid(of: registered, reason: "r", actor: "test")),
            ("ensureQuarter", .ensureQuarter(quarter)),
            ("settle", .settle([quarter])),
            ("fold", .fold),
            ("rebuild", .rebuild(quarter)),
            ("lockImports", .lockImports),
            ("audit", .audit(actor: "test", operation: "o", subject: nil)),
            ("registered", Query.registered(ids: [event], hubs: [1], records: [nil]).statement),
            ("lockedRegister", Query.lockedRegister(of: event).statement),
            ("hubs", Query.hubs.statement),
            ("hub", Query.hub(hub.code).statement),
            ("add a hub", .add(hub)),
            ("edit", .edit(hub)),
            (
                "add a batch",
                .add(ImportBatch(id: .new(), fileName: "f", digest: []), actor: "test")
            ),
            ("importedDigests", Query.importedDigests.statement),
            ("serverFacts", Query.serverFacts.statement),
            ("alterableHistory", Query.alterableHistory.statement),
            ("unknownTimeZones", Query.unknownTimeZones.statement),
            ("serviceRole", Query.serviceRole.statement),
            ("hasSchema", Query.hasSchema.statement),
            ("keyIdentifier", Query.keyIdentifier.statement),
            ("installation", Query.installation.statement),
            ("note", .note(keyIdentifier: [])),
            ("note an epoch", .note(keyringEpoch: 1)),
            ("keyringEpoch", Query.keyringEpoch.statement),
            ("markDemonstration", .markDemonstration(true)),
            ("clearEverything", .clearEverything),
            ("date a case", .date(CaseID.new(), changed: [], notes: [])),
            (
                "date a referral",
                .date(ReferralID.new(), sentOn: CalendarDate(dayNumber: 7_700), steps: [])
            ),
            ("allowClearing", .allowClearing(true)),
            ("auditSeals", Query.auditSeals.statement),
            ("latestAuditSeal", Query.latestAuditSeal.statement),
            ("auditSeal", Query.auditSeal(number: 1).statement),
            ("unsealed", Query.unsealed(from: nil, limit: 1).statement),
            ("serverState", Query.serverState.statement),
            ("lockAuditSeals", .lockAuditSeals),
            ("add a seal", .add(seal)),
            ("place rows", .place([1], tags: [[]], from: 0)),
            ("places from", Query.places(from: 0).statement),
            ("places", Query.places(0..<1).statement),
            ("place of a row", Query.place(of: 1).statement),
            ("auditRows", Query.auditRows(everyFilter, limit: 1).statement),
            ("auditRow", Query.auditRow(1).statement),
            ("unplacedAuditRows", Query.unplacedAuditRows.statement),
            ("auditExtent", Query.auditExtent(at: 1).statement),
            ("codelistValues", Query.codelistValues.statement),
            ("rejectedRows", Query.rejectedRows(in: quarter).statement),
            ("standing at a change", Query.standing(in: quarter, at: 1).statement),
            ("standingPersons", Query.standingPersons(in: quarter, at: 1).statement),
            ("voided", Query.voided(among: [event], at: 1).statement),
            ("changeNumber", Query.changeNumber.statement),
            ("editions", Query.editions(of: quarter).statement),
            ("edition", Query.edition(1, of: quarter).statement),
            ("editionsWithoutFigures", Query.editionsWithoutFigures.statement),
            ("unauditedRecords", Query.unauditedRecords(in: quarter).statement),
            ("sessionFacts", Query.sessionFacts(in: quarter).statement),
            ("referralFacts", Query.referralFacts(in: quarter).statement),
            ("contents", Query.contents(of: [quarter]).statement),
            (
                "add an edition",
                .add(
                    edition: 1, of: quarter, changeNumber: 1, actor: "test", reason: "r",
                    accepted: [], content: [], inputs: [], secondaryInputs: [], signature: [],
                    publicKey: [])
            ),
            ("lockForMerge", Query.lockForMerge([person]).statement),
            ("lockPeople", Query.lockPeople([person]).statement),
            ("findPeople", Query.findPeople(search, limit: 1).statement),
            ("knownInNetwork", Query.knownInNetwork(search).statement),
            ("duplicatePairs", Query.duplicatePairs(.open, of: hub.code, limit: 1).statement),
            ("duplicatePair", Query.duplicatePair(person, person).statement),
            ("sealedPair", Query.sealedPair(person, person).statement),
            (
                "dismissPair",
                Query.dismissPair(person, person, reason: "r", actor: "test").statement
            ),
            (
                "noteLikelyDuplicates",
                Query.noteLikelyDuplicates(of: [(person, search)], foundBy: "entry").statement
            ),
            (
                "noteLikelyDuplicates unread",
                .noteLikelyDuplicates(of: [(person, search)], foundBy: "entry")
            ),
            ("openDuplicates", Query.openDuplicates(in: quarter).statement),
            ("openPairs", Query.openPairs.statement),
            (
                "addModel",
                Query.addModel(actor: "test", people: 1, threshold: 0, weights: "{}").statement
            ),
            ("enter", Query.enter([foundPair], model: 1).statement),
            (
                "clearOpenPairs",
                .clearOpenPairs(before: 1, foundBefore: Moment(day))
            ),
            ("scannedPeople", Query.scannedPeople(born: 1990...1991, unknown: true).statement),
            ("unindexedPeople", Query.unindexedPeople(after: person, limit: 10).statement),
            ("index", Statement.index([(id: person, tokens: [1, 2])])),
            ("birthYears", Query.birthYears.statement),
            ("serverTime", Query.serverTime.statement),
            ("sealedPeople", Query.sealedPeople([person]).statement),
            ("merged", Query.merged(into: person).statement),
            (
                "keepVersions",
                .keepVersions(
                    of: "person_id = \(person)", change: "corrected", reason: "r", actor: "test")
            ),
            ("merge", .merge(person, into: person, reason: "r", actor: "test")),
            ("unmerge", .unmerge(person, reason: "r", actor: "test")),
            ("recountFacts", .recountFacts(formerly: person)),
            (
                "correct",
                .correct(
                    person, sex: .female, birthYear: 1990, birthQuarter: 1, nationality: .unknown)
            ),
            ("persons", Query.persons(withKeys: [[]]).statement),
            ("add people", Query.add([sealed]).statement),
            ("isOperator", Query.isOperator.statement),
            ("beginSignIn", Query.beginSignIn(name: "n", from: source).statement),
            ("open a session", Query.open(session, name: "n", proof: [], from: source).statement),
            (
                "confirm",
                Query.confirm([], step: 1, recovery: nil, as: session, from: source).statement
            ),
            ("awaitedFactor", Query.awaitedFactor(of: []).statement),
            ("holder of a session", Query.holder(ofSession: []).statement),
            ("holder of a token", Query.holder(ofToken: []).statement),
            ("clearedDevice", Query.clearedDevice(of: []).statement),
            ("isDemonstration", Query.isDemonstration.statement),
            ("latestQuarter", Query.latestQuarter.statement),
            ("visits", Query.visits(of: person, limit: 10).statement),
            ("days", Query.days(at: hub.code, from: day, count: 7).statement),
            ("seen", Query.seen(at: hub.code, since: day, limit: 10).statement),
            ("ownParameters", Query.ownParameters(of: []).statement),
            ("rotate", Query.rotate([], to: session).statement),
            (
                "changePassword",
                Query.changePassword(of: [], proof: [], parameters: "p", verifier: []).statement
            ),
            ("closeSession", .closeSession([])),
            ("accounts", Query.accounts.statement),
            ("account", Query.account(named: "n").statement),
            ("sessions", Query.sessions(of: account).statement),
            ("tokens", Query.tokens(of: account).statement),
            ("revokeSessions", Query.revokeSessions(of: account, only: nil).statement),
            ("revoke", Query.revoke(.new(), of: account).statement),
            ("pendingSecret", Query.pendingSecret(of: account).statement),
            (
                "addAccount",
                .addAccount(account, name: "n", role: "clerk", hub: 1, country: nil, locale: nil)
            ),
            ("changeRole", .changeRole(of: account, to: "auditor", hub: nil, country: nil)),
            ("setDisabled", .setDisabled(account, true)),
            ("setLocale", .setLocale(of: account, to: "es")),
            (
                "setPassword",
                .setPassword(of: account, parameters: "p", verifier: [], isFinal: true)
            ),
            ("enrolSecret", .enrolSecret([], of: account)),
            ("confirmSecret", .confirmSecret(of: account, step: 1, recovery: [])),
            ("replaceRecoveryCodes", .replaceRecoveryCodes(of: account, by: [])),
            ("removeSecret", .removeSecret(of: account)),
            (
                "addToken",
                .addToken(
                    .new(), of: account, name: "n", token: [], access: [], scopes: nil, days: 1)
            ),
        ] + CaseStatements.all + region + rights + directory

    private static let seal = AuditSeal(
        number: 1, sealedAt: Moment(day), firstPosition: 0, rows: 1, firstRow: 1, lastRow: 1,
        root: [], previous: [], server: 0, horizon: 0, nextTransaction: 0, frontier: [],
        signature: [], publicKey: [])
    private static let everyFilter = {
        var filter = AuditFilter()
        (filter.actor, filter.operation, filter.subject) = ("a", "o", "s")
        (filter.from, filter.to, filter.before) = (Moment(day), Moment(day), 1)
        filter.flaggedOnly = true
        return filter
    }()

    private static let account = AccountID.new()
    private static let source = SignInSource(address: "192.0.2.1", device: [], label: nil)
    private static let session = NewSession(
        id: .new(), token: [], access: [], idle: 1, lifetime: 1)

    private static let search: TokenSearch = {
        var search = TokenSearch()
        search.keys = [[1]]
        search.sets = [[1, 2]]
        search.stages = [([1], 1)]
        return search
    }()

    private static let foundPair = FoundPair(
        left: person, right: .new(), leftHub: 1, rightHub: 1, score: 1, reasons: ["sex.same"])

    private static let event = EventID.new()
    static let person = PersonID.new()
    private static let day = CalendarDate(dayNumber: 7_700)
    /// With a place of every dimension.
    private static let cell = CellAddress(Dimension.allCases.map { .init($0, 1) })
    private static let quarter = day.quarter
    private static let reference = CaseReference(hub: 1, reference: "MX-TAP-2021-000001")
    private static let hub = Hub(
        code: HubCode("MX-TAP") ?? { preconditionFailure("a hub's code") }(), name: "Tapachula",
        country: Country(number: 484), admin1: nil, latitude: nil, longitude: nil,
        timeZone: "America/Mexico_City", openedOn: nil)
    private static let prepared = PreparedEvent(
        id: event, hub: 1, country: Country(number: 484), recordID: nil, occurredOn: day,
        channel: .unknown, profile: .unknown, services: [Service(number: 1)], destination: nil,
        isLate: false, note: nil, digest: [],
        participants: [.person(person), .tally(Tally(count: 2))])
    private static let registered = RegisteredEvent(
        position: 0, id: event, version: 1, isVoid: false, digest: [], occurredOn: day)
    static let sealed = SealedPerson(
        id: person, identityKey: nil, hub: 1, sex: .unknown, birthYear: nil, birthQuarter: nil,
        nationality: .unknown, wrappedKey: [], identity: [], document: nil, searchTokens: [])
}
