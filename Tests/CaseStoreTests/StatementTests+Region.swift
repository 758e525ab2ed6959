import CaseStore
import Casework
import Codelists
import FoundationEssentials
import Postgres

extension StatementTests {
    /// The statements about the region's registers.
    static let region: [(String, Statement)] = [
        ("records", Query.records(Activity.self).statement),
        (
            "records after",
            Query.records(Activity.self, after: slug, limit: 10).statement
        ),
        ("record", Query<Stored<Activity>>.record(slug).statement),
        ("slugs", Query.slugs(of: .activity, among: [slug]).statement),
        ("lock", .lock(.activity, slug)),
        ("save", (try? .save(action, id: .new())) ?? "a record that cannot be written"),
        ("agreedActionStamps", Query.agreedActionStamps.statement),
        ("changes", Query.changes(ofAction: slug).statement),
        ("keepChange", .keepChange(ofAction: slug, actor: "test", note: nil)),
        ("bulletinStamps", Query.bulletinStamps.statement),
        ("bulletinCorrections", Query.bulletinCorrections.statement),
        ("noteCorrection", .noteCorrection(of: slug, note: "n", actor: "test")),
        ("attendees", Query.attendees(of: activity).statement),
        (
            "add attendees",
            .add(
                [
                    SealedAttendee(
                        id: .new(), key: [], institution: nil, audience: nil, sex: .unknown,
                        wrappedKey: [], identity: [])
                ], to: activity)
        ),
        ("attend", .attend([[]], session: 1, of: activity)),
        ("reached", Query.reached(in: Quarter(index: 8_084)).statement),
        ("installationID", Query.installationID.statement),
    ]

    private static let slug = Slug("x") ?? { preconditionFailure("a short name") }()
    private static let activity = ID<Activity>.new()
    private static let action = AgreedAction(
        slug: slug, network: slug, kind: .action, title: "t", owner: "o")
}
