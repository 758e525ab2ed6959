import Casework
import Codelists
import HTTP
import Operations

/// What an organisation wrote into its form, read into an entry.
struct RegistrationForm: Sendable {
    let values: [String: [String]]
    private(set) var place: Place
    let contact: String
    let sent: SentForm
    /// The first field that cannot be read.
    private(set) var faulty: String?

    /// The fields that may be sent more than once.
    private static let lists: Set<String> = ["services", "languages"]

    init(_ items: [QueryItem], standing: Place? = nil) {
        var values: [String: [String]] = [:]
        for item in items where values[item.name] == nil || Self.lists.contains(item.name) {
            values[item.name, default: []].append(item.value)
        }
        self.values = values
        func text(_ name: String) -> String? { Self.text(name, in: values) }
        contact = text("contact") ?? ""
        sent = SentForm(
            form: values["form"]?.first ?? "", proof: values["proof"]?.first ?? "",
            trap: values["url"]?.first ?? "")
        var faults: [String] = []
        func read<Value>(_ name: String, _ parse: (String) -> Value?) -> Value? {
            guard let text = text(name) else { return nil }
            let value = parse(text)
            if value == nil { faults.append(name) }
            return value
        }
        let country = read("country") { Country($0) }
        let city = text("locality").flatMap { Gazetteer.city($0) }
        place =
            standing
            ?? Place(
                slug: Self.newSlug, name: "", country: country ?? .unknown, status: .hidden)
        place.name = text("name") ?? ""
        if let country, country != place.country {
            place.country = country
            place.zone = Hub.usualTimeZone(country: country, admin1: nil)
        }
        place.kind = read("kind") { OrganisationKind($0) }
        place.locality = text("locality")
        place.address = text("address")
        place.website = text("website")
        place.email = text("email")
        place.phone = text("phone")
        place.note = text("note")
        place.hours = read("hours") { OpeningHours($0) }
        place.services = (values["services"] ?? []).compactMap { Service($0) }
        place.languages = (values["languages"] ?? []).compactMap { SpokenLanguage($0) }
        place.serves = read("serves") { Country.list($0) } ?? []
        place.latitude = read("latitude") { Double($0) }
        place.longitude = read("longitude") { Double($0) }
        if place.latitude == nil, place.longitude == nil, let city,
            city.country == place.country
        {
            place.latitude = city.position.latitude
            place.longitude = city.position.longitude
        }
        if place.name.isEmpty { faults.append("name") }
        if place.country.isUnknown { faults.append("country") }
        if place.services.isEmpty, place.note == nil { faults.append("note") }
        faulty = faults.first
    }

    /// What stands in a field, without the space around it; nil where nothing does.
    func text(_ name: String) -> String? { Self.text(name, in: values) }

    private static func text(_ name: String, in values: [String: [String]]) -> String? {
        let value = Substring(values[name]?.first ?? "").trimmed
        return value.isEmpty ? nil : value
    }

    /// Of a registration that has no short name yet: the moderator's to give.
    private static var newSlug: Slug {
        Slug("new-entry") ?? { preconditionFailure("a short name") }()
    }

    /// What an entry holds, as its form shows it.
    static func values(of place: Place) -> [String: [String]] {
        var values: [String: [String]] = ["name": [place.name], "country": [place.country.code]]
        values["services"] = place.services.map(\.code)
        values["languages"] = place.languages.map(\.code)
        values["serves"] = [place.serves.map(\.code).joined(separator: ", ")]
        let texts: [(String, String?)] = [
            ("kind", place.kind?.code), ("locality", place.locality), ("address", place.address),
            ("website", place.website), ("email", place.email), ("phone", place.phone),
            ("note", place.note), ("hours", place.hours?.description),
            ("latitude", place.latitude.map { "\($0)" }),
            ("longitude", place.longitude.map { "\($0)" }),
        ]
        for (name, text) in texts { values[name] = text.map { [$0] } }
        return values
    }
}
