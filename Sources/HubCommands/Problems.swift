import CaseStore
import Casework
import Cluster
import Console
import Credentials
import Exports
import HTTP
import HubLogs
import Mail
import Operations
import Postgres
import Reporting
import Texts

extension HubProgram {
    /// What went wrong, in a sentence that says what to do, with the code of sysexits.
    static func describe(_ error: any Error, texts: Texts) -> (message: String, status: ExitStatus)?
    {
        switch error {
        case let error as WorkplaceError: error.described(texts)
        case let error as OperationError: error.described(texts)
        case let error as RegionError: error.described(texts)
        case let error as DirectoryError: error.described(texts)
        case let error as SheetProblem: (error.text(texts), .dataError)
        case let error as StoreError: error.described(texts)
        case let error as SignInProblem: error.described(texts)
        case let error as AuditProblem: error.described(texts)
        case let error as ExportProblem: error.described(texts)
        case let error as ServerError: (error.text(texts), .unavailable)
        case ServeProblem.unreadable(let file):
            (texts("serve.error.file", ["file": file]), .noInput)
        case let error as MailProblem:
            (texts("mail.error.refused", ["reason": error.reason]), .unavailable)
        case is MailSenderMissing: (texts("mail.error.sender"), .config)
        case let error as DisclosureFailure: error.described(texts)
        case let error as CaseworkError: error.described(texts)
        case let error as ProtectionExportProblem: error.described(texts)
        case let error as TextInput.Problem: (error.text(texts), .dataError)
        case let error as SealedProblem:
            (texts("protection.notopened", ["file": error.file]), .dataError)
        case let error as HubLogFileProblem: (error.text(texts), .dataError)
        case let error as TableError: (error.text(texts), .dataError)
        case let error as HubFile.Problem:
            (
                texts("error.hubfile", ["line": String(error.line), "column": error.column]),
                .dataError
            )
        case let error as OutputProblem:
            (error.text(texts), error.isUsage ? .usage : .cantCreate)
        case let error as LikelyKnown: (error.text(texts), .dataError)
        case let error as DecisionFile.Problem: (error.text(texts), .dataError)
        case let error as PersonFile.Problem: (error.text(texts), .dataError)
        case let error as PersonTable.Problem: (error.text(texts), .dataError)
        case let error as Migrator.Failure: (error.text(texts), .config)
        case let error as PostgresError: error.described(texts)
        case is PoolError: (texts("error.busy"), .tempFail)
        case let error as ClusterError: error.described(texts)
        case let error as PersonCorrectionFile.Problem: (error.text(texts), .dataError)
        case is KeyPartNumbers: (texts("error.keyshare.numbers"), .usage)
        case let error as KeyShare.Problem: (error.text(texts), .dataError)
        case let error as KeyError: (String(describing: error), .config)
        default: nil
        }
    }
}

extension OperationError {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .wrongKey: (texts("error.wrongkey"), .config)
        case .notPermitted(let permission):
            (
                texts(
                    "error.notpermitted",
                    ["permission": texts(TextKey("permission.\(permission.rawValue)"))]),
                .noPermission
            )
        case .demonstrationData: (texts("error.demonstrationdata"), .noPermission)
        case .realData: (texts("error.realdata"), .noPermission)
        case .changedDemonstration: (texts("error.changeddemonstration"), .dataError)
        case .unknownHub(let hub): (texts("error.unknownhub", ["hub": hub]), .dataError)
        case .dateProblem(let problem): (texts(TextKey("error.date\(problem)")), .dataError)
        case .invalid(let field): (texts("error.invalid", ["field": field]), .dataError)
        case .conflict(let event):
            (texts("error.conflict", ["event": event.description]), .dataError)
        case .isVoid(let event): (texts("error.isvoid", ["event": event.description]), .dataError)
        case .staleVersion(let event, let version):
            (
                texts(
                    "error.staleversion",
                    ["event": event.description, "version": texts.number(version)]), .tempFail
            )
        case .isIdentified(let event):
            (texts("error.isidentified", ["event": event.description]), .dataError)
        case .notAccepted(let names):
            (
                texts("error.notaccepted", ["items": names.joined(separator: "\n  ")]),
                .dataError
            )
        case .unknownEdition(let quarter, let number):
            (
                texts(
                    "error.unknownedition",
                    ["quarter": quarter.description, "number": String(number)]), .dataError
            )
        case .tooManyRejects(let limit):
            (texts("error.toomanyrejects", ["limit": texts.number(limit)]), .dataError)
        case .notFrozen(let table):
            (texts("error.notfrozen", ["table": table]), .dataError)
        case .notPublic(let quarter, let number):
            (
                texts(
                    "error.notpublic",
                    ["quarter": quarter.description, "edition": String(number)]), .dataError
            )
        case .frozenThreshold(let threshold):
            (texts("error.frozenthreshold", ["k": texts.number(threshold)]), .usage)
        case .nothingToChange: (texts("error.nothingtochange"), .usage)
        case .unknownEvent(let event):
            (texts("error.unknownevent", ["event": event.description]), .dataError)
        case .unknownPerson(let person):
            (texts("error.unknownperson", ["person": person.description]), .dataError)
        case .samePerson: (texts("error.sameperson"), .dataError)
        case .isAnotherPerson(let person):
            (texts("error.isanotherperson", ["person": person.description]), .dataError)
        case .notMerged(let person):
            (texts("error.notmerged", ["person": person.description]), .dataError)
        case .unknownAccount(let name): (texts("error.unknownaccount", ["name": name]), .dataError)
        case .unknownSession: (texts("error.unknownsession"), .dataError)
        case .unknownToken: (texts("error.unknowntoken"), .dataError)
        case .password(let problem): problem.described(texts)
        case .wrongCode: (texts("error.wrongcode"), .dataError)
        }
    }
}

extension PersonTable.Problem {
    func text(_ texts: Texts) -> String {
        switch self {
        case .noColumn(let column, let file):
            texts("error.persontable.nocolumn", ["column": column, "file": file])
        case .noID(let line, let file):
            texts("error.persontable.noid", ["line": String(line), "file": file])
        case .idTwice(let line, let file):
            texts("error.persontable.idtwice", ["line": String(line), "file": file])
        case .unknownID(let line, let file):
            texts("error.persontable.unknownid", ["line": String(line), "file": file])
        }
    }
}

extension DisclosureFailure {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .countsDisagree(let cell):
            (texts("error.countsdisagree", ["cell": cell.description]), .dataError)
        case .unprotectable(let cell), .auditFailed(let cell):
            (texts("error.unprotectable", ["cell": cell.description]), .dataError)
        case .solverStopped:
            (texts("error.unprotectable", ["cell": CellAddress.total.description]), .dataError)
        case .notReleased(let table):
            (
                texts(
                    "error.notreleased",
                    ["table": table.map(\.description).joined(separator: ",")]), .dataError
            )
        }
    }
}

extension StoreError {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .hubExists: (texts("error.hubexists"), .dataError)
        case .changedMeanwhile: (texts("error.changed"), .tempFail)
        case .invalidHub(let field), .invalidAccount(let field):
            (texts("error.invalid", ["field": field]), .dataError)
        case .accountExists: (texts("error.accountexists"), .dataError)
        case .sessionHasParticipants: (texts("error.record.sessionkept"), .dataError)
        case .recordedTwice: (texts("error.record.twice"), .dataError)
        default: (texts("error.invalid", ["field": "\(self)"]), .dataError)
        }
    }
}

extension Migrator.Failure {
    func text(_ texts: Texts) -> String {
        switch self {
        case .altered(let name): texts("error.alteredschema", ["name": name])
        case .newer(let name): texts("error.newerschema", ["name": name])
        }
    }
}

extension PostgresError {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        let state = code.sqlstate
        if state.hasPrefix("08") || state.hasPrefix("57P") {
            return (texts("error.nodatabase", ["state": state]), .unavailable)
        }
        if state.hasPrefix("40") || state.hasPrefix("53") || state == "55P03" {
            return (texts("error.busy"), .tempFail)
        }
        if state == "42501" { return (texts("error.notallowed"), .noPermission) }
        return (
            texts(
                "error.database",
                ["state": state, "constraint": constraint.map { ", \($0)" } ?? ""]), .software
        )
    }
}
