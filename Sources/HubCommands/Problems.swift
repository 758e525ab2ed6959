import Cluster
import Console
import Credentials
import HubLogs
import Operations
import Postgres
import CaseStore
import Texts

extension HubLogReason {
    func text(_ texts: Texts) -> String {
        switch self {
        case .unknownCode(let list): texts("reject.unknowncode", ["list": list])
        default: texts(.init("reject.\(self)"))
        }
    }
}

extension HubLogFileProblem {
    func text(_ texts: Texts) -> String {
        switch self {
        case .table(let problem): texts("file.table", ["problem": "\(problem)"])
        case .empty: texts("file.empty")
        case .columnMissing(let column, let isEmpty):
            texts(
                isEmpty ? "file.noheading" : "file.columnmissing",
                ["english": column.rawValue, "spanish": column.spanish])
        case .columnTwice(let name): texts("file.columntwice", ["column": name])
        case .dateOrderUnsettled: texts("file.dateorder")
        }
    }
}
