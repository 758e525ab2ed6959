public import CaseStore
public import Casework
public import Exports
public import Texts

extension ActionCalendar {
    /// The calendar of one network's actions, or of all.
    public init(
        _ actions: [(stored: Stored<AgreedAction>, updatedAt: String)], of network: Slug?,
        texts: Texts
    ) {
        self.init(
            name: texts("action.calendar.name"),
            entries: actions.filter { network == nil || $0.stored.record.network == network }.map {
                Entry(
                    id: $0.stored.id.description, action: $0.stored.record,
                    version: $0.stored.version, updatedAt: $0.updatedAt)
            })
    }
}
