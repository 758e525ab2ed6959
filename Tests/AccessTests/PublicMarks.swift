import CaseStore
import Casework
import Codelists
import Documents
import Foundation
import Operations
import Postgres
import Testing
import Texts

/// What the public may see, and what lies beside it that waits or was refused: each has a word of
/// its own that no answer but the right one may hold.
struct PublicMarks: Sendable {
    /// Of an organisation that was accepted, and of one that nobody has decided on.
    static let accepted = "marcapublica"
    static let waiting = "marcaespera"
    static let refused = "marcarechazo"
    /// In the mail addresses of those who sent them in.
    static let contact = "marcacorreo"
    /// In the title of an item of the bulletin that is not published.
    static let draft = "marcaborrador"
    /// In a place that is on file and not published.
    static let hidden = "marcaoculta"

    /// Nobody without an account may see them.
    static let secret = [waiting, refused, contact, draft, hidden]

    /// The public names of a place, an item and an issue.
    let place: String
    /// The place's id in Open Referral's form.
    let organization: String
    let item: String
    let issue: String

    static func fill(_ site: Site) async throws -> Self {
        let operation = site.operation
        for file in EmbeddedFile.under("demonstration/region/") {
            _ = try await operation.importRecords(try RegionFile(json: Data(file.bytes)))
        }
        // Of these the demonstration has none.
        let indicators = """
            {"indicators": [{"slug": "2021-health", "set": "2021", "dimension": "rights", "question": "?"}],
            "assessments": [{"slug": "round", "participant": "mexico", "round": 1, "set": "2021"}]}
            """
        _ = try await operation.importRecords(try RegionFile(json: Data(indicators.utf8)))
        var file = RegionFile()
        file.places = [try place(hidden)]
        _ = try await operation.importRecords(file)
        let draft = """
            {"items": [{"slug": "draft", "dated": "2021-04-16", "status": "draft", "texts": [
                {"language": "es", "title": "\(draft)", "body": "\(draft)"}], "links": []}]}
            """
        _ = try await operation.importRecords(try RegionFile(json: Data(draft.utf8)))
        _ = try await send(waiting, to: site)
        let toRefuse = try await send(refused, to: site)
        try await operation.refuse(
            toRefuse, for: [.cannotVerify], note: refused, site: "http://localhost")
        let slug = try await operation.accept(
            try await send(accepted, to: site), site: "http://localhost")
        let places = try await operation.publicPlaces()
        let place = try #require(places.first { $0.place.slug == slug })
        return Self(
            place: slug.description,
            organization: HSDS.organization(place, texts: Texts(.english)).id,
            item: "information-hubs-q1-2021", issue: "digest-2021-04")
    }

    private static func place(_ mark: String) throws -> Place {
        let text = """
            {"places": [{"slug": "\(mark)", "name": "\(mark)", "country": "GTM",
                "locality": "Quetzaltenango", "latitude": 14.8, "longitude": -91.5,
                "zone": "America/Guatemala", "services": ["information"], "languages": ["spa"],
                "status": "hidden"}]}
            """
        return try #require(try RegionFile(json: Data(text.utf8)).places.first)
    }

    /// Sends an organisation in and confirms its address, as its people do.
    private static func send(_ mark: String, to site: Site) async throws -> RegistrationID {
        let id = RegistrationID.new()
        let contact = try #require(MailAddress("\(contact)@example.org"))
        let registration = NewRegistration(
            id: id, document: try place(mark),
            contact: contact, language: "es", source: Array(mark.utf8),
            form: Array(mark.utf8), hasWorked: true)
        let answer = try await site.owner.one(
            try .send(
                registration, mail: OutgoingMail(recipient: contact, subject: "s", body: "b")))
        #expect(answer == "taken")
        #expect(try await site.owner.one(.confirm(registration: id)))
        return id
    }
}
