/// The paths of the API that forms of the staff pages are sent to.
enum StaffPaths {
    /// `POST` a name and a password to come in, `DELETE` to leave.
    static let session = "/api/v1/session"
    /// `POST` the code that a session waits for.
    static let code = "/api/v1/session/code"
    static let password = "/api/v1/session/password"
    /// `POST` begins to set up one-time codes; `PUT` with a code ends it.
    static let oneTimeCodes = "/api/v1/session/totp"
    /// `DELETE` with an id ends a session elsewhere.
    static let sessions = "/api/v1/sessions"
    static let preferences = "/api/v1/session/preferences"
    /// What is due and who waits, as devices keep it.
    static let today = "/api/v1/today"
    static let cases = "/api/v1/cases"
    static let referrals = "/api/v1/referrals"

    /// A hub's people of late, as devices keep them.
    static func people(at hub: String) -> String { "/api/v1/hubs/\(hub)/people" }
}
