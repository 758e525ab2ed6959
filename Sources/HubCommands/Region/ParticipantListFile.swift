import Casework
import Console
import HubLogs
import Operations
import Texts

/// A sign-in sheet as a spreadsheet, taken in for one session.
struct ParticipantListFile {
    let options: SheetOptions

    func run(for slug: Slug, session: Int, in context: Session) async throws {
        let list = try ParticipantList(path: options.path, options: options.table)
        try options.settle(list.rejects, in: context)
        let added =
            options.isDryRun
            ? 0
            : try await context.withApplication {
                try await $0.list(list.people, for: slug, session: session)
            }
        context.terminal.write(
            context.texts(
                options.isDryRun ? "sheet.people.dryrun" : "sheet.people",
                [
                    "rows": context.texts.number(list.rows),
                    "people": context.texts.number(list.people.count),
                    "added": context.texts.number(added),
                    "rejected": context.texts.number(list.rejects.count),
                ]))
    }
}
