import Casework
import Credentials
import HTTP
import Operations

/// Who sends a request, by a program's token or a browser's session.
struct Caller: Sendable {
    let signedIn: SignedIn
    let application: Application
}

extension HubService {
    /// The cookie that holds a session's token. Its name keeps it to this host and to encrypted
    /// connections (RFC 6265bis, section 4.1.3.2).
    static let sessionCookie = "__Host-session"
    /// What our own scripts send with a change; a form or link of another site cannot.
    static let changeHeader = "X-Hub-Request"

    /// - Throws: `APIProblem.unauthenticated` where nobody is signed in, and `notPermitted` for a
    ///   change that a browser was made to send by another site.
    func caller(of request: Request) async throws -> Caller {
        if let header = request.headers["Authorization"] {
            let parts = header.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else {
                throw APIProblem(.unauthenticated)
            }
            return try caller(try await signIn.authenticate(bearerToken: String(parts[1])))
        }
        guard let token = request.cookie(Self.sessionCookie) else {
            throw APIProblem(.unauthenticated)
        }
        let isRead = request.method == .get || request.method == .head
        guard isRead || request.headers[Self.changeHeader] != nil else {
            throw APIProblem(.notPermitted)
        }
        return try caller(try await signIn.authenticate(sessionToken: token))
    }

    private func caller(_ somebody: SignedIn) throws -> Caller {
        Caller(signedIn: somebody, application: try signIn.application(for: somebody))
    }
}
