import Credentials
import HTTP
import OpenAPI
import Operations
import Texts

/// Somebody at the door: who comes to sign in, or whose session is good for little yet.
struct Visit: Sendable {
    let signIn: SignIn
    /// Of the session's cookie; nil where there is none.
    let token: AccessToken?
    /// Of a program; nil where none is sent.
    let bearer: String?
    let source: SignIn.Source
    var body: JSONValue = .null
    let texts: Texts

    /// Whoever it is, also before they may do anything.
    func somebody() async throws -> SignedIn {
        if let bearer { return try await signIn.authenticate(bearerToken: bearer) }
        return try await signIn.authenticate(sessionToken: session().text)
    }

    /// The token of the browser's session.
    func session() throws(APIProblem) -> AccessToken {
        guard let token else { throw APIProblem(.unauthenticated) }
        return token
    }
}

extension HubService {
    /// What a device keeps, so that others' failures do not slow down whoever uses it.
    static let deviceCookie = "__Host-device"

    func visit(_ request: Request) throws(APIProblem) -> Visit {
        let bearer = try request.bearerToken
        let token = request.cookie(Self.sessionCookie).flatMap { AccessToken($0, .session) }
        if bearer == nil, token != nil { try request.refuseForeignChange() }
        return Visit(
            signIn: signIn, token: token, bearer: bearer,
            source: SignIn.Source(
                address: request.remoteAddress,
                device: request.cookie(Self.deviceCookie).flatMap { AccessToken($0, .device) },
                label: request.headers["User-Agent"].map { String($0.prefix(200)) }),
            texts: Texts(request.language))
    }

    /// The cookie of a session: kept while the session may last, so that a browser that was closed
    /// can send what was logged without a network.
    static func cookie(of token: AccessToken, _ limits: SignIn.Limits) -> SetCookie? {
        var cookie = SetCookie(sessionCookie, token.text)
        cookie?.maxAge = .seconds(limits.lifetime)
        cookie?.sameSite = .strict
        return cookie
    }

    static func cookie(ofDevice token: AccessToken) -> SetCookie? {
        var cookie = SetCookie(deviceCookie, token.text)
        cookie?.maxAge = .seconds(400 * 86_400)
        cookie?.sameSite = .strict
        return cookie
    }

    static var noSession: SetCookie? {
        var cookie = SetCookie(sessionCookie, "")
        cookie?.maxAge = .zero
        return cookie
    }

    /// How old a session's token may get before the session is given another.
    static let oldestToken = 3_600

    /// Gives a browser a new token where its own is old; the old one is good for a minute more, for
    /// what is under way.
    func renew(_ caller: Caller, in response: inout Response) async {
        guard let token = caller.session, caller.signedIn.tokenAge > Self.oldestToken,
            let next = try? await signIn.rotate(token),
            let cookie = Self.cookie(of: next, signIn.limits)
        else { return }
        response.set(cookie)
    }
}

extension Request {
    /// What a program shows; nil where it shows nothing.
    var bearerToken: String? {
        get throws(APIProblem) {
            guard let header = headers["Authorization"] else { return nil }
            let parts = header.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else {
                throw APIProblem(.unauthenticated)
            }
            return String(parts[1])
        }
    }

    /// Refuses a change that a browser was made to send by another site: those cannot set our
    /// header.
    func refuseForeignChange() throws(APIProblem) {
        let isRead = method == .get || method == .head
        guard isRead || headers[HubService.changeHeader] != nil else {
            throw APIProblem(.notPermitted)
        }
    }
}
