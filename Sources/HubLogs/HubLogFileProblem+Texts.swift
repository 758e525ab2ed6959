public import Texts

extension HubLogFileProblem {
    /// What is wrong, where, and what to do; never a value of the file.
    public func text(_ texts: Texts) -> String {
        switch self {
        case .table(let problem): problem.text(texts)
        case .empty: texts("file.empty")
        case .noRows: texts("file.norows")
        case .noHeading: texts("file.noheading", names(.recordID))
        case .columnsMissing(let columns):
            texts(
                "file.columnsmissing",
                [
                    "count": String(columns.count),
                    "english": columns.map(\.rawValue).joined(separator: ", "),
                    "spanish": columns.map(\.spanish).joined(separator: ", "),
                ])
        case .hubMissing: texts("file.hubmissing", names(.hub))
        case .columnTwice(let name, let first, let second):
            texts(
                "file.columntwice",
                ["column": name, "first": String(first), "second": String(second)])
        case .dateOrderUnsettled(let line, let column):
            texts("file.dateorder", ["line": String(line), "column": column])
        case .dateOrderMixed(let dayFirst, let monthFirst):
            texts(
                "file.datesmixed", ["first": String(dayFirst), "second": String(monthFirst)])
        }
    }

    private func names(_ column: HubLogColumn) -> [String: String] {
        ["english": column.rawValue, "spanish": column.spanish]
    }
}

extension TableError {
    /// What is wrong, where, and what to do; never a value of the file.
    public func text(_ texts: Texts) -> String {
        switch self {
        case .notFound: texts("file.notfound")
        case .notAllowed: texts("file.notallowed")
        case .isDirectory: texts("file.directory")
        case .notAFile: texts("file.notafile")
        case .unreadable(let code): texts("file.unreadable", ["code": String(code)])
        case .changed: texts("file.changed")
        case .notText(let line): texts("file.nottext", ["line": String(line)])
        case .markup: texts("file.markup")
        case .utf16: texts("file.utf16")
        case .mixedEncodings(let line): texts("file.mixedencodings", ["line": String(line)])
        case .unknownEncoding(let line): texts("file.unknownencoding", ["line": String(line)])
        case .unclosedQuote(let line, let column):
            texts("file.unclosedquote", ["line": String(line), "column": String(column)])
        case .fieldTooLong(let line, let column, let limit):
            texts(
                "file.fieldtoolong",
                ["line": String(line), "column": String(column), "limit": size(limit, texts)])
        case .rowTooLong(let line, let limit):
            texts("file.rowtoolong", ["line": String(line), "limit": size(limit, texts)])
        case .tooManyColumns(let line, let limit):
            texts("file.toomanycolumns", ["line": String(line), "limit": texts.number(limit)])
        case .notAWorkbook: texts("file.notaworkbook")
        case .foreignArchive: texts("file.foreignarchive")
        case .oldWorkbook: texts("file.oldworkbook")
        case .encryptedWorkbook: texts("file.encrypted")
        case .truncatedWorkbook: texts("file.truncated")
        case .damagedWorkbook(let part, 0): texts("file.damaged", ["part": part])
        case .damagedWorkbook(let part, let row):
            texts("file.damagedrow", ["part": part, "row": String(row)])
        case .noSuchSheet(let name, let sheets):
            texts("file.nosuchsheet", ["sheet": name, "count": String(sheets)])
        case .noSheet: texts("file.nosheet")
        case .tooLarge(let part, let limit):
            texts("file.toolarge", ["part": part, "limit": size(Int(limit), texts)])
        case .unfoldsTooFar(let part, let limit):
            texts("file.unfolds", ["part": part, "limit": texts.number(Int(limit))])
        case .tooManySharedStrings(let limit):
            texts("file.sharedstrings", ["limit": size(limit, texts)])
        case .tooManyParts: texts("file.toomanyparts")
        }
    }

    private func size(_ bytes: Int, _ texts: Texts) -> String {
        switch bytes {
        case 1_000_000_000...: "\(texts.number(bytes >> 30)) GiB"
        case 1_000_000...: "\(texts.number(bytes >> 20)) MiB"
        case 10_000...: "\(texts.number(bytes >> 10)) KiB"
        default: "\(texts.number(bytes)) B"
        }
    }
}

extension HubLogReason {
    /// Why a row was rejected; never a value of the file.
    public func text(_ texts: Texts) -> String {
        switch self {
        case .unknownCode(let list): texts("reject.unknowncode", ["list": list])
        default: texts(TextKey("reject.\(self)"))
        }
    }
}
