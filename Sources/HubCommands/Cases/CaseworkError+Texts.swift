import Casework
import Codelists
import Console
import Operations
import Texts

extension CaseworkError {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .unknownCase(let name): (texts("case.error.unknown", ["case": name]), .dataError)
        case .ambiguousCase(let name): (texts("case.error.ambiguous", ["case": name]), .dataError)
        case .problem(let problem): (problem.text(texts), .dataError)
        case .staleCase(let view):
            (
                texts(
                    "case.error.stale",
                    [
                        "case": view.content.reference,
                        "version": String(view.content.version),
                    ]), .tempFail
            )
        case .staleReferral(let view):
            (
                texts(
                    "referral.error.stale",
                    ["id": view.id.description, "version": String(view.version)]), .tempFail
            )
        case .otherContent(let id): (texts("case.error.other", ["id": id]), .dataError)
        case .unknownAttachment(let id):
            (texts("case.error.attachment", ["id": id.description]), .dataError)
        case .unknownReferral(let id):
            (texts("referral.error.unknown", ["id": id.description]), .dataError)
        case .unknownConsent(let id):
            (texts("consent.error.unknown", ["id": id.description]), .dataError)
        case .unknownReceiver(let receiver):
            (texts("referral.error.receiver", ["to": receiver.description]), .dataError)
        case .noConsent(let purpose):
            (texts("consent.error.none", ["purpose": purpose.label(texts)]), .noPermission)
        case .notCovered(let part):
            (texts("consent.error.covers", ["part": part.label(texts)]), .noPermission)
        case .erased: (texts("case.error.erased"), .dataError)
        case .isRestricted: (texts("case.error.restrictedperson"), .noPermission)
        case .referral(.notYours): (texts("referral.error.notyours"), .noPermission)
        case .referral(.notNow(let status)):
            (texts("referral.error.notnow", ["status": status.label(texts)]), .dataError)
        }
    }
}

extension CaseProblem {
    func text(_ texts: Texts) -> String {
        switch self {
        case .closed: texts("case.error.closed")
        case .open: texts("case.error.open")
        case .invalid(let field): texts("error.invalid", ["field": field])
        }
    }
}
