import CaseStore
import Casework
import Codelists
import Foundation
import Operations
import Reporting
import Texts

@testable import HubServer

/// Every page of the staff app, of people who do not exist.
struct SamplePages {
    let texts: Texts
    /// Stands wherever a person wrote something: a page that does not escape it shows.
    static let hostile = "Ana <b onclick=\"x\">\"Ñ'&</b>"
    private static let names =
        [
            "sign-in", "code", "new-password", "log", "today", "today-empty", "people",
            "people-found",
            "person", "duplicates", "duplicates-none", "duplicate", "cases", "workload", "case",
            "case-closed",
            "case-new", "referrals", "referral-new",
            "reports", "reports-hub", "events", "cell-events", "cell-events-none",
            "reports-hubs", "hubs", "users", "user", "moderation", "settings", "offline", "403",
            "404", "500",
            "503",
        ] + regionNames

    /// The pages by name, in one language.
    static func all(_ language: Language) -> [(name: String, html: String)] {
        let sample = SamplePages(texts: Texts(language))
        return names.map { ($0, sample.page($0).html) }
    }

    var day: CalendarDate {
        CalendarDate(year: 2021, month: 3, day: 31) ?? .init(dayNumber: 0)
    }

    var hubs: [Hub] {
        [("MX-TAP", "Tapachula"), ("GT-TEC", "Tecún Umán")].compactMap { code, name in
            HubCode(code).map {
                Hub(code: $0, name: name, country: $0.country, openedOn: day)
            }
        }
    }

    private var clerk: PageFrame {
        PageFrame(
            texts: texts, account: .init(name: "ana.ejemplo", role: .clerk, hubs: hubs),
            isDemonstration: true)
    }
    private var administrator: PageFrame {
        PageFrame(texts: texts, account: .init(name: "admin", role: .administrator))
    }
    private var accounts: [StoredAccount] {
        [("admin", "administrator", nil, true), ("ana.ejemplo", "clerk", "MX-TAP", false)].map {
            StoredAccount(
                id: .new(), name: $0, role: $1, hub: $2, country: nil, locale: nil,
                mustChange: false, hasOneTimeCodes: $3, isDisabled: false,
                createdAt: "2021-03-01T10:05:00Z")
        }
    }
    private var nobody: PageFrame { PageFrame(texts: texts, account: nil) }

    private var moderation: Markup {
        let frame = PageFrame(texts: texts, account: .init(name: "mo", role: .moderator))
        guard let slug = Slug("new-entry"), let contact = MailAddress("a@example.org") else {
            return .none
        }
        var place = Place(slug: slug, name: Self.hostile, country: Country("GTM") ?? .unknown)
        place.services = [Service(number: 1)]
        place.note = Self.hostile
        return ModerationPage(
            frame: frame,
            waiting: [nil, .new()].map { known in
                Registration(
                    id: .new(), place: known, document: place, contact: contact,
                    language: "es", status: .waiting, createdAt: "2026-11-26T12:00:00Z",
                    confirmedAt: nil, decidedBy: nil, reasons: [], note: nil,
                    alike: known == nil ? ["casa"] : [])
            }
        ).markup
    }

    private func page(_ name: String) -> Markup {
        switch name {
        case "sign-in": SignInPage(frame: nobody, revoked: Self.hostile).markup
        case "code": SignInPage(frame: nobody, step: .code).markup
        case "new-password": SignInPage(frame: nobody, step: .newPassword).markup
        case "log": LogPage(frame: clerk).markup
        case "today": today(items: true)
        case "today-empty": today(items: false)
        case "people": PeoplePage(frame: clerk).markup
        case "people-found": peopleFound
        case "person": person
        case "duplicates": DuplicatesPage(frame: manager, pairs: [comparison.pair]).markup
        case "duplicates-none": DuplicatesPage(frame: manager, pairs: []).markup
        case "duplicate": DuplicatePage(frame: manager, found: comparison).markup
        case "cases": cases
        case "workload": workload
        case "case": oneCase(isOpen: true)
        case "case-closed": oneCase(isOpen: false)
        case "case-new":
            NewCasePage(
                frame: clerk, hub: hubs[0].code, person: .least, name: Self.hostile, today: day
            ).markup
        case "referrals": referrals
        case "referral-new":
            NewReferralPage(
                frame: clerk, caseID: .new(), reference: "MX-TAP-2021-000123",
                hub: hubs[0].code, people: [.init("1", Self.hostile), .init("2", "Eva")],
                needs: [Service(number: 8)], hubs: [.init("GT-TEC", "GT-TEC · Tecún Umán")],
                organisations: [.init("1", Self.hostile)]
            ).markup
        case "reports": report(hub: nil)
        case "reports-hub": report(hub: hubs.first?.code)
        case "events": events
        case "cell-events": cellEvents(2)
        case "cell-events-none": cellEvents(0)
        case "hubs": HubsPage(frame: clerk, hubs: hubs).markup
        case "settings": settings
        case "moderation": moderation
        case "reports-hubs":
            ReportHubsPage(frame: clerk, quarter: Quarter(containing: day), hubs: hubs).markup
        case "users":
            UsersPage(frame: administrator, accounts: accounts, hubs: hubs).markup
        case "user":
            UserPage(
                frame: administrator, account: accounts[1], sessions: devices, hubs: hubs
            ).markup
        case "offline": OfflinePage(frame: clerk).markup
        case _ where Self.regionNames.contains(name): region(name)
        default:
            ErrorPage(
                frame: clerk, reason: ErrorPage.Reason(rawValue: Int(name) ?? 0) ?? .failed,
                requestID: "5f0c"
            ).markup
        }
    }

    private func today(items: Bool) -> Markup {
        let item = TodayPage.Item(
            name: "MX-TAP-2021-000123", path: "/cases/1", text: Self.hostile, due: day,
            isOverdue: true)
        let later = TodayPage.Item(
            name: "MX-TAP-2021-000124", path: "/cases/2", text: "Llamar al albergue",
            due: day.adding(days: 1), isOverdue: false)
        let looks = [true, false].map { isToAnswer in
            TodayPage.Look(
                id: PersonID.least.description, actor: "ana (MX-TAP)", at: day,
                reason: Self.hostile,
                subject: isToAnswer ? "web.today.glass.person" : "web.today.glass.case",
                path: isToAnswer ? nil : "/cases/1", hub: "GT-TEC", isToAnswer: isToAnswer)
        }
        return TodayPage(
            frame: items ? manager : clerk, today: day, due: items ? [item, later] : [],
            waiting: items ? [later] : [], overdue: items ? [item] : [],
            looks: items ? looks : [],
            week: (0..<7).map {
                .init(date: day.adding(days: $0 - 6), events: 12 * $0, people: 9 * $0)
            }
        ).markup
    }

    private var peopleFound: Markup {
        let found = PeoplePage.Found(
            id: .least, name: Self.hostile, born: "1990", sex: .female,
            nationality: Country("HND") ?? .unknown,
            lastSeen: day)
        return PeoplePage(
            frame: clerk,
            asked: .init(name: Self.hostile, born: "", document: ""),
            answer: .init(found: [found], isKnownElsewhere: true)
        ).markup
    }

    private var manager: PageFrame {
        PageFrame(texts: texts, account: .init(name: "eva", role: .manager, hubs: hubs))
    }

    private var comparison: DuplicateComparison {
        func person(_ given: String, _ birth: String) -> PersonView {
            PersonView(
                id: .new(), hub: hubs[0].code, givenNames: given, familyNames: Self.hostile,
                birth: birth, sex: .female, nationality: Country("HND"))
        }
        let (left, right) = (person("Ana Lucía", "1990-02-05"), person("Anna", "1990-05-02"))
        return DuplicateComparison(
            pair: DuplicateView(
                left: left.id, right: right.id, score: 11.2,
                reasons: ["birth_date.reordered", "given_names.alike", "family_names.same"],
                leftHub: hubs[0].code, rightHub: hubs[0].code),
            left: left, right: right, differences: ["given_names", "birth_date"])
    }

    private var person: Markup {
        PersonPage(
            frame: clerk, id: .least, name: Self.hostile, document: "P-0001", born: "1990-02-05",
            sex: .female, nationality: Country("HND") ?? .unknown,
            agreements: [
                .init(
                    id: "1", purpose: ConsentPurpose(number: 1), given: day,
                    channel: Channel(number: 1), language: SpokenLanguage(number: 1),
                    withdrawn: nil),
                .init(
                    id: "2", purpose: .referral, receiver: ("GT-TEC", Self.hostile),
                    covers: Consent.usualParts, given: day, channel: Channel(number: 2),
                    language: SpokenLanguage(number: 4), withdrawn: nil),
                .init(
                    id: "3", purpose: ConsentPurpose(number: 3), given: day,
                    channel: Channel(number: 1), language: SpokenLanguage(number: 1),
                    withdrawn: day),
            ],
            shared: [true, false].map {
                .init(
                    receiver: Self.hostile, parts: Consent.usualParts, sent: day, status: .sent,
                    isVisible: $0)
            },
            receivers: [.init("GT-TEC", "GT-TEC · Tecún Umán")],
            visits: hubs.map {
                .init(
                    date: day, hub: $0.code, channel: Channel(number: 1),
                    services: [Service(number: 1), Service(number: 14)])
            }, cases: [.init(id: "1", reference: "MX-TAP-2021-000123", status: "Activo")]
        ).markup
    }

    private var cases: Markup {
        let row = CasesPage.Row(
            id: "1", reference: "MX-TAP-2021-000123", person: Self.hostile,
            nextStep: "Llamar al albergue", due: day, isOverdue: true, priority: "Alta",
            worker: "ana.ejemplo", isRestricted: true)
        return CasesPage(frame: clerk, shown: .due, rows: [row]).markup
    }

    private var workload: Markup {
        CasesPage(
            frame: clerk, shown: .workers, rows: [],
            workload: [
                .init(
                    worker: Self.hostile, path: "/cases?show=open&worker=1",
                    counts: [12, 2, 1, 4, 0]),
                .init(worker: "nadie", path: nil, counts: [3, 0, 0, 0, 3]),
            ]
        ).markup
    }

    private func oneCase(isOpen: Bool) -> Markup {
        CasePage(
            frame: clerk, id: "1", reference: "MX-TAP-2021-000123",
            content: .init(
                status: isOpen ? "Activo" : "Cerrado", needs: [Service(number: 8)],
                priority: NeedPriority("high") ?? .unknown, plan: Self.hostile,
                nextStep: Self.hostile, due: day, worker: "ana.ejemplo",
                isOpen: isOpen, version: 3),
            people: [.init(id: "1", name: Self.hostile, about: "Mujer, 18–59, Honduras")],
            timeline: [
                .init(
                    at: "2021-03-31T10:05:00Z", actor: "ana", what: "Nota", text: Self.hostile),
                .init(
                    at: "2021-03-31T10:06:00Z", actor: "ana", what: "Archivo", text: Self.hostile,
                    file: "/api/v1/attachments/1"),
            ],
            outcomes: [.init("resolved", "Necesidad resuelta")],
            priorities: [.init("high", "Alta"), .init("normal", "Normal")],
            kinds: [.init("form", "Formulario")], workers: [.init("1", "ana.ejemplo")]
        ).markup
    }

    private var referrals: Markup {
        let row = { (id: String, actions: [ReferralsPage.Action]) in
            ReferralsPage.Row(
                id: id, from: "MX-TAP", to: "GT-TEC", needs: [Service(number: 8)],
                priority: "Urgente (72 h)", status: "Enviada", due: day, isOverdue: true,
                version: 1, actions: actions)
        }
        return ReferralsPage(
            frame: clerk,
            came: [row("1", [.accept, .decline]), row("2", [.complete, .noShow])],
            sent: [row("3", [.withdraw])], reasons: [.init("no_capacity", "Sin capacidad")],
            outcomes: [.init("provided", "Prestado")]
        ).markup
    }

    private var events: Markup {
        EventsPage(
            frame: clerk, quarter: Quarter(containing: day), hub: hubs[0].code,
            rows: [
                .init(
                    date: day, channel: Channel(number: 1), profile: Profile(number: 2),
                    services: [Service(number: 1), Service(number: 11)], identified: 1,
                    anonymous: 4, isLate: true)
            ], next: "/reports/2021-Q1/hubs/MX-TAP/events?after=x"
        ).markup
    }

    private func cellEvents(_ count: Int) -> Markup {
        let hub = hubs[0].code
        let row = CellEventsPage.Row(
            event: .init(
                date: day, channel: Channel(number: 1), profile: Profile(number: 2),
                services: [Service(number: 1), Service(number: 11)], identified: 2,
                anonymous: 4, isLate: true, isCorrected: true), hub: hub.description, counted: 1)
        let figure = CellFigure(
            internal: RawCount(events: count, identified: count, anonymous: 4 * count),
            in: Quarter(containing: day), at: CellAddress([.init(.hub, 1), .init(.sex, 1)]),
            hubs: HubNames([1: (hub, Self.hostile)]))
        return CellEventsPage(
            frame: clerk, figure: figure, rows: Array(repeating: row, count: count),
            next: count > 0 ? "/reports/2021-Q1/events?hub=MX-TAP&after=x" : nil
        ).markup
    }

    private var settings: Markup {
        SettingsPage(frame: clerk, sessions: devices, hasOneTimeCodes: true).markup
    }

    private var devices: [SettingsPage.Session] {
        [
            .init(
                id: "1", device: "Firefox, Linux", lastUsed: "2021-03-31T10:05:00Z", isThis: true),
            .init(id: "2", device: Self.hostile, lastUsed: "2021-03-30T08:00:00Z", isThis: false),
        ]
    }

    private func report(hub: HubCode?) -> Markup {
        let count = RawCount(events: 16_113, identified: 10_648, anonymous: 1_452)
        let few = RawCount(events: 40, identified: 30, anonymous: 4)
        let dimensions: [Reporting.Dimension] = [.hub, .service, .channel, .sex, .age]
        var cells = [RawCell(dimension: .country, category: 484, count: count)]
        for dimension in dimensions {
            for category in Int16(1)...4 {
                let figure = category == 1 ? count : few
                cells.append(RawCell(dimension: dimension, category: category, count: figure))
            }
        }
        var counts = QuarterCounts(
            quarter: Quarter(containing: day), hub: hub == nil ? nil : 1, total: count,
            quarterBefore: few, yearBefore: count, cells: cells, cross: [],
            completeness: Completeness(
                hubs: hubs.map {
                    .init(
                        hub: $0.code, name: $0.name, events: 40, days: 3, firstDay: day,
                        lastDay: day, late: 0)
                }))
        counts.trend = (0..<4).map { (counts.quarter.adding($0 - 3), $0 == 3 ? count : few) }
        let names = HubNames(
            Dictionary(
                uniqueKeysWithValues: hubs.enumerated().map { (Int16($0 + 1), ($1.code, $1.name)) })
        )
        return ReportsPage(
            frame: clerk, quarter: counts.quarter, hub: hub,
            report: QuarterlyReport(internal: counts, hubs: names, isDemonstration: true),
            made: day, downloads: [.init(name: "PDF", path: "/reports/2021-Q1.pdf")]
        ).markup
    }
}
