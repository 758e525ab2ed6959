import CaseStore
import Casework
import Operations
import Texts

/// What the pages of the several kinds of records have beside their fields.
enum RecordMore {
    static func activity(
        _ visit: PageVisit, _ stored: Stored<Activity>
    ) async throws -> RegisterPages<Activity>.More {
        let activity = stored.record
        let page = RegionPaths.page(of: .activity, activity.slug.description)
        let texts = visit.texts
        var more = RegisterPages<Activity>.More()
        more.downloads = activity.sessions.indices.prefix(12).map { index in
            (
                texts("web.region.sheet", ["number": texts.number(index + 1)]),
                "\(page)/sheet/\(index + 1)"
            )
        }
        guard visit.actor.mayWrite(activity) else { return more }
        more.downloads.append((texts("web.region.certificates"), "\(page)/certificates"))
        more.below = """
            <p class="actions"><a class="button quiet" href="\(page)/participants">\
            \(texts("web.region.participants.read"))</a></p>

            """
        return more
    }

    static func network(
        _ visit: PageVisit, _ stored: Stored<Network>
    ) async throws -> RegisterPages<Network>.More {
        let slug = stored.record.slug
        let meetings = try await visit.application.records(Meeting.self).map(\.record)
            .filter { $0.network == slug }.sorted { $0.held < $1.held }
        let actions = try await visit.application.records(AgreedAction.self).map(\.record)
            .filter { $0.network == slug }.inOrderOfDueDate
        return .init(below: parts(visit, stored.record).network(meetings, actions))
    }

    static func meeting(
        _ visit: PageVisit, _ stored: Stored<Meeting>
    ) async throws -> RegisterPages<Meeting>.More {
        let page = RegionPaths.page(of: .meeting, stored.record.slug.description)
        return .init(downloads: [(visit.texts("web.region.minutes"), "\(page)/minutes")])
    }

    static func action(
        _ visit: PageVisit, _ stored: Stored<AgreedAction>
    ) async throws -> RegisterPages<AgreedAction>.More {
        let history = try await visit.application.history(ofAction: stored.record.slug)
        return .init(below: parts(visit, stored.record).action(stored, history))
    }

    static func assessment(
        _ visit: PageVisit, _ stored: Stored<MGIAssessment>
    ) async throws -> RegisterPages<MGIAssessment>.More {
        let (_, summary) = try await visit.application.mgiSummary(of: stored.record.slug)
        return .init(below: parts(visit, stored.record).assessment(summary))
    }

    static func publication(
        _ visit: PageVisit, _ stored: Stored<Publication>
    ) async throws -> RegisterPages<Publication>.More {
        let page = RegionPaths.page(of: .publication, stored.record.slug.description)
        return .init(downloads: [("BibTeX", "\(page)/cite/bib"), ("RIS", "\(page)/cite/ris")])
    }

    static func item(
        _ visit: PageVisit, _ stored: Stored<BulletinItem>
    ) async throws -> RegisterPages<BulletinItem>.More {
        let entry = try await visit.application.bulletin(onlyPublished: false)
            .first { $0.stored.record.slug == stored.record.slug }
        guard let entry else { return .init() }
        return .init(
            below: parts(visit, stored.record).item(
                entry, mayPublish: visit.actor.reach(of: .publishBulletin) > .nothing))
    }

    static func issue(
        _ visit: PageVisit, _ stored: Stored<BulletinIssue>
    ) async throws -> RegisterPages<BulletinIssue>.More {
        let page = RegionPaths.page(of: .bulletinIssue, stored.record.slug.description)
        return .init(downloads: [(visit.texts("web.region.print"), "\(page)/print")])
    }

    private static func parts(_ visit: PageVisit, _ record: some RegionRecord) -> RecordParts {
        RecordParts(texts: visit.texts, mayWrite: visit.actor.mayWrite(record))
    }
}
