import Casework
import Codelists
import Console
import FoundationEssentials
import Operations
import Texts

/// Referrals for people to read.
enum ReferralText {
    static func list(_ referrals: [ReferralView], _ session: Session) -> String {
        let texts = session.texts
        if referrals.isEmpty { return texts("referral.none") }
        var table = TextTable([
            .left(texts("referral.column.id"), leastWidth: 36),
            .left(texts("referral.column.from"), leastWidth: 6),
            .left(texts("referral.column.to")), .left(texts("case.column.priority")),
            .left(texts("case.column.due"), leastWidth: 12),
            .left(texts("case.column.status")), .left(texts("case.column.needs")),
        ])
        for referral in referrals {
            table.add([
                referral.id.description, referral.from.description, name(of: referral),
                referral.priority.label(texts),
                referral.isOverdue
                    ? "\(referral.dueOn) !" : referral.dueOn.description,
                referral.status.label(texts), referral.needs?.labels(texts) ?? "",
            ])
        }
        return table.render(for: session.terminal)
    }

    static func show(_ referral: ReferralView, _ session: Session) -> String {
        let texts = session.texts
        var table = TextTable([.left(""), .left("", leastWidth: 40)])
        func row(_ key: TextKey, _ value: String?) {
            if let value, !value.isEmpty { table.add([texts(key), value]) }
        }
        row("referral.column.id", referral.id.description)
        row("case.column.reference", referral.caseReference)
        row("referral.column.from", referral.from.description)
        row("referral.column.to", name(of: referral))
        row("case.column.priority", referral.priority.label(texts))
        row("case.column.status", referral.status.label(texts))
        row("case.column.outcome", referral.outcome?.label(texts))
        row("referral.column.declined", referral.declineReason?.label(texts))
        row("consent.column.sent", referral.sentOn.description)
        row("case.column.due", referral.dueOn.description)
        row("case.column.needs", referral.needs?.labels(texts))
        row("column.version", String(referral.version))
        row("consent.column.covers", referral.covers.labels(texts))
        guard let shared = referral.shared else {
            row("referral.column.shared", texts("referral.notshared"))
            return table.render(for: session.terminal)
        }
        let names = [shared.givenNames, shared.familyNames].compactMap(\.self)
        row("case.column.person", names.joined(separator: " "))
        row("referral.column.birth", shared.birth)
        row("referral.column.document", shared.document)
        row(
            "referral.column.statistics",
            [
                shared.sex?.label(texts), shared.ageBand?.label(texts),
                shared.nationality?.label(texts),
            ].compactMap(\.self).joined(separator: ", "))
        row("referral.column.situation", shared.vulnerabilities?.labels(texts))
        row("consent.column.language", shared.languages?.labels(texts))
        row("referral.column.summary", shared.summary)
        return table.render(for: session.terminal)
    }

    private static func name(of referral: ReferralView) -> String {
        switch referral.receiver {
        case .hub(let hub): hub.description
        case .organisation: referral.receiverName
        }
    }
}
