import CaseStore
import Casework
import Codelists
import Console
import Documents
import Operations
import Texts

/// `hubctl referral list --hub GT-TEC --received`.
struct ReferralList: Command {
    static let usage = Usage(
        "referral list", summary: "command.referral.list",
        options: [
            .value("hub", "code", help: "argument.hub"),
            .flag("sent", help: "referral.option.sent"),
            .flag("received", help: "referral.option.received"),
            .flag("all", help: "referral.option.all"),
            .value("limit", "number", help: "case.option.limit"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl referral list --hub GT-TEC --received --json"])

    let filter: ReferralFilter
    let limit: Int
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        var filter = ReferralFilter()
        filter.hub = try arguments.value("hub")
        let isSent = arguments.flag("sent")
        let isReceived = arguments.flag("received")
        if isSent != isReceived { filter.direction = isSent ? .sent : .received }
        filter.isAll = arguments.flag("all")
        self.filter = filter
        limit = try arguments.limit()
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        try await session.write(filter, limit: limit, isJSON: isJSON)
    }
}

/// `hubctl referral due --hub GT-TEC`: what is overdue, or soon will be.
struct ReferralDue: Command {
    static let usage = Usage(
        "referral due", summary: "command.referral.due",
        discussion: "command.referral.due.discussion",
        options: [
            .value("hub", "code", help: "argument.hub"),
            .value("hours", "number", help: "referral.option.hours"),
            .flag("expire", help: "referral.option.expire"),
            .value("limit", "number", help: "case.option.limit"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl referral due --hub GT-TEC --hours 48", "hubctl referral due --expire"])

    let filter: ReferralFilter
    let limit: Int
    let expires: Bool
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        var filter = ReferralFilter()
        filter.hub = try arguments.value("hub")
        filter.dueWithinHours =
            try arguments.value(
                "hours", parse: { Int($0).flatMap { (0...1_000).contains($0) ? $0 : nil } }) ?? 24
        self.filter = filter
        limit = try arguments.limit()
        expires = arguments.flag("expire")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        if expires {
            let count = try await session.withApplication { try await $0.expireReferrals() }
            session.terminal.writeError(
                session.texts("referral.expired", ["count": session.texts.number(count)]))
        }
        try await session.write(filter, limit: limit, isJSON: isJSON)
    }
}

/// `hubctl referral show ID`.
struct ReferralShow: Command {
    static let usage = Usage(
        "referral show", summary: "command.referral.show",
        positionals: [.required("referral", help: "referral.argument.referral")],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl referral show 0178b1a2-7c00-7000-8000-000000000005 --json"])

    let id: ReferralID
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        id = try arguments.positional("referral")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let referral = try await session.withApplication { try await $0.showReferral(id) }
        if isJSON {
            try session.terminal.json(referral)
        } else {
            session.terminal.write(ReferralText.show(referral, session))
        }
    }
}

/// `hubctl referral report 2021-Q1`.
struct ReferralReport: Command {
    static let usage = Usage(
        "referral report", summary: "command.referral.report",
        discussion: "command.referral.report.discussion",
        positionals: [.required("quarter", help: "argument.quarter")],
        options: [
            .value("hub", "code", help: "referral.option.hub"), .flag("json", help: "option.json"),
        ],
        examples: ["hubctl referral report 2021-Q1 --json"])

    let quarter: Quarter
    let hub: HubCode?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        hub = try arguments.value("hub")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let rows = try await session.withApplication {
            try await $0.referralCounts(in: quarter, from: hub)
        }
        if isJSON {
            try session.terminal.json(ReferralCountDocument(quarter, rows))
            return
        }
        let texts = session.texts
        let counts: [(TextKey, (ReferralCountRow) -> Int)] = [
            ("referral.column.sent", \.sent), ("referral.column.accepted", \.accepted),
            ("referral.column.completed", \.completed), ("referral.column.intime", \.inTime),
            ("referral.column.declines", \.declined), ("referral.column.noshow", \.noShow),
            ("referral.column.withdrawn", \.withdrawn), ("referral.column.expired", \.expired),
            ("referral.column.pending", \.pending),
        ]
        session.terminal.write(
            texts("referral.report.title", ["quarter": quarter.description]))
        session.terminal.write(texts("report.internal"))
        if rows.isEmpty {
            session.terminal.write(texts("referral.none"))
            return
        }
        var table = TextTable(
            [.left(texts("referral.column.from")), .left(texts("referral.column.to"))]
                + counts.map { .right(texts($0.0)) })
        for row in rows {
            table.add([row.from.code, row.to.code] + counts.map { texts.number($0.1(row)) })
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}

extension Session {
    func write(_ filter: ReferralFilter, limit: Int, isJSON: Bool) async throws {
        let referrals = try await withApplication { try await $0.referrals(filter, limit: limit) }
        if isJSON {
            try terminal.json(referrals)
        } else {
            terminal.write(ReferralText.list(referrals, self))
        }
    }
}
