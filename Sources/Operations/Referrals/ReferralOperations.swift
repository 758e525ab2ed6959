public import CaseStore
public import Casework
import Codelists
import Credentials
import FoundationEssentials
import Postgres

extension Application {
    /// Answers a referral, or takes it back: what may be done is for `ReferralAction` to say.
    ///
    /// `version` is the one that was decided on; a stale one is refused with the
    /// referral as it stands now. What was done before in the same way answers the same.
    public func act(
        on id: ReferralID, _ action: ReferralAction, expecting version: Int? = nil
    ) async throws -> ReferralView {
        try permitSomewhere(.handleReferrals)
        return try await write { connection in
            let (row, sides) = try await row(of: id, isLocked: true, on: connection)
            let now = ReferralView(row, asSender: sides.contains(.sender))
            if row.isResult(of: action) { return now }
            if let version, version != row.version { throw CaseworkError.staleReferral(now) }
            do throws(ReferralProblem) {
                _ = try action.applied(
                    to: row.status, by: sides, receiverIsHub: row.content.receiver.isHub)
            } catch {
                throw CaseworkError.referral(error)
            }
            try await move(row, by: action, on: connection)
            let moved = try await connection.first(.referral(id))
            return moved.map { ReferralView($0, asSender: sides.contains(.sender)) } ?? now
        }
    }

    /// Writes the next version of a referral.
    func move(
        _ row: ReferralRow, by action: ReferralAction, on connection: Connection
    ) async throws {
        var outcome: ReferralOutcome?
        var reason: DeclineReason?
        if case .complete(let code) = action { outcome = code }
        if case .decline(let code) = action { reason = code }
        let status = action.result
        guard
            try await connection.run(
                .move(
                    row.content.id, to: status, version: row.version + 1, outcome: outcome,
                    declineReason: reason, keepsShared: action.keepsShared)) == 1
        else { throw StoreError.changedMeanwhile }
        try await noteChange(
            of: row.content.id, version: row.version + 1, status: status, status.code,
            on: connection)
    }

    /// A referral with what it shares; looking is audited.
    public func showReferral(_ id: ReferralID) async throws -> ReferralView {
        try permitSomewhere(.handleReferrals)
        return try await write { connection in
            let (row, sides) = try await row(of: id, on: connection)
            let view = ReferralView(
                row, asSender: sides.contains(.sender), shared: try shared(by: row))
            try await connection.run(
                .audit(actor: actor.name, operation: "referral show", subject: id.description))
            return view
        }
    }

    /// What a referral shares, while it does.
    func shared(by row: ReferralRow) throws -> SharedRecord? {
        guard let sealed = row.shared,
            let bytes = try sealer.open(
                sealed,
                context: SealContext(subject: row.content.id.uuid, field: .shared))
        else { return nil }
        return try JSONDecoder().decode(SharedRecord.self, from: Data(bytes))
    }

    /// Referrals by when they are due, without what they share.
    public func referrals(_ asked: ReferralFilter, limit: Int) async throws -> [ReferralView] {
        try permit(.handleReferrals, at: asked.hub)
        var filter = asked
        filter.viewer = viewer
        return try await database.all(.referrals(filter, limit: limit)).map { row in
            ReferralView(
                row, asSender: asked.hub.map { $0 == row.from } ?? (actor.role == .machine))
        }
    }

    /// Ends what nobody answered for as long again as the receiver had; returns how many.
    public func expireReferrals() async throws -> Int {
        try permit(.handleReferrals)
        var total = 0
        while true {
            let count = try await write { connection in
                let rows = try await connection.all(.unanswered(limit: 100))
                for row in rows { try await move(row, by: .expire, on: connection) }
                return rows.count
            }
            total += count
            if count < 100 { return total }
        }
    }

    /// Referrals sent in a quarter by pair of countries: internal figures.
    public func referralCounts(
        in quarter: Quarter, from hub: HubCode? = nil
    ) async throws -> [ReferralCountRow] {
        try permit(.readFigures, at: hub)
        return try await database.all(.referralCounts(in: quarter.days, from: hub))
    }

    /// A referral that the actor may see, and for which of its ends they act.
    func row(
        of id: ReferralID, isLocked: Bool = false, on connection: Connection
    ) async throws -> (row: ReferralRow, sides: Set<ReferralSide>) {
        let query: Query<ReferralRow> = isLocked ? .lockedReferral(id) : .referral(id)
        guard let row = try await connection.first(query) else {
            throw CaseworkError.unknownReferral(id)
        }
        if actor.role == .machine { return (row, Set(ReferralSide.allCases)) }
        var sides: Set<ReferralSide> = []
        if actor.may(.handleReferrals, at: row.from),
            let content = try await connection.first(.caseRow(row.content.caseID))?.content,
            content.isVisible(to: actor.account)
        {
            sides.insert(.sender)
        }
        if case .hub(let hub) = row.content.receiver, actor.may(.handleReferrals, at: hub),
            row.shared != nil || row.status == .declined
        {
            sides.insert(.receiver)
        }
        guard !sides.isEmpty else { throw OperationError.notPermitted(.handleReferrals) }
        return (row, sides)
    }
}

extension Receiver {
    var isHub: Bool { if case .hub = self { true } else { false } }
}

extension ReferralRow {
    /// Whether it stands as the action would leave it.
    fileprivate func isResult(of action: ReferralAction) -> Bool {
        guard status == action.result else { return false }
        switch action {
        case .complete(let code): return outcome == code
        case .decline(let code): return declineReason == code
        default: return true
        }
    }
}
