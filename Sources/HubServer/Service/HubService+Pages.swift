import Casework
import HTTP
import OpenAPI
import Operations
import Texts

extension HubService {
    /// The pages as routes, in the order of their list.
    func pageRoutes() throws -> [Route<RouteDescription>] {
        try StaffPages.all.map { page in
            Route(
                page.method, try template(page.path), name: page.name, description: .page(page),
                body: page.method == .post ? .bytes(limit: page.mostBytes) : .none,
                handler: { request in await answer(page, to: request) })
        }
    }

    /// A page, or the page that says why it is not shown.
    private func answer(_ page: StaffPage, to request: Request) async -> Response {
        do {
            switch page.entrance {
            case .open(let make): return try await door(request, make)
            case .staff(let permission, let make):
                return try await inside(page, permission, request, make)
            }
        } catch {
            return Self.page(
                about: error, for: request, account: nil,
                isDemonstration: demonstration.isKnown)
        }
    }

    private func door(
        _ request: Request, _ make: @Sendable (DoorVisit) async throws -> PageAnswer
    ) async throws -> Response {
        let chosen = request.chosenLanguage
        let texts = Texts(chosen ?? request.pageLanguage)
        var revoked: String?
        if let cookie = request.cookie(Self.sessionCookie) {
            revoked = try await signIn.whoseDeviceIsRevoked(cookie)
        }
        let frame = PageFrame(
            texts: texts, account: nil, isDemonstration: await isDemonstration())
        let visit = DoorVisit(frame: frame, request: request, revoked: revoked)
        var response = try await make(visit).response
        if let chosen, let cookie = Self.cookie(of: chosen) { response.set(cookie) }
        return response
    }

    private func inside(
        _ page: StaffPage, _ permission: Permission?, _ request: Request,
        _ make: @Sendable (PageVisit) async throws -> PageAnswer
    ) async throws -> Response {
        let caller: Caller
        do {
            // A program's token opens no page.
            guard request.cookie(Self.sessionCookie) != nil, try request.bearerToken == nil else {
                throw SignInProblem.notSignedIn
            }
            caller = try await self.caller(of: request)
        } catch SignInProblem.notSignedIn, SignInProblem.revoked {
            return Self.redirect(to: SignInPages.path(.password, next: request))
        } catch SignInProblem.mustChangePassword {
            return Self.redirect(to: SignInPages.path(.newPassword, next: request))
        }
        let application = caller.application
        var account = PageFrame.Account(name: application.actor.name, role: application.actor.role)
        let language =
            caller.signedIn.locale.flatMap { Language(whole: $0) } ?? request.pageLanguage
        do {
            guard permission.map({ application.actor.reach(of: $0) > .nothing }) ?? true else {
                throw APIProblem(.notPermitted)
            }
            let hubs = try await application.hubs()
            account.hubs = hubs.filter { application.actor.may(.logEvents, at: $0.code) }
            let frame = PageFrame(
                texts: Texts(language), account: account,
                isDemonstration: await isDemonstration())
            var visit = PageVisit(
                frame: frame, request: request, application: application,
                session: caller.signedIn.session, site: site)
            if page.method == .post {
                guard let body = try? JSONValue(parsing: request.bytes) else {
                    throw APIProblem(.malformed)
                }
                visit.body = body
            }
            var response = try await make(visit).response
            await renew(caller, in: &response)
            return response
        } catch {
            return Self.page(
                about: error, for: request, account: account, in: language,
                isDemonstration: demonstration.isKnown)
        }
    }

    /// Whether what is shown is of people who do not exist.
    private func isDemonstration() async -> Bool {
        demonstration.note(await signIn.isDemonstration())
    }

    static func redirect(to path: String) -> Response {
        Response(303, headers: ["Location": path])
    }

    /// The page that is shown in place of another; in the account's language, where it has one.
    static func page(
        about error: any Error, for request: Request, account: PageFrame.Account?,
        in language: Language? = nil, isDemonstration: Bool
    ) -> Response {
        let (problem, status) = problem(error)
        let reason: ErrorPage.Reason =
            switch problem.code {
            case .notPermitted: .notPermitted
            case .unavailable, .tooMany: .unavailable
            default: status < 500 ? .notFound : .failed
            }
        let page = ErrorPage(
            frame: PageFrame(
                texts: Texts(language ?? request.pageLanguage), account: account,
                isDemonstration: isDemonstration),
            reason: reason, requestID: request.id)
        var response = Response(page: page.markup, status: reason.rawValue)
        if reason == .unavailable { response.headers["Retry-After"] = "5" }
        return response
    }

    /// Keeps a language for whoever is not signed in on this device.
    private static func cookie(of language: Language) -> SetCookie? {
        var cookie = SetCookie(Request.languageCookie, language.rawValue)
        cookie?.maxAge = .seconds(400 * 86_400)
        return cookie
    }
}

extension PageAnswer {
    var response: Response {
        switch self {
        case .page(let markup): return Response(page: markup)
        case .redirect(let path): return HubService.redirect(to: path)
        case .file(let bytes, let mediaType, let name):
            var response = Response(type: mediaType, bytes: bytes)
            response.headers["Content-Disposition"] = "attachment; filename=\"\(name)\""
            return response
        }
    }
}

extension Request {
    static let languageCookie = "__Host-language"

    /// The language of a page for whoever has none in their account: what was chosen on the device,
    /// or what the browser asks for.
    var pageLanguage: Language {
        cookie(Self.languageCookie).flatMap { Language(whole: $0) } ?? language
    }

    /// The language that a link of the sign-in page asks for.
    var chosenLanguage: Language? {
        query.first { $0.name == "language" }.flatMap { Language(whole: $0.value) }
    }

    /// Whether a person reads the answer: then an error is a page.
    var wantsPage: Bool {
        let isPage = method == .get || method == .head
        return isPage && segments.first != "api" && headers["Accept"] != nil
            && headers.list("Accept").contains { $0.lowercased().hasPrefix("text/html") }
    }
}
