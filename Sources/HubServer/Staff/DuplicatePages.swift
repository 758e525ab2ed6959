import Casework
import Operations

/// Probable duplicates, for whoever answers for both of a pair.
enum DuplicatePages {
    static let all = [list, one]

    private static let most = 200

    private static let list = StaffPage(
        "/duplicates", "duplicatesPage", for: .resolveDuplicates
    ) { visit in
        .page(
            DuplicatesPage(
                frame: visit.frame, pairs: try await visit.application.duplicates(limit: most)
            ).markup)
    }

    private static let one = StaffPage(
        "/duplicates/{left}/{right}", "duplicatePage", for: .resolveDuplicates
    ) { visit in
        .page(
            DuplicatePage(
                frame: visit.frame,
                found: try await visit.application.duplicate(
                    visit.path("left"), visit.path("right"))
            ).markup)
    }
}
