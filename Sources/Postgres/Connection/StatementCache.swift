/// The statements prepared on one connection, at most `capacity`, the least recently used leaving.
///
/// Not Sendable: it belongs to its connection.
final class StatementCache {
    struct Entry {
        let name: String
        let types: [UInt32]
        fileprivate(set) var lastUse: UInt64
    }

    let capacity: Int
    /// Names to be deallocated on the server.
    private(set) var doomed: [String] = []
    private var entries: [String: Entry] = [:]
    private var clock: UInt64 = 0

    init(capacity: Int) { self.capacity = capacity }

    var count: Int { entries.count }

    /// The name under which the statement was prepared with these types of parameters.
    func name(of statement: Statement) -> String? {
        guard let entry = entries[statement.sql],
            entry.types.elementsEqual(statement.parameters.lazy.map(\.type.oid))
        else { return nil }
        clock += 1
        entries[statement.sql]?.lastUse = clock
        return entry.name
    }

    /// A name for a statement about to be prepared; none if it is not to be kept.
    func freshName() -> String {
        if capacity == 0 { return "" }
        clock += 1
        return "s\(clock)"
    }

    /// Records that `statement` is prepared as `name`, dooming what has to leave for it.
    func insert(_ statement: Statement, as name: String) {
        if capacity == 0 { return }
        clock += 1
        let types = statement.parameters.map(\.type.oid)
        let entry = Entry(name: name, types: types, lastUse: clock)
        if let old = entries.updateValue(entry, forKey: statement.sql) { doomed.append(old.name) }
        guard entries.count > capacity,
            let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        else { return }
        entries[oldest.key] = nil
        doomed.append(oldest.value.name)
    }

    /// Forgets a statement that is to be prepared anew.
    func remove(_ statement: Statement) {
        if let entry = entries.removeValue(forKey: statement.sql) { doomed.append(entry.name) }
    }

    /// Forgets everything: somebody deallocated statements behind our back.
    ///
    /// Names are never used twice, so one that is still there does no harm.
    func removeAll() {
        entries = [:]
        doomed = []
    }

    /// Records that the server deallocated `name`.
    func buried(_ name: String) { doomed.removeAll { $0 == name } }
}
