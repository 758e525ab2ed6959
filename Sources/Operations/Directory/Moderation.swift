public import CaseStore
public import Casework
import Codelists
import Postgres
import Texts

extension Application {
    /// Public places, nearest first where something is near, else by name.
    public func places(_ filter: PlaceFilter) async throws -> [PublicPlace] {
        try await database.all(.publicPlaces(filter))
    }

    /// All public places, by name.
    public func publicPlaces() async throws -> [PublicPlace] {
        var filter = PlaceFilter()
        filter.limit = 1_000_000
        return try await places(filter)
    }

    /// Today, by the database's clock.
    public func today() async throws -> CalendarDate { try await database.one(.today) }

    /// What waits for a decision, or another state, the longest waiting first.
    public func registrations(
        _ status: RegistrationStatus = .waiting, limit: Int = 100
    ) async throws -> [Registration] {
        try permit(.moderateRegistrations)
        return try await database.all(.registrations(status, limit: limit))
    }

    public func registration(_ id: RegistrationID) async throws -> Registration {
        try permit(.moderateRegistrations)
        guard let registration = try await database.first(.registration(id)) else {
            throw DirectoryError.unknownRegistration(id)
        }
        return registration
    }

    /// Makes what was sent in public: as a new entry with its organisation, or as the entry's new
    /// content. Gives its short name; `site` is where the pages are, for the mail that says so.
    public func accept(
        _ id: RegistrationID, as slug: Slug? = nil, site: String
    ) async throws -> Slug {
        try permit(.moderateRegistrations)
        return try await write { connection in
            let registration = try await waiting(id, on: connection)
            let today = try await connection.one(.today)
            var place = registration.document
            place.status = .published
            place.verified = today
            let placeID: ID<Place>
            if let known = registration.place {
                guard let own = try await connection.first(.ownPlace(known)) else {
                    throw DirectoryError.unknownRegistration(id)
                }
                place.slug = own.place.slug
                place.hub = own.place.hub
                place.organisation = own.place.organisation
                placeID = known
            } else {
                place.slug = try await freeSlug(slug, for: place, on: connection)
                place.hub = nil
                place.organisation = place.slug
                try await save(organisation(of: place), id: .new(), on: connection)
                placeID = .new()
            }
            try await save(place, id: placeID, on: connection)
            try await connection.run(
                .keepContact(
                    registration.contact, of: placeID, language: registration.language))
            try await connection.run(.decide(id, .accepted, place: placeID, by: actor.name))
            let mail = DirectoryMail(site: site, texts: registration.texts)
                .accepted(place, to: registration.contact)
            try await connection.run(.queue(mail))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "registration accept",
                    subject: id.description, content: #"{"place": "\#(place.slug)"}"#))
            return place.slug
        }
    }

    /// Says no, and why; whoever sent it is told.
    public func refuse(
        _ id: RegistrationID, for reasons: [RefusalReason], note: String? = nil, site: String
    ) async throws {
        try permit(.moderateRegistrations)
        guard !reasons.isEmpty else { throw OperationError.invalid(field: "reasons") }
        try await write { connection in
            let registration = try await waiting(id, on: connection)
            try await connection.run(
                .decide(
                    id, .refused, place: nil, by: actor.name, reasons: reasons, note: note))
            let mail = DirectoryMail(site: site, texts: registration.texts).refused(
                registration.document, reasons: reasons, note: note, to: registration.contact)
            try await connection.run(.queue(mail))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "registration refuse",
                    subject: id.description,
                    reason: reasons.map(\.rawValue).joined(separator: ", ")))
        }
    }

    private func waiting(
        _ id: RegistrationID, on connection: Connection
    ) async throws -> Registration {
        try await connection.run(.lock(registration: id))
        guard let registration = try await connection.first(.registration(id)) else {
            throw DirectoryError.unknownRegistration(id)
        }
        guard registration.status == .waiting else {
            throw DirectoryError.notWaiting(id, registration.status)
        }
        return registration
    }

    /// The short name asked for; else one of the words of the name, numbered where it is taken.
    private func freeSlug(
        _ asked: Slug?, for place: Place, on connection: Connection
    ) async throws -> Slug {
        let stem = asked ?? place.slugOfName
        let wanted = [stem] + (2...99).compactMap { Slug("\(stem)-\($0)") }
        let places = try await connection.all(.slugs(of: .place, among: wanted))
        let bodies = try await connection.all(.slugs(of: .organisation, among: wanted))
        let taken = Set(places + bodies)
        if let asked, taken.contains(asked.description) {
            throw RegionError.exists(RecordReference(.place, asked))
        }
        guard let free = wanted.first(where: { !taken.contains($0.description) }) else {
            throw RegionError.exists(RecordReference(.place, stem))
        }
        return free
    }

    private func organisation(of place: Place) -> Organisation {
        var organisation = Organisation(
            slug: place.slug, name: place.name, kind: place.kind ?? Self.otherKind,
            country: place.country)
        organisation.place = place.locality
        organisation.languages = place.languages.map(\.code)
        organisation.website = place.website
        organisation.email = place.email
        organisation.phone = place.phone
        return organisation
    }

    private static var otherKind: OrganisationKind { OrganisationKind(number: 9) }
}

extension Registration {
    /// The language in which it was sent.
    var texts: Texts { Texts(Language(rawValue: language) ?? .spanish) }
}

/// Why something about the directory was refused.
public enum DirectoryError: Error, Equatable, Sendable {
    case unknownRegistration(RegistrationID)
    case notWaiting(RegistrationID, RegistrationStatus)
}
