import CaseStore
public import Casework
import Postgres

extension Application {
    /// Whether nobody whom this installation knows exists.
    public func showsDemonstration() async throws -> Bool {
        try await database.first(.installation)?.isDemonstration ?? false
    }

    /// A meeting with its network and what was agreed there, by due date.
    public func minutes(
        of slug: Slug
    ) async throws -> (meeting: Meeting, network: Network, actions: [AgreedAction]) {
        try await database.transaction(.readOnly) { connection in
            let meeting: Stored<Meeting>? = try await connection.first(.record(slug))
            guard let meeting = meeting?.record else {
                throw RegionError.unknown(RecordReference(.meeting, slug))
            }
            let network: Stored<Network>? = try await connection.first(.record(meeting.network))
            guard let network = network?.record else {
                throw RegionError.unknown(RecordReference(.network, meeting.network))
            }
            let actions = try await connection.all(.records(AgreedAction.self)).map(\.record)
                .filter { $0.meeting == slug }
            return (meeting, network, actions.inOrderOfDueDate)
        }
    }

    /// An issue of the bulletin with its published items, in its order.
    public func issue(_ slug: Slug) async throws -> (BulletinIssue, [BulletinEntry]) {
        let issue: BulletinIssue = try await record(slug).record
        let entries = try await bulletin(onlyPublished: true)
        return (
            issue,
            issue.items.compactMap { item in entries.first { $0.stored.record.slug == item } }
        )
    }
}

extension [AgreedAction] {
    /// The earliest first; those without a date at the end.
    public var inOrderOfDueDate: Self {
        sorted { first, second in
            switch (first.due, second.due) {
            case (let one?, let other?): (one, first.slug) < (other, second.slug)
            case (nil, nil): first.slug < second.slug
            case (let one, _): one != nil
            }
        }
    }
}
