public import Texts

extension SheetProblem {
    /// What is wrong, and what to do.
    public func text(_ texts: Texts) -> String {
        switch self {
        case .table(let problem): problem.text(texts)
        case .empty: texts("file.empty")
        case .columnsMissing(let english, let spanish):
            texts(
                "file.columnsmissing",
                [
                    "count": String(english.count), "english": english.joined(separator: ", "),
                    "spanish": spanish.joined(separator: ", "),
                ])
        case .columnTwice(let name, let first, let second):
            texts(
                "file.columntwice",
                ["column": name, "first": String(first), "second": String(second)])
        }
    }
}
