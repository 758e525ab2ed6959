import Casework
import Codelists
import Texts

/// Referrals that came and that were sent, with what the receiver can do about each.
struct ReferralsPage: Sendable {
    struct Row: Sendable {
        let id: String
        let from: String
        let to: String
        let needs: [Service]
        let priority: String
        let status: String
        let due: CalendarDate
        let isOverdue: Bool
        let version: Int
        /// What may be done with it now, in the order in which it is offered.
        let actions: [Action]
    }

    enum Action: String, CaseIterable, Sendable {
        case accept, decline, complete
        case noShow = "no-show"
        case withdraw

        /// Where it is done, under the referral.
        var path: String {
            switch self {
            case .accept: "acceptance"
            case .decline: "refusal"
            case .complete: "completion"
            case .noShow: "no-show"
            case .withdraw: "withdrawal"
            }
        }
    }

    let frame: PageFrame
    /// With those that have ended.
    var isAll = false
    let came: [Row]
    let sent: [Row]
    /// Why a referral may be declined, and what may come of one.
    let reasons: [FormPieces.Option]
    let outcomes: [FormPieces.Option]

    var markup: Markup {
        frame.page(
            title: texts("web.place.referrals"), at: .referrals,
            lead: """
                <nav aria-label="\(texts("web.referrals.which"))"><ul>
                \(link("/referrals", "web.referrals.open", isHere: !isAll))\
                \(link("/referrals?show=all", "web.referrals.all", isHere: isAll))</ul></nav>

                """,
            main: "\(section("web.referrals.came", came))\(section("web.referrals.sent", sent))")
    }

    private var texts: Texts { frame.texts }

    private func link(_ path: String, _ title: TextKey, isHere: Bool) -> Markup {
        """
        <li><a href="\(path)"\(attribute: "aria-current", isHere ? "page" : nil)>\
        \(texts(title))</a></li>

        """
    }

    private func section(_ title: TextKey, _ rows: [Row]) -> Markup {
        let items = rows.map(item)
        let list: Markup =
            rows.isEmpty
            ? "<p class=\"none\">\(texts("web.referrals.none"))</p>\n"
            : "<ul class=\"list\">\n\(items)</ul>\n"
        return """
            <section>
            <h2>\(texts(title))</h2>
            \(list)</section>

            """
    }

    private func item(_ row: Row) -> Markup {
        let needs = row.needs.map { $0.label(texts.language) }.joined(separator: ", ")
        let late: Markup? =
            row.isOverdue
            ? " <span class=\"badge\" data-state=\"attention\">\(texts("web.overdue"))</span>" : nil
        let forms = row.actions.map { form($0, row) }
        return """
            <li id="referral-\(row.id)"><p><b>\(row.from) → \(row.to)</b> \
            <span class="badge">\(row.status)</span>\(late)</p>
            <p>\(needs)</p>
            <p class="quiet">\(row.priority) · \
            \(texts("web.referrals.due", ["date": row.due.words(texts)])) · \
            <a href="/referrals/\(row.id)/slip.pdf">\(texts("web.referrals.slip"))</a></p>
            \(forms.isEmpty ? nil : "<div class=\"choices\">\(forms)</div>" as Markup)</li>

            """
    }

    private func form(_ action: Action, _ row: Row) -> Markup {
        let pieces = FormPieces(texts: texts)
        let content: Markup
        switch action {
        case .decline:
            content = pieces.select(
                "reason", "web.referrals.reason", reasons, isRequired: true, in: row.id)
        case .complete:
            content = pieces.select(
                "outcome", "web.referrals.outcome", outcomes, isRequired: true, in: row.id)
        case .accept, .noShow, .withdraw: content = .none
        }
        let form = pieces.form(
            "POST", "\(StaffPaths.referrals)/\(row.id)/\(action.path)", next: "/referrals",
            submit: TextKey("web.referrals.\(action.rawValue)"),
            isDanger: [.decline, .withdraw, .noShow].contains(action), ifMatch: row.version, content
        )
        guard content != .none else { return form }
        return """
            <details><summary>\(texts(TextKey("web.referrals.\(action.rawValue)")))</summary>
            \(form)</details>

            """
    }
}
