import CaseStore
import Casework
import Codelists
import Credentials
import HTTP
import Operations
import Texts

/// Where somebody who came to a session says so, on their own telephone.
struct CheckInPage: Sendable {
    let frame: PublicFrame
    let session: SessionToCheckIn
    /// Of the code on the sheet.
    let token: String
    /// The signed name of this form.
    let form: String
    var values: [String: [String]] = [:]
    var faulty: String?
    var problem: TextKey?

    var markup: Markup {
        let texts = frame.texts
        let pieces = PublicForm(texts: texts, values: values, faulty: faulty)
        let (year, month, day) = session.held.parts
        let about = [session.topic, texts.date(year: year, month: month, day: day)]
            .compactMap(\.self).joined(separator: " · ")
        let sexes = Sex.list.entries.filter { !$0.isRetired && $0.number != 0 }
            .map { ($0.code, $0.label(texts.language)) }
        let fault: Markup? = (problem ?? (faulty == nil ? nil : "public.form.faulty")).map {
            "<p class=\"problem\" role=\"alert\">\(texts($0))</p>\n"
        }
        return frame.page(
            title: texts("public.checkin.title"), scripts: ["form.js"],
            main: """
                <p><strong>\(session.title)</strong><br>\(about)</p>
                \(fault)<form method="post" action="\(frame.link("/check-in"))" \
                data-bits="\(WorkProof.bits)">
                <input type="hidden" name="token" value="\(token)">
                \(pieces.input("name", "public.checkin.name", isRequired: true))\
                \(pieces.input("institution", "public.checkin.institution"))\
                \(pieces.select("sex", "public.checkin.sex", sexes, none: "public.checkin.nosex"))\
                \(RegisterPage.hidden(form, texts))\
                <p class="quiet">\(texts("public.checkin.privacy"))</p>
                <p class="actions"><button>\(texts("public.checkin.send"))</button></p>
                </form>

                """)
    }
}

extension PublicDesk {
    func checkInForm(_ request: Request) async throws -> Response {
        let token = request.token
        let frame = try await frame(
            for: request, path: "/check-in?token=\(PlaceQuery.encoded(token))")
        guard let session = try await directory.session(toCheckIn: token) else {
            return note(frame, "public.checkin.title", "public.checkin.bad", isProblem: true, 410)
        }
        let page = CheckInPage(
            frame: frame, session: session, token: token, form: directory.newForm())
        return answer(page.markup, in: frame, isKept: false)
    }

    func checkIn(_ request: Request) async throws -> Response {
        let form = RegistrationForm(try request.form())
        let token = form.text("token") ?? ""
        let frame = try await frame(
            for: request, path: "/check-in?token=\(PlaceQuery.encoded(token))")
        guard let session = try await directory.session(toCheckIn: token) else {
            return note(frame, "public.checkin.title", "public.checkin.bad", isProblem: true, 410)
        }
        func again(_ status: Int, faulty: String? = nil, _ problem: TextKey? = nil) -> Response {
            let page = CheckInPage(
                frame: frame, session: session, token: token, form: directory.newForm(),
                values: form.values, faulty: faulty, problem: problem)
            return answer(page.markup, in: frame, status: status, isKept: false)
        }
        let attendee = Attendee(
            name: form.text("name") ?? "", institution: form.text("institution"),
            sex: form.text("sex").flatMap { Sex($0) } ?? .unknown)
        let outcome = try await directory.checkIn(
            token, attendee, form.sent, from: request.remoteAddress)
        switch outcome {
        case .faulty(let field): return again(422, faulty: field)
        case .staleForm: return again(422, "public.form.stale")
        case .tooMany: return again(429, "public.form.many")
        case .taken: return note(frame, "public.checkin.title", "public.checkin.done")
        }
    }
}
