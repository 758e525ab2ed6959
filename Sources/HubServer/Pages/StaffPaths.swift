/// The paths of the API that forms of the staff pages are sent to.
enum StaffPaths {
    /// `POST` a name and a password to come in.
    static let signIn = "/api/v1/sessions"
    /// `DELETE` to leave.
    static let session = "/api/v1/session"
    /// `POST` the code that a session waits for.
    static let code = "/api/v1/session/code"
    static let password = "/api/v1/session/password"
    /// `PUT` the language that one is spoken to in.
    static let language = "/api/v1/account/language"
    /// `POST` begins to set up one-time codes; `POST …/confirmation` with a code ends it.
    static let oneTimeCodes = "/api/v1/account/totp"
    static let recoveryCodes = "/api/v1/account/recovery-codes"
    /// `DELETE` with an id ends a session elsewhere.
    static let sessions = "/api/v1/account/sessions"
    /// The accounts, for those who administer them.
    static let accounts = "/api/v1/accounts"
    static let cases = "/api/v1/cases"
    static let referrals = "/api/v1/referrals"
    /// `POST …/{id}/accept` and `…/refuse` decide on what organisations sent in.
    static let registrations = "/api/v1/registrations"

    /// `POST` what somebody agrees to; `GET …/{id}/receipt` is what they may take home of it.
    static let consents = "/api/v1/consents"
    static let people = "/api/v1/people"

    /// What is due at a hub and who waits, as devices keep it.
    static func today(at hub: String) -> String { "/api/v1/hubs/\(hub)/today" }

    /// A hub's open cases, as devices keep them.
    static func cases(at hub: String) -> String { "/api/v1/hubs/\(hub)/cases" }

    /// A hub's people of late, as devices keep them.
    static func people(at hub: String) -> String { "/api/v1/hubs/\(hub)/people/recent" }
}
