import Casework
import HTTP
import OpenAPI
import Operations
import Texts

/// A page of the staff app as a route: where it is, for whom, and how it is made.
///
/// The list of pages makes the routes and the tests of who may open what: none of them can be
/// forgotten for a new one.
struct StaffPage: Sendable {
    let method: HTTP.Method
    /// The template of its path, such as `/cases/{id}`.
    let path: String
    /// Unique among all routes.
    let name: String
    let entrance: Entrance
    /// The most bytes of what a form of it sends; only for those that are posted.
    let mostBytes: Int

    /// For whom a page is made.
    enum Entrance: Sendable {
        /// For anybody: the way in.
        case open(@Sendable (DoorVisit) async throws -> PageAnswer)
        /// For whoever is signed in and may do somewhere what the page is for; nil asks nothing more.
        case staff(Permission?, @Sendable (PageVisit) async throws -> PageAnswer)
    }

    /// A page for those who may do somewhere what it is for.
    init(
        _ path: String, _ name: String, for permission: Permission?,
        posted mostBytes: Int? = nil,
        make: @escaping @Sendable (PageVisit) async throws -> PageAnswer
    ) {
        method = mostBytes == nil ? .get : .post
        self.path = path
        self.name = name
        self.mostBytes = mostBytes ?? 0
        entrance = .staff(permission, make)
    }

    /// A page that is there before anybody has signed in.
    init(
        open path: String, _ name: String,
        make: @escaping @Sendable (DoorVisit) async throws -> PageAnswer
    ) {
        method = .get
        self.path = path
        self.name = name
        mostBytes = 0
        entrance = .open(make)
    }

    var permission: Permission? {
        if case .staff(let permission, _) = entrance { permission } else { nil }
    }
}

/// What a page answers.
enum PageAnswer: Sendable {
    case page(Markup)
    /// Another page of ours.
    case redirect(String)
    /// A file to take away, by its name.
    case file([UInt8], mediaType: String, name: String)
}

/// Somebody at the door: before they have signed in, or on their way.
struct DoorVisit: Sendable {
    let frame: PageFrame
    let request: Request
    /// Whose device was signed out from elsewhere, where it was.
    let revoked: String?

    var texts: Texts { frame.texts }
}

/// Somebody of the staff on a page.
struct PageVisit: Sendable {
    let frame: PageFrame
    let request: Request
    let application: Application
    /// The session's id.
    let session: String
    /// Where people reach the service, without a slash at the end; empty where nobody said.
    var site = ""
    /// What a form sent; `null` where none did.
    var body: JSONValue = .null

    var texts: Texts { frame.texts }
    var actor: Actor { application.actor }

    /// A part of the path, read as what it names; what cannot be read is not found.
    func path<T: LosslessStringConvertible>(
        _ name: String, as _: T.Type = T.self
    ) throws(APIProblem) -> T {
        guard let value = request.parameters[name].flatMap({ T($0) }) else {
            throw APIProblem(.notFound)
        }
        return value
    }

    /// A query's value; nil where there is none of that name that can be read.
    func query<T: LosslessStringConvertible>(_ name: String, as _: T.Type = T.self) -> T? {
        request.query.first { $0.name == name }.flatMap { T($0.value) }
    }
}
