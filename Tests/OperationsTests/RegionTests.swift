import CaseStore
import Casework
import Codelists
import Credentials
import Foundation
import Operations
import Postgres
import Reporting
import Testing

@Suite struct RegionTests {
    static let quarter = Quarter(index: 8_084)

    /// An application with the demonstration's records of the region.
    private static func with(
        _ body: @Sendable (Application, MasterKey) async throws -> Void
    ) async throws {
        try await withTestApplication { application, master in
            for file in EmbeddedFile.under("demonstration/region/") {
                _ = try await application.importRecords(try RegionFile(json: Data(file.bytes)))
            }
            try await body(application, master)
        }
    }

    private static func slug(_ text: String) throws -> Slug { try #require(Slug(text)) }

    @Test("84 countries before Mexico, 85 with it; before anything was published, unknown")
    func mgi() async throws {
        try await Self.with { application, _ in
            let day = try #require(CalendarDate("2021-02-25"))
            let before = try await application.mgiStatus(on: day)
            #expect(before.countries == 84 && before.localAuthorities == 30)
            #expect(before.named.isEmpty)
            let after = try await application.mgiStatus(on: day.adding(days: 1))
            #expect(after.countries == 85 && after.localAuthorities == 30)
            #expect(after.named.map(\.country.code) == ["MEX"])
            let earlier = try await application.mgiStatus(on: day.adding(days: -1))
            #expect(earlier.countries == nil && earlier.localAuthorities == nil)
        }
    }

    @Test("A file again changes nothing; other content is a conflict that leaves nothing behind")
    func importing() async throws {
        try await Self.with { application, _ in
            let audited = try await application.auditRows
            for file in EmbeddedFile.under("demonstration/region/") {
                let summary = try await application.importRecords(
                    try RegionFile(json: Data(file.bytes)))
                #expect(summary.added == 0 && summary.updated == 0 && summary.repeated > 0)
            }
            #expect(try await application.auditRows == audited)

            var file = RegionFile()
            let iom: Organisation = try await application.record(Self.slug("iom")).record
            var renamed = iom
            renamed.name = "Another"
            var new = iom
            new.slug = try Self.slug("new")
            file.organisations = [new, renamed]
            let conflicting = file
            await #expect(throws: RegionError.conflicts([.init(.organisation, iom.slug)])) {
                try await application.importRecords(conflicting)
            }
            #expect(try await application.records(Organisation.self).count == 8)
            let dry = try await application.importRecords(
                conflicting, ifOther: .replace, dryRun: true)
            #expect(dry.added == 1 && dry.updated == 1)
            #expect(try await application.records(Organisation.self).count == 8)
            let summary = try await application.importRecords(conflicting, ifOther: .replace)
            #expect(summary == dry)
            let stored: Stored<Organisation> = try await application.record(iom.slug)
            #expect(stored.version == 2 && stored.record.name == "Another")
        }
    }

    @Test("A change names the version it is of; a record names only what is there")
    func changing() async throws {
        try await Self.with { application, _ in
            let slug = try Self.slug("iom")
            try await application.change(slug, ifVersion: 1) { (body: inout Organisation) in
                body.website = "https://example.org"
            }
            let reference = RecordReference(.organisation, slug)
            await #expect(throws: RegionError.stale(reference)) {
                try await application.change(slug, ifVersion: 1) { (body: inout Organisation) in
                    body.website = nil
                }
            }
            await #expect(throws: RegionError.invalid(reference, field: "website")) {
                try await application.change(slug) { (body: inout Organisation) in
                    body.website = "javascript:alert(1)"
                }
            }
            let nobody = try Self.slug("nobody")
            await #expect(throws: RegionError.unknown(.init(.organisation, nobody))) {
                try await application.change(Self.slug("sne-labour-migration")) {
                    (activity: inout Activity) in
                    activity.partners.append(nobody)
                }
            }
        }
    }

    @Test("Lists count a person once, counts are added, and reached stays apart from assisted")
    func reached() async throws {
        try await Self.with { application, _ in
            let lectures = try Self.slug("desamparados-digital-commerce")
            let people = ["Ana Pérez", "José Mora"].map {
                Attendee(name: $0, institution: "IFAM", sex: .unknown)
            }
            #expect(try await application.list(people, for: lectures, session: 1) == 2)
            let again = [
                Attendee(name: "ANA PEREZ", institution: "ifam"),
                Attendee(name: "Luz Rojas", institution: "IFAM", audience: .init("police")),
            ]
            #expect(try await application.list(again, for: lectures, session: 2) == 2)
            #expect(try await application.list(again, for: lectures, session: 2) == 0)
            await #expect(throws: RegionError.unknownSession(3)) {
                try await application.list(again, for: lectures, session: 3)
            }
            let rows = try await application.reached(in: Self.quarter)
            let total = try #require(rows.first { $0.dimension == .total })
            #expect(total.listed == 3 && total.counted == 700 && total.reached == 703)
            #expect(total.isMinimum && total.sessions == 5 && total.uncountedSessions == 2)
            let service = rows.first {
                $0.dimension == .audience && $0.entry?.code == "employment_service"
            }
            #expect(service?.reached == 700)
            #expect(
                rows.first { $0.dimension == .audience && $0.entry?.code == "police" }?.listed
                    == 1)
            #expect(
                rows.first { $0.dimension == .country && $0.entry?.code == "CRI" }?.listed == 3)
            #expect(try await application.report(on: Self.quarter).totals.people == 0)

            let listed = try await application.attendees(of: lectures)
            #expect(Set(listed.compactMap(\.name)) == ["Ana Pérez", "José Mora", "Luz Rojas"])
            let dump = try await application.attendeeBytes
            #expect(!dump.isEmpty && !dump.contains("Ana") && !dump.contains("Rojas"))
            await #expect(throws: StoreError.sessionHasParticipants) {
                try await application.change(lectures) { (activity: inout Activity) in
                    activity.sessions.removeLast()
                }
            }
        }
    }

    @Test("An action keeps its history, and is due until it is done")
    func actions() async throws {
        try await Self.with { application, _ in
            let slug = try Self.slug("assess")
            let day = try #require(CalendarDate("2021-04-30"))
            try await application.add(
                AgreedAction(
                    slug: slug, network: Self.slug("darien-committee"), kind: .action,
                    title: "Assess needs", owner: "Secretariat", due: day))
            #expect(try await application.actionsDue(through: day).map(\.slug) == [slug])
            #expect(try await application.actionsDue(through: day.adding(days: -1)).isEmpty)
            try await application.setStatus(.done, ofAction: slug, note: "Delivered")
            #expect(try await application.actionsDue(through: day).isEmpty)
            await #expect(throws: OperationError.nothingToChange) {
                try await application.setStatus(.done, ofAction: slug, note: nil)
            }
            try await application.setStatus(.open, ofAction: slug, note: nil)
            let history = try await application.history(ofAction: slug)
            #expect(history.map(\.status) == [.open, .done, .open])
            #expect(history.map(\.note) == [nil, "Delivered", nil])
            #expect(history.allSatisfy { $0.actor == "test" })
        }
    }

    @Test("Who may write where")
    func permissions() async throws {
        try await Self.with { application, master in
            func acting(_ role: Role, country: String? = nil) -> Application {
                Application(
                    database: application.database.pool, vault: Vault(master: master),
                    actor: Actor(name: "x", role: role, country: country))
            }
            func rename(_ application: Application) async throws {
                try await application.change(Self.slug("darien-installation")) {
                    (meeting: inout Meeting) in
                    meeting.title += "."
                }
            }
            try await rename(acting(.countryOfficer, country: "PA"))
            for other in [acting(.countryOfficer, country: "MX"), acting(.editor), acting(.clerk)] {
                await #expect(throws: OperationError.notPermitted(.manageNetworks)) {
                    try await rename(other)
                }
            }
            await #expect(throws: OperationError.notPermitted(.publishBulletin)) {
                try await acting(.moderator).publish(Self.slug("diaspora-map"))
            }
        }
    }

    @Test("A bound figure is what the edition published; a newer edition flags it")
    func bulletin() async throws {
        try await Self.with { application, _ in
            let slug = try Self.slug("information-hubs-q1-2021")
            func value() async throws -> BoundFigureValue? {
                try await application.bulletin(onlyPublished: true)
                    .first { $0.stored.record.slug == slug }?.figures.first
            }
            #expect(try await value()?.state == .notPublished)
            var draft: BulletinItem = try await application.record(slug).record
            draft.slug = try Self.slug("draft")
            draft.status = .draft
            try await application.add(draft)
            await #expect(throws: RegionError.wrongStatus(draft.slug, .draft)) {
                try await application.publish(draft.slug)
            }
            try await application.submit(draft.slug)
            let figure = try #require(draft.figures.first)
            await #expect(throws: RegionError.figureNotPublished(figure)) {
                try await application.publish(draft.slug)
            }

            let files = try LogFiles()
            defer { files.remove() }
            _ = try await files.importAll(into: application, order: Array(files.names.prefix(2)))
            try await Self.close(application)
            let people = try #require(
                try await application.report(
                    on: Self.quarter, ReportRequest(edition: .number(1), audience: .public)
                ).totals.people)
            #expect(try await value()?.state == .value(people))
            #expect(try await value()?.isOutdated == false)
            try await application.publish(draft.slug)

            try await Self.close(application)
            #expect(try await value()?.state == .value(people))
            #expect(try await value()?.isOutdated == true)

            await #expect(throws: RegionError.wrongStatus(slug, .published)) {
                try await application.change(slug) { (item: inout BulletinItem) in
                    item.texts[0].title = "Changed in silence"
                }
            }
            await #expect(throws: RegionError.self) {
                try await application.correct(slug, note: "n") {
                    $0.texts[0].body = "{{people quarter=2021-Q2 edition=1}}"
                }
            }
            try await application.correct(slug, note: "Named another year.") {
                $0.texts[0].title = "Corrected"
            }
            let entry = try await application.bulletin(onlyPublished: true)
                .first { $0.stored.record.slug == slug }
            #expect(entry?.corrections.map(\.note) == ["Named another year."])
            #expect(entry?.stored.record.texts[0].title == "Corrected")
        }
    }

    @Test("What comes out is proposed to the bulletin once, as a draft that nobody but editors see")
    func announcements() async throws {
        try await Self.with { application, _ in
            let slug = try Self.slug("planning-for-prosperity")
            let proposed = try Self.slug("publication-planning-for-prosperity")
            let before: Publication = try await application.record(slug).record
            #expect(before.status == .forthcoming)
            try await application.change(slug) { (publication: inout Publication) in
                publication.series = "Reports"
            }
            await #expect(throws: RegionError.self) {
                let _: Stored<BulletinItem> = try await application.record(proposed)
            }
            try await application.change(slug) { (publication: inout Publication) in
                publication.published = CalendarDate("2021-09-01")
                publication.texts[0].title += " [x](javascript:y) *<b>"
                publication.texts[0].link = "https://example.org/p.pdf"
            }
            let item: BulletinItem = try await application.record(proposed).record
            #expect(item.status == .draft && item.dated == CalendarDate("2021-09-01"))
            #expect(item.links == [RecordReference(.publication, slug)])
            let text = try #require(item.texts.first)
            #expect(text.title.contains("Planning for Prosperity"))
            #expect(text.body.contains("\\[x\\]\\(javascript") && text.body.contains("<https://"))
            #expect(
                try await !application.bulletin(onlyPublished: true)
                    .contains { $0.stored.record.slug == proposed })

            // Neither taking the day back and saying it again, nor a new record, proposes more.
            let count = try await application.records(BulletinItem.self).count
            for day in [nil, CalendarDate("2021-10-01")] {
                try await application.change(slug) { (publication: inout Publication) in
                    publication.published = day
                }
            }
            var other: Publication = try await application.record(slug).record
            other.slug = try Self.slug("another-report")
            try await application.add(other)
            #expect(try await application.records(BulletinItem.self).count == count)
            let kept: BulletinItem = try await application.record(proposed).record
            #expect(kept.dated == CalendarDate("2021-09-01"))
        }
    }

    private static func close(_ application: Application) async throws {
        let items = try await application.status(of: quarter).review.items
        _ = try await application.close(
            quarter, accepting: Set(items.map(\.name)), reason: "Review")
    }
}

extension Application {
    fileprivate var auditRows: Int {
        get async throws { try await database.one(Query("SELECT count(*) FROM audit")) }
    }

    /// Everything that the database holds of participants, as text.
    fileprivate var attendeeBytes: String {
        get async throws {
            try await database.one(
                Query(
                    "SELECT string_agg(encode(identity, 'escape') || institution, '') FROM activity_attendee"
                ))
        }
    }
}
