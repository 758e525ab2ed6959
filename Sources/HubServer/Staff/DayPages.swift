import CaseStore
import Casework
import Codelists
import Operations
import Texts

/// The pages of a hub's day: what is due, the log form, and what works without a network.
enum DayPages {
    static let all = [today, log, offline]

    private static let today = StaffPage("/today", "todayPage", for: .manageCases) { visit in
        guard let hub = visit.actor.hub else { throw APIProblem(.notPermitted) }
        let day = try await visit.application.day(at: hub)
        let names = Dictionary(
            uniqueKeysWithValues: try await visit.application.hubs().map { ($0.code, $0.name) })
        return .page(TodayPage(frame: visit.frame, day: day, names: names).markup)
    }

    private static let log = StaffPage("/log", "logPage", for: .logEvents) { visit in
        .page(LogPage(frame: visit.frame).markup)
    }

    private static let offline = StaffPage("/offline", "offlinePage", for: .logEvents) { visit in
        .page(OfflinePage(frame: visit.frame).markup)
    }
}

extension TodayPage {
    /// `names` are those of the hubs.
    init(frame: PageFrame, day: HubDay, names: [HubCode: String]) {
        let texts = frame.texts
        self.init(
            frame: frame, today: day.today,
            due: day.due.map { Item($0, texts) },
            waiting: day.waiting.map { Item($0, at: day.hub, names, texts) },
            overdue: day.overdue.map { Item($0, at: day.hub, names, texts) },
            looks: day.glass.map { Look($0, reader: frame.account) },
            week: day.week.map { Day(date: $0.day, events: $0.events, people: $0.people) })
    }
}

extension TodayPage.Look {
    init(_ look: GlassBreak, reader: PageFrame.Account?) {
        self.init(
            id: look.id.description,
            actor: look.from.map { "\(look.actor) (\($0))" } ?? look.actor,
            at: CalendarDate(utc: look.at), reason: look.reason,
            subject: look.caseID == nil ? "web.today.glass.person" : "web.today.glass.case",
            path: look.caseID.map { "/cases/\($0)" }
                ?? (reader?.hubs.contains { $0.code == look.hub } == true
                    ? look.person.map { "/people/\($0)" } : nil),
            hub: look.hub.description, isToAnswer: look.actor != reader?.name)
    }
}

extension TodayPage.Item {
    init(_ view: CaseView, _ texts: Texts) {
        let content = view.content
        let names = view.people.compactMap(\.name).prefix(1)
        self.init(
            name: content.reference, path: "/cases/\(content.id)",
            text: (names + [content.nextStep?.text ?? ""]).joined(separator: ": "),
            due: content.nextStep?.dueOn, isOverdue: view.isOverdue)
    }

    init(
        _ view: ReferralView, at hub: HubCode, _ names: [HubCode: String], _ texts: Texts
    ) {
        let needs = (view.needs ?? []).map { $0.label(texts.language) }
        self.init(
            name: view.from == hub
                ? "→ \(view.receiverName)" : "\(names[view.from] ?? view.from.description) →",
            path: "/referrals#referral-\(view.id)",
            text: ([view.status.label(texts.language)] + needs).joined(separator: ", "),
            due: view.dueOn, isOverdue: view.isOverdue)
    }
}
