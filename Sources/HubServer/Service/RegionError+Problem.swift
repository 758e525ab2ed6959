import Documents
import OpenAPI
import Operations

extension RegionError {
    var problem: APIProblem {
        let said: APIProblem.Sentence = { message($0) }
        return switch self {
        case .unknown, .unknownSession: APIProblem(.notFound)
        case .stale: APIProblem(.changedMeanwhile)
        case .invalid(_, let field):
            APIProblem(
                .invalid, [.init(pointer: "/\(field)", rule: .choice)], detail: said)
        case .unreadable(let place):
            APIProblem(
                .invalid, [.init(pointer: place.pointer, rule: .choice)], detail: said)
        case .nothingInFile: APIProblem(.invalid, detail: said)
        case .exists, .unknownHub, .conflicts, .wrongStatus, .figureNotPublished, .tooManyRejects,
            .nobodyListed:
            APIProblem(.conflict, detail: said)
        }
    }
}

extension String {
    /// A place such as `activities[2].held` as a JSON Pointer.
    fileprivate var pointer: String {
        isEmpty
            ? ""
            : "/"
                + replacing("[", with: "/").replacing("]", with: "")
                .replacing(".", with: "/")
    }
}
