import Casework
import Codelists
import Operations

extension Place {
    /// Nil where the organization is nowhere: without a country that we know.
    init?(
        _ body: HSDSFile.Organization, _ services: [HSDSFile.Service],
        _ location: HSDSFile.Location?, today: CalendarDate
    ) {
        func identifier(_ type: String) -> String? {
            body.organizationIdentifiers?.first { $0.identifierType == type }?.identifier
        }
        func values(_ type: String, _ attributes: [HSDSFile.Attribute]?) -> [String] {
            (attributes ?? []).filter { $0.linkType == type }.compactMap(\.text)
        }
        func text(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
        let address = location?.addresses?.first
        guard let country = address?.country.flatMap({ Country($0) }),
            let unnamed = Slug("entry")
        else { return nil }
        let hub = identifier("hub")
        let named = (identifier("place") ?? hub).flatMap { Slug($0) }
        self.init(
            slug: named ?? unnamed, name: body.name, country: country,
            zone: values("time_zone", location?.attributes).first)
        if named == nil { slug = slugOfName }
        self.hub = hub.flatMap { HubCode($0.uppercased()) }
        organisation = identifier("organisation").flatMap { Slug($0) }
        kind = values("kind", body.attributes).first.flatMap { OrganisationKind($0) }
        locality = text(address?.city)
        self.address = text(address?.address1)
        latitude = location?.latitude
        longitude = location?.longitude
        for service in services {
            let named = values("service", service.attributes).first ?? service.name
            // What is none of ours is something else that they do.
            guard let code = Service(named) ?? Service("other"), !self.services.contains(code)
            else { continue }
            self.services.append(code)
        }
        languages = (location?.languages ?? []).compactMap { language in
            language.code.flatMap { SpokenLanguage($0) }
        }
        serves = values("serves", body.attributes).compactMap { Country($0) }
        hours = OpeningHours(minutes: (location?.schedules ?? []).flatMap(\.minutes))
        website = text(body.website)
        email = text(body.email)
        phone = text(body.phones?.first?.number)
        note =
            values("note", body.attributes).first
            ?? (body.description == body.name ? nil : text(body.description))
        let said = values("assured_date", body.attributes).first ?? services.first?.assuredDate
        verified = said.flatMap { CalendarDate($0) } ?? (self.hub == nil ? today : nil)
    }
}

extension Organisation {
    /// Of an entry, what the register of organisations has.
    init(_ place: Place, languages: [String]) {
        self.init(
            slug: place.organisation ?? place.slug, name: place.name,
            kind: place.kind ?? OrganisationKind(number: 9),
            country: place.country)
        self.place = place.locality
        self.languages = languages
        website = place.website
        email = place.email
        phone = place.phone
        note = place.note
    }
}

extension HSDSFile.Location.Schedule {
    /// Of each day that it is for; a day that ends at 23:59 ends at midnight.
    fileprivate var minutes: [Range<Int>] {
        func minute(_ text: String?) -> Int? {
            let parts = (text ?? "").prefix(5).split(separator: ":").compactMap { Int($0) }
            guard parts.count == 2, (0...24).contains(parts[0]), (0..<60).contains(parts[1]) else {
                return nil
            }
            return parts[0] * 60 + parts[1]
        }
        guard let start = minute(opensAt), var end = minute(closesAt) else { return [] }
        if end == 1_439 { end = 1_440 }
        guard start < end, end <= 1_440 else { return [] }
        let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        return (byday ?? "").split(separator: ",").compactMap { day in
            days.firstIndex(of: String(day)).map { $0 * 1_440 + start..<$0 * 1_440 + end }
        }
    }
}
