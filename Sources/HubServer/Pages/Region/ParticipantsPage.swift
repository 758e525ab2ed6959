import Casework
import Codelists
import Operations
import Texts

/// Who is listed for an activity, by session, and the form to list somebody who came.
struct ParticipantsPage: Sendable {
    let frame: PageFrame
    let activity: Activity
    let people: [ListedAttendee]

    var markup: Markup {
        let texts = frame.texts
        let page = RegionPaths.page(of: .activity, activity.slug.description)
        return frame.page(
            title: texts("web.region.participants"), at: .region,
            lead: RegionPage.trail(texts, (activity.title, page)),
            main: "\(list)\(activity.sessions.isEmpty ? nil : form(page))")
    }

    private var list: Markup {
        let texts = frame.texts
        guard !people.isEmpty else { return "<p>\(texts("web.region.none"))</p>\n" }
        return DataTable(
            caption: activity.title,
            columns: ["field.name", "field.session", "field.institution", "field.sex"].map {
                .init(texts($0))
            },
            rows: people.map { one in
                [
                    "\(one.name ?? "–")", "\(texts.number(one.session))",
                    "\(one.institution ?? "–")",
                    "\(Sex.list.match(one.sex)?.label(texts.language) ?? one.sex)",
                ]
            }
        ).markup
    }

    private func form(_ page: String) -> Markup {
        let texts = frame.texts
        let pieces = FormPieces(texts: texts)
        let sessions = activity.sessions.enumerated().map { index, session in
            FormPieces.Option(
                String(index + 1), "\(texts.number(index + 1)) · \(session.held.words(texts))")
        }
        let sexes = Sex.list.entries.filter { !$0.isRetired }.map {
            FormPieces.Option($0.code, $0.label(texts.language))
        }
        return """
            <section>
            <h2>\(texts("web.region.checkin"))</h2>
            \(pieces.form(
                "POST",
                "/api/v1/activities/\(activity.slug)/sessions/{session}/participants",
                next: "\(page)/participants", submit: "web.region.save",
                """
                \(pieces.select("session", "field.session", sessions, isRequired: true))\
                \(pieces.input("people/0/name", "field.name", isRequired: true, most: 200))\
                \(pieces.input("people/0/institution", "field.institution", most: 200))\
                \(pieces.select("people/0/sex", "field.sex", sexes, chosen: "unknown"))
                """))</section>

            """
    }
}
