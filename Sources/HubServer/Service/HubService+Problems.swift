import CaseStore
import Casework
import Credentials
import FoundationEssentials
import HTTP
import HubLogs
import OpenAPI
import Operations
import Postgres
import Reporting
import Texts

extension HubService {
    /// What a caller sees of an error: a problem that names no person, and no more of ours than
    /// helps them.
    static func answer(to error: any Error, for request: Request) -> Response {
        let texts = Texts(request.language)
        let (problem, status) = problem(error)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = (try? encoder.encode(problem.document(texts))).map { Array($0) } ?? []
        var response = Response(status, type: "application/problem+json", bytes: bytes)
        if problem.code == .unauthenticated {
            response.headers["WWW-Authenticate"] = "Bearer"
            if case SignInProblem.revoked = error {
                response.headers[Self.sessionHeader] = "revoked"
            }
        }
        if [.unavailable, .tooMany].contains(problem.code) {
            response.headers["Retry-After"] = "5"
            if case SignInProblem.wait(let seconds) = error {
                response.headers["Retry-After"] = String(seconds)
            }
        }
        if let error = error as? HTTPError, !error.allowed.isEmpty {
            response.headers["Allow"] = error.allowed.map(\.rawValue).joined(separator: ", ")
        }
        return response
    }

    static func problem(_ error: any Error) -> (APIProblem, Int) {
        let problem: APIProblem =
            switch error {
            case let error as APIProblem: error
            case let error as HTTPError: APIProblem(error.problemCode)
            case let error as OperationError: error.problem
            case DirectoryError.unknownRegistration: APIProblem(.notFound)
            case is DirectoryError: APIProblem(.conflict)
            case let error as RegionError: error.problem
            case let error as DisclosureFailure: APIProblem(error.problemCode)
            case let error as CaseworkError: error.problem
            case let error as HubLogFileProblem: error.problem
            case let error as SheetProblem: error.problem
            case let error as TableError: error.problem
            case let error as StoreError: error.problem
            case is PoolError: APIProblem(.unavailable)
            case let error as SignInProblem: error.problem
            case let error as PostgresError: APIProblem(error.problemCode)
            default: APIProblem(.failed)
            }
        return (problem, (error as? HTTPError)?.code.status ?? problem.code.status)
    }
}

extension HTTPError {
    var problemCode: APIProblem.Code {
        switch code {
        case .badFraming, .badTarget, .badQuery, .badForm, .targetTooLong, .headersTooLarge:
            .malformed
        case .lengthRequired: .lengthNeeded
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .bodyTooLarge: .tooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .internalError: .failed
        case .timedOut, .stopping, .storageFull: .unavailable
        }
    }
}

extension OperationError {
    var problem: APIProblem {
        switch self {
        case .notPermitted: APIProblem(.notPermitted)
        case .unknownEvent, .unknownPerson, .unknownEdition, .unknownAccount, .unknownSession,
            .unknownToken:
            APIProblem(.notFound)
        case .password(let problem): problem.problem(at: "/password")
        case .wrongCode: APIProblem(.invalid, [.init(pointer: "/code", rule: .choice)])
        case .tooManyRejects: APIProblem(.invalid, [.init(pointer: "", rule: .tooLong)])
        case .unknownHub: APIProblem(.invalid, [.init(pointer: "/hub", rule: .choice)])
        case .dateProblem: APIProblem(.invalid, [.init(pointer: "/occurred_on", rule: .choice)])
        case .invalid(let field):
            APIProblem(.invalid, [.init(pointer: "/\(field)", rule: .choice)])
        case .staleVersion: APIProblem(.changedMeanwhile)
        case .nothingToChange: APIProblem(.invalid, [.init(pointer: "", rule: .missing)])
        case .wrongKey: APIProblem(.failed)
        default: APIProblem(.conflict)
        }
    }
}

extension SignInProblem {
    var problem: APIProblem {
        switch self {
        case .refused, .notSignedIn, .revoked: APIProblem(.unauthenticated)
        case .wait, .busy: APIProblem(.tooMany)
        case .mustChangePassword: APIProblem(.passwordChangeNeeded)
        }
    }
}

extension DisclosureFailure {
    var problemCode: APIProblem.Code {
        switch self {
        case .notReleased: .notFound
        case .countsDisagree, .unprotectable, .auditFailed, .solverStopped: .conflict
        }
    }
}

extension PostgresError {
    var problemCode: APIProblem.Code {
        let state = code.sqlstate
        if state == "42501" { return .notPermitted }
        let isPassing = ["08", "40", "53", "57"].contains { state.hasPrefix($0) }
        return isPassing ? .unavailable : .failed
    }
}
