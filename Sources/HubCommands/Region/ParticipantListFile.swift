import Casework
import Console
import Operations

/// A sign-in sheet as a spreadsheet.
struct ParticipantListFile {
    let path: String
    let sheet: String?
    let acceptsRejects: Bool
    let isDryRun: Bool

    func run(for slug: Slug, session: Int, in context: Session) async throws {
        throw RegionError.nothingInFile
    }
}
