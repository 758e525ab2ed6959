import Casework
import Credentials
import HTTP
import Operations

/// Who sends a request, by a program's token or a browser's session.
struct Caller: Sendable {
    let signedIn: SignedIn
    let application: Application
    /// Of a browser's session; nil for a program.
    let session: AccessToken?
}

extension HubService {
    /// The cookie that holds a session's token. Its name keeps it to this host and to encrypted
    /// connections (RFC 6265bis, section 4.1.3.2).
    static let sessionCookie = "__Host-session"
    /// What our own scripts send with a change; a form or link of another site cannot.
    static let changeHeader = "X-Hub-Request"
    /// Tells our scripts that the session was ended from elsewhere, and the device is to forget.
    static let sessionHeader = "X-Hub-Session"

    /// - Throws: `APIProblem.unauthenticated` where nobody is signed in, and `notPermitted` for a
    ///   change that a browser was made to send by another site.
    func caller(of request: Request) async throws -> Caller {
        if let bearer = try request.bearerToken {
            return try caller(try await signIn.authenticate(bearerToken: bearer), nil)
        }
        guard let text = request.cookie(Self.sessionCookie),
            let token = AccessToken(text, .session)
        else { throw APIProblem(.unauthenticated) }
        try request.refuseForeignChange()
        return try caller(try await signIn.authenticate(sessionToken: text), token)
    }

    private func caller(_ somebody: SignedIn, _ session: AccessToken?) throws -> Caller {
        Caller(
            signedIn: somebody, application: try signIn.application(for: somebody),
            session: session)
    }
}
