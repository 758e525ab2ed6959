import Casework
import OpenAPI
import Operations

/// One operation of the API: its description, and what it does.
///
/// The list of endpoints makes the OpenAPI document, the routes and the tests of who may call what:
/// none of them can be forgotten for a new one.
struct Endpoint: Sendable {
    let operation: APIOperation
    /// What one must be allowed to do; nil where it is enough to be signed in, or to be there.
    let permission: Permission?
    /// The most bytes that a body may have.
    let mostBytes: Int
    let timeLimit: Duration
    /// Whether an answer is given again while the database has not changed: for what is made of
    /// figures alone, whose reading is not audited.
    var isKept = false
    let work: Work

    /// For whom an endpoint works.
    enum Work: Sendable {
        /// For somebody who is signed in.
        case inside(@Sendable (APICall) async throws -> APIAnswer)
        /// For somebody who comes to sign in, or whose session is good for little yet.
        case atTheDoor(@Sendable (Visit) async throws -> APIAnswer)
    }

    /// An endpoint for whoever is signed in and may do what it is for.
    init(
        _ method: String, _ path: String, name: String, tag: String, summary: String,
        permission: Permission?, parameters: [APIOperation.Parameter] = [],
        body: [APIOperation.Content] = [], answers: [APIOperation.Answer],
        mostBytes: Int = 1 << 20, timeLimit: Duration = .seconds(30),
        perform: @escaping @Sendable (APICall) async throws -> APIAnswer
    ) {
        self.init(
            method, path, name: name, tag: tag, summary: summary, permission: permission,
            parameters: parameters, body: body, answers: answers, isOpen: false,
            mostBytes: mostBytes, timeLimit: timeLimit, work: .inside(perform))
    }

    /// An endpoint that is there before anybody has signed in.
    init(
        atTheDoor method: String, _ path: String, name: String, summary: String,
        body: [APIOperation.Content] = [], answers: [APIOperation.Answer], isOpen: Bool = false,
        perform: @escaping @Sendable (Visit) async throws -> APIAnswer
    ) {
        self.init(
            method, path, name: name, tag: "session", summary: summary, permission: nil,
            parameters: [], body: body, answers: answers, isOpen: isOpen, mostBytes: 16 << 10,
            timeLimit: .seconds(60), work: .atTheDoor(perform))
    }

    private init(
        _ method: String, _ path: String, name: String, tag: String, summary: String,
        permission: Permission?, parameters: [APIOperation.Parameter],
        body: [APIOperation.Content], answers: [APIOperation.Answer], isOpen: Bool,
        mostBytes: Int, timeLimit: Duration, work: Work
    ) {
        self.permission = permission
        self.mostBytes = mostBytes
        self.timeLimit = timeLimit
        self.work = work
        let isChange = parameters.contains { $0.name == "If-Match" }
        var problems: [APIProblem.Code] = [.malformed, .notAcceptable, .failed, .unavailable]
        if !isOpen { problems += [.unauthenticated, .notPermitted, .tooMany] }
        // What is named may not be there, or be such that it cannot be given: erased, or not public.
        if path.contains("{") { problems += [.notFound, .conflict] }
        // A query that is not described is refused anywhere.
        problems.append(.invalid)
        if !body.isEmpty {
            problems += [.tooLarge, .unsupportedMediaType, .conflict, .lengthNeeded]
        }
        if method != "GET" { problems += [.conflict, .tooLarge] }
        if isChange { problems += [.changedMeanwhile, .versionNeeded] }
        let known = Set(answers.map(\.status))
        let others = Set(problems).filter { !known.contains($0.status) }
            .sorted { $0.status < $1.status }
        operation = APIOperation(
            method, "/api/v1\(path)", name: name, tag: tag, summary: summary,
            parameters: parameters, body: body,
            answers: answers
                + others.map { APIOperation.Answer($0.status, $0.rawValue, [APIProblem.content]) },
            isOpen: isOpen)
    }

    /// The same, whose answers are given again while the database has not changed.
    var kept: Self {
        var copy = self
        copy.isKept = true
        return copy
    }

    /// The version that a change is based on; sent as an entity tag.
    static let version = APIOperation.Parameter(
        "If-Match", in: .header, .matching("\"[0-9]{1,9}\"", example: "\"1\""), isRequired: true,
        summary: "The version that the change is based on, as its ETag.", example: "\"1\"")
}
