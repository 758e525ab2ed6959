public import CaseStore
public import Casework
import Codelists

/// An account as JSON and as rows.
public struct AccountDocument: Encodable, Sendable {
    /// By which cases name their workers.
    public let id: AccountID
    public let name: String
    public let role: String
    public let hub: String?
    public let country: String?
    public let language: String?
    public let isDisabled: Bool
    public let mustChangePassword: Bool
    public let oneTimeCodes: Bool
    public let created: String

    enum CodingKeys: String, CodingKey {
        case id, name, role, hub, country, language, created
        case isDisabled = "disabled"
        case mustChangePassword = "must_change_password"
        case oneTimeCodes = "one_time_codes"
    }

    public init(_ account: StoredAccount) {
        id = account.id
        name = account.name
        role = account.role
        hub = account.hub
        country = account.country.map { Country(number: $0).code }
        language = account.locale
        isDisabled = account.isDisabled
        mustChangePassword = account.mustChange
        oneTimeCodes = account.hasOneTimeCodes
        created = account.createdAt
    }

    public var place: String { hub ?? country ?? "" }
}

/// An open session as JSON.
public struct SessionDocument: Encodable, Sendable {
    public let id: SessionID
    public let device: String?
    public let created: String
    public let seen: String
    public let expires: String

    public init(_ session: StoredSession) {
        id = session.id
        device = session.device
        created = session.createdAt
        seen = session.seenAt
        expires = session.expiresAt
    }
}

/// An API token as JSON, without the token itself.
public struct TokenDocument: Encodable, Sendable {
    public let id: TokenID
    public let name: String
    public let scopes: [String]?
    public let created: String
    public let expires: String
    public let used: String?

    public init(_ token: StoredToken) {
        id = token.id
        name = token.name
        scopes = token.scopes
        created = token.createdAt
        expires = token.expiresAt
        used = token.usedAt
    }
}
