import Casework
import Console
import Operations
import Texts

extension RegionError {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .unknown(let reference): (told("unknown", reference, texts), .dataError)
        case .exists(let reference): (told("exists", reference, texts), .dataError)
        case .stale(let reference): (told("stale", reference, texts), .tempFail)
        case .invalid(let reference, let field):
            (told("invalid", reference, texts, ["field": field]), .dataError)
        case .unknownHub(let hub):
            (texts("error.unknownhub", ["hub": hub.description]), .dataError)
        case .conflicts(let references):
            (
                texts(
                    "error.record.conflicts",
                    [
                        "records": references.map { "\(name(of: $0, texts)) \($0.slug)" }
                            .joined(separator: "\n  ")
                    ]), .dataError
            )
        case .unreadable(let place):
            (texts("error.record.unreadable", ["place": place]), .dataError)
        case .nothingInFile: (texts("error.record.nothing"), .dataError)
        case .wrongStatus(let slug, let status):
            (
                texts(
                    "error.record.status",
                    [
                        "slug": slug.description,
                        "status": texts(TextKey("value.\(status.rawValue)")),
                    ]), .dataError
            )
        case .figureNotPublished(let figure):
            (texts("error.record.figure", ["figure": figure.description]), .dataError)
        case .unknownSession(let number):
            (texts("error.record.session", ["number": texts.number(number)]), .dataError)
        case .tooManyRejects(let count):
            (texts("error.record.rejects", ["count": texts.number(count)]), .dataError)
        }
    }

    private func told(
        _ key: String, _ reference: RecordReference, _ texts: Texts,
        _ values: [String: String] = [:]
    ) -> String {
        texts(
            TextKey("error.record.\(key)"),
            values.merging([
                "kind": name(of: reference, texts), "slug": reference.slug.description,
            ]) { $1 })
    }

    private func name(of reference: RecordReference, _ texts: Texts) -> String {
        texts(TextKey("record.kind.\(reference.kind.rawValue)"))
    }
}
