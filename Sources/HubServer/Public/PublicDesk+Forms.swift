import CaseStore
import Casework
import HTTP
import Operations
import Texts

extension PublicDesk {
    func registerForm(_ request: Request) async throws -> Response {
        let frame = try await frame(for: request, path: "/map/register")
        let page = RegisterPage(frame: frame, form: directory.newForm())
        return answer(page.markup, in: frame, isKept: false)
    }

    func register(_ request: Request) async throws -> Response {
        let frame = try await frame(for: request, path: "/map/register")
        let form = RegistrationForm(try request.form())
        func again(_ status: Int, faulty: String? = nil, _ problem: TextKey? = nil) -> Response {
            let page = RegisterPage(
                frame: frame, form: directory.newForm(),
                values: form.values, faulty: faulty, problem: problem)
            return answer(page.markup, in: frame, status: status, isKept: false)
        }
        if let field = form.faulty { return again(422, faulty: field) }
        let outcome = try await directory.register(
            form.place, contact: form.contact, form.sent, from: request.remoteAddress,
            texts: frame.texts)
        switch outcome {
        case .faulty(let field): return again(422, faulty: field)
        case .staleForm: return again(422, "public.form.stale")
        case .tooMany: return again(429, "public.form.many")
        case .taken:
            return note(frame, "public.register.title", "public.register.sent")
        }
    }

    /// Shows a button: a program that follows links in mail does not confirm anything by it.
    func confirmation(_ request: Request) async throws -> Response {
        let frame = try await frame(for: request, path: "/map/confirm")
        let token = request.token
        guard directory.isConfirmation(token) else {
            return note(frame, "public.confirm.title", "public.link.bad", isProblem: true, 410)
        }
        let form: Markup = """
            <form method="post" action="\(frame.link("/map/confirm"))">
            <input type="hidden" name="token" value="\(token)">
            <p class="actions"><button>\(frame.texts("public.confirm.button"))</button></p>
            </form>

            """
        let page = PublicNote(
            frame: frame, title: "public.confirm.title", text: frame.texts("public.confirm.ask"),
            more: form)
        return answer(page.markup, in: frame, isKept: false)
    }

    func confirm(_ request: Request) async throws -> Response {
        let frame = try await frame(for: request, path: "/map")
        let isDone = try await directory.confirm(try request.field("token"))
        return isDone
            ? note(frame, "public.confirm.title", "public.confirm.done")
            : note(frame, "public.confirm.title", "public.link.bad", isProblem: true, 410)
    }

    func changeForm(_ request: Request) async throws -> Response {
        let slug = request.query.first { $0.name == "place" }?.value ?? ""
        let frame = try await frame(for: request, path: "/map/change")
        let page = LinkRequestPage(frame: frame, form: directory.newForm(), slug: slug)
        return answer(page.markup, in: frame, isKept: false)
    }

    func change(_ request: Request) async throws -> Response {
        let frame = try await frame(for: request, path: "/map/change")
        let form = RegistrationForm(try request.form())
        let named = form.values["place"]?.first ?? ""
        guard let slug = Slug(named) else {
            let page = LinkRequestPage(
                frame: frame, form: directory.newForm(), slug: named, faulty: "place")
            return answer(page.markup, in: frame, status: 422, isKept: false)
        }
        let outcome = try await directory.mailLink(
            for: slug, address: form.contact, form.sent, texts: frame.texts)
        switch outcome {
        case .taken, .tooMany: return note(frame, "public.change.title", "public.change.sent")
        case .staleForm, .faulty:
            let page = LinkRequestPage(
                frame: frame, form: directory.newForm(), slug: named, faulty: "contact")
            return answer(page.markup, in: frame, status: 422, isKept: false)
        }
    }

    func editForm(_ request: Request) async throws -> Response {
        let frame = try await frame(for: request, path: "/map")
        let token = request.token
        guard let own = try await directory.own(token) else {
            return note(frame, "public.edit.title", "public.link.bad", isProblem: true, 410)
        }
        let page = RegisterPage(
            frame: frame, form: directory.newForm(),
            values: RegistrationForm.values(of: own.place), token: token)
        return answer(page.markup, in: frame, isKept: false)
    }

    func edit(_ request: Request) async throws -> Response {
        let frame = try await frame(for: request, path: "/map")
        let items = try request.form()
        let token = items.first { $0.name == "token" }?.value ?? ""
        guard let own = try await directory.own(token) else {
            return note(frame, "public.edit.title", "public.link.bad", isProblem: true, 410)
        }
        let form = RegistrationForm(items, standing: own.place)
        var faulty = form.faulty
        var problem: TextKey?
        if faulty == nil {
            switch try await directory.change(token, to: form.place, form.sent) {
            case .taken: return note(frame, "public.edit.title", "public.edit.sent")
            case .faulty(let field): faulty = field
            case .staleForm: problem = "public.form.stale"
            case .tooMany: problem = "public.form.many"
            }
        }
        let page = RegisterPage(
            frame: frame, form: directory.newForm(), values: form.values, faulty: faulty,
            problem: problem, token: token)
        return answer(page.markup, in: frame, status: 422, isKept: false)
    }

    func verify(_ request: Request) async throws -> Response {
        let frame = try await frame(for: request, path: "/map")
        let isDone = try await directory.verify(try request.field("token"))
        return isDone
            ? note(frame, "public.edit.title", "public.edit.verified")
            : note(frame, "public.edit.title", "public.link.bad", isProblem: true, 410)
    }

    func note(
        _ frame: PublicFrame, _ title: TextKey, _ text: TextKey, isProblem: Bool = false,
        _ status: Int = 200
    ) -> Response {
        let page = PublicNote(
            frame: frame, title: title, text: frame.texts(text), isProblem: isProblem)
        return answer(page.markup, in: frame, status: status, isKept: false)
    }
}

extension Request {
    var token: String { query.first { $0.name == "token" }?.value ?? "" }

    fileprivate func field(_ name: String) throws(HTTPError) -> String {
        try form().first { $0.name == name }?.value ?? ""
    }
}
