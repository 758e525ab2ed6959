import Casework
import Operations

/// What organisations sent in.
enum ModerationPages {
    static let all = [
        StaffPage("/moderation", "moderationPage", for: .moderateRegistrations) { visit in
            .page(
                ModerationPage(
                    frame: visit.frame, waiting: try await visit.application.registrations()
                ).markup)
        }
    ]
}
