public import Casework
public import Postgres

/// An entry as its own people see it.
public struct OwnPlace: Sendable {
    public let version: Int
    public let place: Place
    public let contact: MailAddress
}

extension Query where Output == OwnPlace {
    public static func ownPlace(_ id: ID<Place>) -> Self {
        Self("SELECT version, document, address FROM own_place(\(id))") { row in
            let version: Int = try row.next()
            let document: String = try row.next()
            return OwnPlace(
                version: version, place: try Place(document: document), contact: try row.next())
        }
    }
}

extension Query where Output == ID<Place>? {
    /// The entry of that short name and address, when a link may be mailed now.
    public static func linkablePlace(_ slug: Slug, address: MailAddress) -> Self {
        Self("SELECT linkable_place(\(slug.description), \(address))") { try $0.nextOptional() }
    }
}

extension Query where Output == Bool {
    /// False where too many changes of the entry were sent.
    public static func sendChange(
        _ id: RegistrationID, of place: ID<Place>, _ document: Place, form: [UInt8]
    ) throws -> Self {
        Self("SELECT send_change(\(id), \(place), \(try document.text)::text::jsonb, \(form))")
    }

    public static func verify(_ place: ID<Place>) -> Self { Self("SELECT verify_place(\(place))") }
}

extension Statement {
    /// Says who may change an entry.
    public static func keepContact(
        _ address: MailAddress, of place: ID<Place>, language: String
    ) -> Self {
        """
        INSERT INTO place_contact (place_id, address, language)
        VALUES (\(place), \(address), \(language))
        ON CONFLICT ON CONSTRAINT place_contact_pkey
        DO UPDATE SET address = excluded.address, language = excluded.language, reminded_at = NULL
        """
    }
}
