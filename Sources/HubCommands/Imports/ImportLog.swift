import Casework
import Console
import Documents
import HubLogs
import Operations
import Texts

/// `hubctl import hublog FILE…`.
struct ImportLog: Command {
    static let usage = Usage(
        "import hublog", summary: "command.import.hublog",
        discussion: "command.import.hublog.discussion",
        positionals: [.rest("file", values: .file, help: "argument.files")],
        options: [
            .flag("dry-run", help: "option.dryrun"),
            .flag("accept-rejects", help: "option.acceptrejects"),
            .flag("update", help: "option.update"),
            .value("hub", "code", help: "option.hub"),
            .value(
                "dates", "order", values: .oneOf(["dmy", "mdy", "iso"]), help: "option.dates"),
            .value("sheet", "name", help: "option.sheet"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl import hublog MX-TAP.xlsx --dry-run",
            "hubctl import hublog logs/*.csv logs/*.xlsx --accept-rejects",
        ],
        exits: [.init(.dataError, note: "exit.import.rejects")])

    let paths: [String]
    let options: ImportHubLog.Options
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        // A list of rejects stands beside its log, where `logs/*.csv` finds it; it is no log.
        paths = try arguments.rest("file").filter { (path: String) in
            !path.hasSuffix(RejectFile.suffix)
        }
        var options = ImportHubLog.Options()
        options.isDryRun = arguments.flag("dry-run")
        options.acceptsRejects = arguments.flag("accept-rejects")
        options.updates = arguments.flag("update")
        options.defaultHub = try arguments.value("hub")
        options.dateOrder = try arguments.value("dates")
        options.table.sheet = try arguments.value("sheet")
        self.options = options
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let progress = ImportProgress(terminal: session.terminal, texts: session.texts)
        let results = try await session.withApplication { application in
            let importer = ImportHubLog(application, options: options)
            var results: [FileResult] = []
            for path in paths {
                let file = path.split(separator: "/").last.map(String.init) ?? path
                do {
                    let summary = try await importer.run(file: file, path: path) { stage in
                        progress.show(stage, file: file)
                    }
                    results.append(FileResult(path: path, summary: summary, failure: nil))
                } catch let problem as HubLogFileProblem {
                    // One unreadable file does not stop the others.
                    results.append(
                        FileResult(
                            path: path, summary: nil,
                            failure: "\(file): \(problem.text(session.texts))"))
                } catch let error as OperationError where error.isOfOneFile {
                    results.append(
                        FileResult(
                            path: path, summary: nil,
                            failure: "\(file): \(error.described(session.texts).message)"))
                }
            }
            return results
        }
        progress.finish()
        if !options.isDryRun {
            for case let summary? in results.map(\.summary) where !summary.rejects.isEmpty {
                let path = results.first { $0.summary?.file == summary.file }?.path
                guard let path else { continue }
                do {
                    try RejectFile.write(summary, beside: path, texts: session.texts)
                } catch {
                    // The folder may be read-only: the rejects are listed all the same.
                    session.terminal.writeError(
                        session.texts("import.rejectfile", ["path": RejectFile.path(path)]))
                }
            }
        }
        if isJSON {
            try session.terminal.json(
                ImportDocument(
                    results, isDryRun: options.isDryRun, texts: session.texts))
        } else {
            session.terminal.write(
                ImportSummaryText(results: results, options: options).render(texts: session.texts))
        }
        for failure in results.compactMap(\.failure) { session.terminal.writeError(failure) }
        let isIncomplete = results.contains {
            $0.failure != nil
                || $0.summary.map {
                    !$0.isImported && !$0.rejects.isEmpty && !options.acceptsRejects
                } ?? false
        }
        if isIncomplete { throw ExitCode(.dataError) }
    }
}
