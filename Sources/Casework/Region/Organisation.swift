public import Codelists

/// Anyone but a hub: partner, government body, municipality, diaspora organisation.
public struct Organisation: RegionRecord {
    public static let kind = RecordKind.organisation

    public var slug: Slug
    public var name: String
    public var kind: OrganisationKind
    public var country: Country
    public var place: String?
    /// ISO 639, such as `es`.
    @Listed public var languages: [String]
    public var website: String?
    /// Of the organisation, never of somebody who works there.
    public var email: String?
    public var phone: String?
    public var note: String?

    public init(slug: Slug, name: String, kind: OrganisationKind, country: Country) {
        self.slug = slug
        self.name = name
        self.kind = kind
        self.country = country
    }

    public var faultyField: String? {
        if name.isEmpty { return "name" }
        if !(website.map(WebAddress.isWebAddress) ?? true) { return "website" }
        if let email, MailAddress(email)?.isReachable != true { return "email" }
        return nil
    }
}

/// Which links may be shown: those that a browser opens as a page, and nothing that runs.
enum WebAddress {
    static func isWebAddress(_ text: String) -> Bool {
        (text.hasPrefix("https://") || text.hasPrefix("http://"))
            && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
    }
}

extension Organisation {
    public var home: RecordPlace? { RecordPlace([country]) }
}
