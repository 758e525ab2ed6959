import Casework
import Codelists
import Operations
import Texts

/// Who is listed for an activity, by session, and the form to list somebody who came.
struct ParticipantsPage: Sendable {
    let frame: PageFrame
    let activity: Activity
    let people: [ListedAttendee]
    /// Who checked in by the code on a sheet.
    let waiting: [WaitingAttendee]

    var markup: Markup {
        let texts = frame.texts
        let page = RegionPaths.page(of: .activity, activity.slug.description)
        return frame.page(
            title: texts("web.region.participants"), at: .region,
            lead: RegionPage.trail(texts, (activity.title, page)),
            main: "\(checkIns(page))\(list)\(activity.sessions.isEmpty ? nil : form(page))")
    }

    /// A form for each session at which people wait: all are chosen, and anybody can be left out.
    private func checkIns(_ page: String) -> Markup {
        let texts = frame.texts
        let pieces = FormPieces(texts: texts)
        let sections = Set(waiting.map(\.session)).sorted().map { session -> Markup in
            let people = waiting.filter { $0.session == session }
            let choices = people.map { one -> Markup in
                let sex = Sex.list.match(one.sex)?.label(texts.language)
                let about = [one.name ?? "–", one.institution, sex].compactMap(\.self)
                    .joined(separator: " · ")
                return """
                    <label class="chip"><input type="checkbox" name="people" \
                    value="\(one.id.description)" data-list checked><span>\(about)</span></label>

                    """
            }
            let decisions = CheckInDecision.allCases.map {
                FormPieces.Option($0.rawValue, texts(TextKey("web.region.checkin.\($0)")))
            }
            let form = pieces.form(
                "POST", "/api/v1/activities/\(activity.slug)/sessions/\(session)/check-ins",
                next: "\(page)/participants", submit: "web.region.checkin.decide",
                """
                <fieldset class="chips"><legend>\(texts("web.region.checkin.people"))</legend><div>
                \(choices)</div></fieldset>
                \(pieces.select(
                    "decision", "web.region.checkin.decision", decisions, isRequired: true,
                    in: "\(session)"))
                """)
            let title = texts(
                "web.region.checkin.waiting",
                ["people": texts.number(people.count), "session": texts.number(session)])
            return "<section>\n<h2>\(title)</h2>\n\(form)</section>\n"
        }
        return "\(sections)"
    }

    private var list: Markup {
        let texts = frame.texts
        guard !people.isEmpty else {
            return
                "<section>\n<p class=\"none\">\(texts("web.region.participants.none"))</p>\n</section>\n"
        }
        return DataTable(
            caption: texts("web.region.participants"),
            columns: ["field.name", "field.session", "field.institution", "field.sex"].map {
                .init(texts($0))
            },
            rows: people.map { one in
                [
                    "\(one.name ?? "–")", "\(texts.number(one.session))",
                    "\(one.institution ?? "–")",
                    "\(Sex.list.match(one.sex)?.label(texts.language) ?? one.sex)",
                ]
            }, showsCaption: false
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
