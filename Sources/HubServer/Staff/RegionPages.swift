import CaseStore
import Casework
import Codelists
import Documents
import Exports
import Operations
import Texts

/// The region's other work: its registers, what was agreed and is due, and papers to take away.
enum RegionPages {
    static let all: [StaffPage] =
        [home, followUp, indicators, participants] + registers + papers

    private static let home = StaffPage(RegionPaths.home, "regionPage", for: nil) { visit in
        let application = visit.application
        let today = CalendarDate.today
        func register<Record: RegionResource>(
            _: Record.Type
        ) async throws -> RegionPage.Register {
            .init(
                title: Record.title, path: Record.path,
                count: try await application.records(Record.self).count)
        }
        let registers = [
            try await register(Activity.self), try await register(Network.self),
            try await register(Meeting.self), try await register(AgreedAction.self),
            try await register(Publication.self), try await register(BulletinItem.self),
            try await register(BulletinIssue.self), try await register(Organisation.self),
        ]
        let overdue = try await application.actionsDue(through: today.adding(days: -1)).count
        let flagged = try await application.bulletin(onlyPublished: false).filter { entry in
            entry.figures.contains { $0.isOutdated || $0.state == .notPublished }
        }
        return .page(
            RegionPage(
                frame: visit.frame, registers: registers, overdue: overdue,
                flagged: flagged.compactMap { entry in
                    entry.stored.record.text(in: visit.texts.language.rawValue).map {
                        (
                            $0.title,
                            RegionPaths.page(
                                of: .bulletinItem, entry.stored.record.slug.description)
                        )
                    }
                }
            ).markup)
    }

    private static let followUp = StaffPage(
        RegionPaths.followUp, "followUpPage", for: nil
    ) { visit in
        let open = try await visit.application.records(AgreedAction.self).map(\.record)
            .filter { $0.status == .open }
        return .page(
            FollowUpPage(
                frame: visit.frame, today: .today, actions: open.inOrderOfDueDate,
                names: try await visit.names(of: open.flatMap(\.references))
            ).markup)
    }

    private static let indicators = StaffPage(
        RegionPaths.indicators, "indicatorsPage", for: nil
    ) { visit in
        let day = visit.query("as_of") ?? CalendarDate.today
        return .page(
            MGIPage(
                frame: visit.frame, day: day, status: try await visit.application.mgiStatus(on: day)
            ).markup)
    }

    /// Who is listed for an activity; that it was read is kept in the audit trail.
    private static let participants = StaffPage(
        "\(RegionPaths.register(Activity.path))/{slug}/participants", "participantsPage",
        for: .manageActivities
    ) { visit in
        let stored: Stored<Activity> = try await visit.application.record(visit.path("slug"))
        return .page(
            ParticipantsPage(
                frame: visit.frame, activity: stored.record,
                people: try await visit.application.attendees(of: stored.record.slug),
                waiting: try await visit.application.checkIns(of: stored.record.slug)
            ).markup)
    }

    private static let registers: [StaffPage] =
        RegisterPages<Organisation>.all(columns: ["kind", "country", "place"])
        + RegisterPages<Activity>.all(
            columns: ["kind", "countries", "audience", "sessions"], more: RecordMore.activity)
        + RegisterPages<Network>.all(
            columns: ["kind", "countries", "installed"], more: RecordMore.network)
        + RegisterPages<Meeting>.all(columns: ["held", "network"], more: RecordMore.meeting)
        + RegisterPages<AgreedAction>.all(
            columns: ["status", "due", "owner", "network"], more: RecordMore.action)
        + RegisterPages<MGIParticipant>.all(columns: ["country", "joined", "source"])
        + RegisterPages<MGITotal>.all(columns: ["stated", "countries", "localities"])
        + RegisterPages<MGIIndicator>.all(columns: ["set", "dimension", "sdg"])
        + RegisterPages<MGIAssessment>.all(
            columns: ["set", "started", "published"], more: RecordMore.assessment)
        + RegisterPages<Publication>.all(
            columns: ["country", "series", "published"], more: RecordMore.publication)
        + RegisterPages<BulletinItem>.all(columns: ["dated", "country"], more: RecordMore.item)
        + RegisterPages<BulletinIssue>.all(columns: ["dated", "items"], more: RecordMore.issue)

    private static let papers: [StaffPage] = [
        paper("activities/{slug}/sheet/{session}", "sheetFile", nil) { papers, visit in
            try await papers.signInSheet(
                of: visit.path("slug"), session: visit.path("session"))
        },
        paper("activities/{slug}/certificates", "certificatesFile", .manageActivities) {
            papers, visit in try await papers.certificates(of: visit.path("slug"))
        },
        paper("meetings/{slug}/minutes", "minutesFile", nil) { papers, visit in
            try await papers.minutes(of: visit.path("slug"))
        },
        paper("bulletin/issues/{slug}/print", "issueFile", nil) { papers, visit in
            try await papers.bulletin(visit.path("slug"))
        },
        StaffPage("/referrals/{id}/slip.pdf", "slipFile", for: .handleReferrals) { visit in
            .file(
                try await Papers(visit.application, texts: visit.texts).slip(of: visit.path("id")),
                mediaType: "application/pdf", name: "referral.pdf")
        },
        StaffPage(
            "\(RegionPaths.home)/publications/{slug}/cite/{format}", "citationFile", for: nil
        ) { visit in
            let stored: Stored<Publication> = try await visit.application.record(
                visit.path("slug"))
            let format: String = try visit.path("format")
            guard ["bib", "ris"].contains(format),
                let citation = Citation(stored.record, language: visit.texts.language.rawValue)
            else { throw APIProblem(.notFound) }
            let text = format == "ris" ? citation.ris : citation.bibTeX
            return .file(
                Array(text.utf8),
                mediaType: format == "ris"
                    ? "application/x-research-info-systems" : "application/x-bibtex",
                name: "\(stored.record.slug).\(format)")
        },
    ]

    private static func paper(
        _ path: String, _ name: String, _ permission: Permission?,
        _ make: @escaping @Sendable (Papers, PageVisit) async throws -> [UInt8]
    ) -> StaffPage {
        StaffPage("\(RegionPaths.home)/\(path)", name, for: permission) { visit in
            let slug: Slug = try visit.path("slug")
            return .file(
                try await make(
                    Papers(visit.application, texts: visit.texts, site: visit.site.nonEmpty), visit),
                mediaType: "application/pdf", name: "\(slug).pdf")
        }
    }
}
