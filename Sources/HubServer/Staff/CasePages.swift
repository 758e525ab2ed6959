import CaseStore
import Casework
import Codelists
import FoundationEssentials
import Operations
import Texts

/// Cases: listed, opened, worked on.
enum CasePages {
    static let all = [list, one]

    /// How many of a list a page shows.
    private static let most = 200

    private static let list = StaffPage("/cases", "casesPage", for: .manageCases) { visit in
        let asked: CasesPage.Shown = visit.query("show").flatMap { .init(rawValue: $0) } ?? .open
        let hub = visit.actor.hub.flatMap { visit.actor.may(.assignCases, at: $0) ? $0 : nil }
        let shown = asked == .workers && hub == nil ? .open : asked
        var filter = CaseFilter()
        filter.hub = visit.actor.hub
        switch shown {
        case .due: filter.dueBy = try await today(visit)
        case .mine: filter.worker = visit.actor.account
        case .open: filter.worker = visit.query("worker", as: AccountID.self)
        case .closed: filter.isClosed = true
        case .workers: break
        }
        let views =
            shown == .workers ? [] : try await visit.application.cases(filter, limit: most)
        let workers = try await Workers(visit)
        var workload: [CasesPage.Load]?
        if let hub {
            workload = try await visit.application.workload(at: hub)
                .map { .init($0, workers, visit) }
        }
        return .page(
            CasesPage(
                frame: visit.frame, shown: shown,
                rows: views.map { .init($0, workers: workers, texts: visit.texts) },
                workload: workload
            ).markup)
    }

    private static let one = StaffPage("/cases/{id}", "casePage", for: .manageCases) { visit in
        let view = try await visit.application.showCase(visit.path("id"))
        let workers = try await Workers(visit)
        return .page(CasePage(visit, view, workers: workers).markup)
    }

    private static func today(_ visit: PageVisit) async throws -> CalendarDate? {
        guard let hub = visit.actor.hub else { return nil }
        return try await visit.application.today(at: hub)
    }
}

/// The names of those who work on cases, as far as whoever asks may know them.
struct Workers: Sendable {
    private let names: [AccountID: String]
    private let texts: Texts

    init(_ visit: PageVisit) async throws {
        var names: [AccountID: String] = [:]
        for account in try await visit.application.colleagues() {
            names[account.id] = account.name
        }
        self.names = names
        texts = visit.texts
    }

    /// Nil for nobody.
    func name(of account: AccountID?) -> String? {
        account.map { names[$0] ?? texts("web.cases.colleague") }
    }

    /// All of them to choose from, by name.
    var options: [FormPieces.Option] {
        names.sorted { $0.value < $1.value }.map { .init($0.key.description, $0.value) }
    }
}

extension CasesPage.Load {
    init(_ row: WorkloadRow, _ workers: Workers, _ visit: PageVisit) {
        self.init(
            worker: workers.name(of: row.worker) ?? visit.texts("case.nobody"),
            path: row.worker.map { "/cases?show=open&worker=\($0)" },
            counts: [row.open, row.high, row.overdue, row.dueThisWeek, row.withoutStep])
    }
}

extension CasePage {
    init(_ visit: PageVisit, _ view: CaseView, workers: Workers) {
        let texts = visit.texts
        let content = view.content
        let options = { (list: Codelist) in
            list.entries.filter { !$0.isRetired }
                .map { FormPieces.Option($0.code, $0.label(texts.language)) }
        }
        self.init(
            frame: visit.frame, id: content.id.description, reference: content.reference,
            content: .init(
                status: content.status.label(texts.language),
                outcome: content.outcome?.label(texts.language), needs: content.needs,
                priority: content.priority, plan: content.plan ?? "",
                nextStep: content.nextStep?.text ?? "", due: content.nextStep?.dueOn,
                worker: workers.name(of: content.worker) ?? "–", isOpen: content.status.isOpen,
                isRestricted: content.isRestricted, isReadable: view.isReadable,
                version: content.version),
            people: view.people.map { .init($0, texts: texts) },
            timeline: (view.timeline ?? []).map { .init($0, of: content.id, texts: texts) }
                .reversed(),
            outcomes: options(CaseOutcome.list), priorities: options(NeedPriority.list),
            kinds: options(AttachmentKind.list),
            workers: visit.actor.may(.assignCases, at: content.hub) ? workers.options : [],
            worker: content.worker?.description)
    }
}

extension CasePage.Entry {
    init(_ entry: TimelineEntry, of id: CaseID, texts: Texts) {
        let language = texts.language
        let detail: String =
            switch entry.kind {
            case "change": texts(TextKey("case.change.\(entry.what)"))
            case "attachment": AttachmentKind(entry.what)?.label(language) ?? entry.what
            case "referral": ReferralStatus(entry.what)?.label(language) ?? entry.what
            case "event":
                (entry.codes.services ?? []).compactMap { Service($0)?.label(language) }
                    .joined(separator: ", ")
            default: ""
            }
        let kind = texts(TextKey("web.timeline.\(entry.kind)"))
        self.init(
            at: entry.at.formatted(.iso8601), actor: entry.actor,
            what: detail.isEmpty ? kind : "\(kind): \(detail)", text: entry.text,
            file: entry.kind == "attachment"
                ? "\(StaffPaths.cases)/\(id)/attachments/\(entry.id)" : nil)
    }
}
