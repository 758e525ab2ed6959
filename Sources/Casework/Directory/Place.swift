public import Codelists

/// An entry of the public directory: a hub, or an organisation that helps migrants.
///
/// What it holds is for everybody. A hub's entry is made by the database with the hub, and follows
/// its name, country, coordinates and time zone.
public struct Place: RegionRecord {
    public static let kind = RecordKind.place

    public enum Status: String, Codable, Sendable, CaseIterable {
        case published
        case hidden
    }

    public var slug: Slug
    public var name: String
    /// The hub that it is the entry of.
    public var hub: HubCode?
    /// The organisation that runs it, in the register.
    public var organisation: Slug?
    /// Nil for a hub.
    public var kind: OrganisationKind?
    public var country: Country
    /// City, town or village.
    public var locality: String?
    public var address: String?
    public var latitude: Double?
    public var longitude: Double?
    /// A name of the IANA time zone database: by it the hours are read.
    public var zone: String
    @Listed public var services: [Service]
    @Listed public var languages: [SpokenLanguage]
    /// The countries whose people it is there for; nobody in particular where there is none.
    @Listed public var serves: [Country]
    public var hours: OpeningHours?
    public var website: String?
    /// Of the place, never of somebody who works there.
    public var email: String?
    public var phone: String?
    public var note: String?
    public var status: Status
    /// When its own people last said that all this is so; nil for a hub.
    public var verified: CalendarDate?

    public init(
        slug: Slug, name: String, country: Country, zone: String? = nil,
        status: Status = .published, verified: CalendarDate? = nil
    ) {
        self.slug = slug
        self.name = name
        self.country = country
        self.zone = zone ?? Hub.usualTimeZone(country: country, admin1: nil)
        self.status = status
        self.verified = verified
    }

    public var references: [RecordReference] {
        organisation.map { [RecordReference(.organisation, $0)] } ?? []
    }

    public var home: RecordPlace? { RecordPlace([country]) }

    public var faultyField: String? {
        let lines: [(String, String?, Int)] = [
            ("name", name, 200), ("locality", locality, 200), ("address", address, 300),
            ("website", website, 300), ("email", email, 200), ("phone", phone, 60),
        ]
        if name.isEmpty { return "name" }
        for (field, text, most) in lines {
            if let text, text.unicodeScalars.count > most || !HeaderLine.isLine(text) {
                return field
            }
        }
        if let note, note.unicodeScalars.count > 2_000 { return "note" }
        if (latitude == nil) != (longitude == nil) { return "latitude" }
        if let latitude, !(-90...90).contains(latitude) { return "latitude" }
        if let longitude, !(-180...180).contains(longitude) { return "longitude" }
        if let website, !WebAddress.isWebAddress(website) { return "website" }
        if let email, MailAddress(email)?.isReachable != true { return "email" }
        if hub == nil, status == .published, verified == nil { return "verified" }
        return nil
    }
}

extension Place {
    /// How long what a place's people said is taken as it is, in months: then it is marked, and
    /// after the second span hidden, until they say so again.
    public static let freshMonths = 12
    public static let shownMonths = 15
}

extension Place {
    /// A short name of the words of its name.
    public var slugOfName: Slug { Slug.made(of: name) ?? slug }
}

extension Slug {
    /// A short name of the words of a name; nil where it has none that can be written so.
    public static func made(of name: String) -> Slug? {
        var text = ""
        for word in TextFolding.words(name) {
            let plain = word.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
            guard !plain.isEmpty, text.utf8.count + plain.utf8.count < 60 else { continue }
            text += text.isEmpty ? plain : "-\(plain)"
        }
        return Slug(text)
    }
}
