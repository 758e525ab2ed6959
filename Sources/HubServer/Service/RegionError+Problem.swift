import Documents
import OpenAPI
import Operations
import Texts

extension RegionError {
    func problem(_ texts: Texts) -> APIProblem {
        switch self {
        case .unknown, .unknownSession: APIProblem(.notFound)
        case .stale: APIProblem(.changedMeanwhile)
        case .invalid(_, let field):
            APIProblem(
                .invalid, [.init(pointer: "/\(field)", rule: .choice)], detail: message(texts))
        case .unreadable(let place):
            APIProblem(
                .invalid, [.init(pointer: place.pointer, rule: .choice)], detail: message(texts))
        case .nothingInFile: APIProblem(.invalid, detail: message(texts))
        case .exists, .unknownHub, .conflicts, .wrongStatus, .figureNotPublished, .tooManyRejects,
            .nobodyListed:
            APIProblem(.conflict, detail: message(texts))
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
