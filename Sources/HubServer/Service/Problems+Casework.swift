import CaseStore
import Casework
import Credentials
import HubLogs
import OpenAPI
import Operations
import Texts

extension CaseworkError {
    var problem: APIProblem {
        switch self {
        case .unknownCase, .ambiguousCase, .unknownAttachment, .unknownReferral, .unknownConsent:
            APIProblem(.notFound)
        case .problem(.invalid(let field)):
            APIProblem(
                .invalid,
                [.init(pointer: "/\(field.replacing(" ", with: "_"))", rule: .choice)])
        case .problem(.closed), .problem(.open), .otherContent: APIProblem(.conflict)
        case .staleCase, .staleReferral: APIProblem(.changedMeanwhile)
        case .unknownReceiver: APIProblem(.invalid, [.init(pointer: "/to", rule: .choice)])
        case .noConsent, .notCovered: APIProblem(.noConsent)
        case .erased: APIProblem(.erased)
        case .isRestricted: APIProblem(.notPermitted)
        case .referral(.notYours): APIProblem(.notPermitted)
        case .referral(.notNow): APIProblem(.conflict)
        }
    }
}

extension StoreError {
    var problem: APIProblem {
        switch self {
        case .changedMeanwhile: APIProblem(.unavailable)
        case .invalidAccount(let field):
            APIProblem(.invalid, [.init(pointer: "/\(field)", rule: .format)])
        case .unknownPerson: APIProblem(.notFound)
        case .unreadable: APIProblem(.failed)
        default: APIProblem(.conflict)
        }
    }
}

extension PasswordProblem {
    func problem(at pointer: String) -> APIProblem {
        switch self {
        case .length: APIProblem(.invalid, [.init(pointer: pointer, rule: .tooShort)])
        case .guessable:
            APIProblem(
                .invalid, [.init(pointer: pointer, rule: .choice)],
                detail: { $0("error.password.guessable") })
        case .busy: APIProblem(.tooMany)
        }
    }
}

extension HubLogFileProblem {
    var problem: APIProblem {
        APIProblem(.invalid, [.init(pointer: "", rule: .format)], detail: { text($0) })
    }
}

extension SheetProblem {
    var problem: APIProblem {
        APIProblem(.invalid, [.init(pointer: "", rule: .format)], detail: { text($0) })
    }
}

extension TableError {
    var problem: APIProblem {
        APIProblem(.invalid, [.init(pointer: "", rule: .format)], detail: { text($0) })
    }
}
