import Casework
import Console
import Operations
import Texts

/// A sign-in sheet as a spreadsheet, taken in for one session.
struct ParticipantListFile {
    let file: SheetFile

    func run(for slug: Slug, session: Int, in context: Session) async throws {
        let summary = try await file.run(
            .participants(of: slug, session: session), in: context)
        context.terminal.write(
            context.texts(
                file.options.isDryRun ? "sheet.people.dryrun" : "sheet.people",
                [
                    "rows": context.texts.number(summary.rows),
                    "people": context.texts.number(summary.accepted),
                    "added": context.texts.number(summary.records.added),
                    "rejected": context.texts.number(summary.rejects.count),
                ]))
    }
}
