import CaseStore
import Casework
import Codelists

/// An account as JSON and as rows.
struct AccountDocument: Encodable {
    let name: String
    let role: String
    let hub: String?
    let country: String?
    let language: String?
    let isDisabled: Bool
    let mustChangePassword: Bool
    let oneTimeCodes: Bool
    let created: String

    enum CodingKeys: String, CodingKey {
        case name, role, hub, country, language, created
        case isDisabled = "disabled"
        case mustChangePassword = "must_change_password"
        case oneTimeCodes = "one_time_codes"
    }

    init(_ account: StoredAccount) {
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

    var place: String { hub ?? country ?? "" }
}
