import Casework
public import Operations
public import Texts

extension RegionError {
    /// What happened and what to do, in a person's language.
    public func message(_ texts: Texts) -> String {
        switch self {
        case .unknown(let reference): told("unknown", reference, texts)
        case .exists(let reference): told("exists", reference, texts)
        case .stale(let reference): told("stale", reference, texts)
        case .invalid(let reference, let field):
            told("invalid", reference, texts, ["field": field])
        case .unknownHub(let hub): texts("error.unknownhub", ["hub": hub.description])
        case .conflicts(let references):
            texts(
                "error.record.conflicts",
                [
                    "records": references.map { "\(name(of: $0, texts)) \($0.slug)" }
                        .joined(separator: "\n  ")
                ])
        case .unreadable(let place): texts("error.record.unreadable", ["place": place])
        case .nothingInFile: texts("error.record.nothing")
        case .wrongStatus(let slug, let status):
            texts(
                "error.record.status",
                [
                    "slug": slug.description,
                    "status": texts(TextKey("value.\(status.rawValue)")),
                ])
        case .figureNotPublished(let figure):
            texts("error.record.figure", ["figure": figure.description])
        case .unknownSession(let number):
            texts("error.record.session", ["number": texts.number(number)])
        case .tooManyRejects(let count):
            texts("error.record.rejects", ["count": texts.number(count)])
        case .nobodyListed(let slug):
            texts("error.record.nobody", ["slug": slug.description])
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
