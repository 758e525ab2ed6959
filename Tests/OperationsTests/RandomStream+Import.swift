import Casework
import Codelists
import FoundationEssentials
import HubLogs
import Operations
import Postgres
import Testing

/// A row of a hub log that a stream has imported.
struct ImportedRow {
    let recordID: String
    let hub: HubCode
    /// The place in the model of the person it names.
    let person: Int
    /// The place in the model of its event.
    let event: Int
    var date: CalendarDate
    var services: [Service]
}

extension RandomStream {
    /// A new hub log of a few rows, each naming somebody met before or somebody new.
    mutating func importNew() async throws {
        var new: [ImportedRow] = []
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let isKnown = !persons.isEmpty && Bool.random(using: &random)
            let person = isKnown ? Int.random(in: 0..<persons.count, using: &random) : nil
            let row = try await importRow(of: person)
            new.append(row)
        }
        rows += new
    }

    /// The same rows again, with and without `--update`: nothing may change.
    mutating func importAgain() async throws {
        guard !rows.isEmpty else { return }
        let again = (0..<3).compactMap { _ in rows.randomElement(using: &random) }
        let summary = try await run(
            Array(Set(again.map(\.recordID))).compactMap { id in
                rows.first { $0.recordID == id }
            }, updates: Bool.random(using: &random))
        #expect(summary.repeated == summary.rows)
    }

    /// A row with other content: a conflict, and with `--update` a correction.
    mutating func importChanged() async throws {
        guard let place = pick(Array(rows.indices)) else { return }
        var changed = rows[place]
        changed.date = quarters[0].firstDay.adding(days: .random(in: 0..<270, using: &random))
        changed.services = [Service(number: .random(in: 1...6, using: &random))]
        guard changed.date != rows[place].date || changed.services != rows[place].services else {
            return
        }
        let refused = try await run([changed], updates: false)
        #expect(refused.conflicts.count == 1)
        let summary = try await run([changed], updates: true)
        #expect(summary.corrected == 1)
        rows[place] = changed
        model.events[changed.event].date = changed.date
        model.events[changed.event].services = changed.services
    }

    private mutating func importRow(of known: Int?) async throws -> ImportedRow {
        let description = known.map { descriptions[$0] } ?? makeDescription()
        let row = ImportedRow(
            recordID: "\(prefix)-\(model.events.count)",
            hub: hubs[Int.random(in: 0..<hubs.count, using: &random)],
            person: known ?? persons.count, event: model.events.count,
            date: quarters[0].firstDay.adding(days: .random(in: 0..<270, using: &random)),
            services: [Service(number: .random(in: 1...6, using: &random))])
        if known == nil { descriptions.append(description) }
        let summary = try await run([row], updates: false)
        if known == nil { descriptions.removeLast() }
        #expect(summary.accepted == 1)
        if known == nil {
            let person = try await application.database.one(
                .participant(of: row.recordID, at: row.hub))
            meet(person, described: description)
        }
        model.events.append(
            CountingModel.Event(
                hub: row.hub, date: row.date, channel: .unknown, profile: .unknown,
                services: row.services, participants: [.person(row.person)]))
        return row
    }

    /// Imports the rows as a CSV file.
    private func run(_ rows: [ImportedRow], updates: Bool) async throws -> ImportHubLog.Summary {
        let path = "/tmp/hub-stream-\(UUID().uuidString).csv"
        defer { try? FileManager.default.removeItem(atPath: path) }
        var writer = DelimitedWriter()
        writer.row([
            "record_id", "hub", "date", "given_names", "family_names", "document", "birth_date",
            "sex", "nationality", "services",
        ])
        for row in rows {
            let person = descriptions[row.person]
            let born =
                switch person.birth {
                case .date(let date): date.description
                case .year(let year): String(year)
                case .unknown: ""
                }
            writer.row([
                row.recordID, row.hub.description, row.date.description, person.givenNames,
                person.familyNames, person.document ?? "", born, person.sex.code,
                person.nationality.isUnknown ? "" : person.nationality.code,
                row.services.map(\.code).joined(separator: ";"),
            ])
        }
        try Data(writer.bytes).write(to: URL(filePath: path))
        var options = ImportHubLog.Options()
        options.updates = updates
        let summary = try await ImportHubLog(application, options: options)
            .run(file: "stream.csv", path: path)
        #expect(summary.rejects.isEmpty && summary.isImported)
        return summary
    }
}

extension Query where Output == PersonID {
    /// The person named by a hub's record.
    fileprivate static func participant(of record: String, at hub: HubCode) -> Self {
        Self(
            """
            SELECT p.person_id FROM event_register r
                JOIN hub h USING (hub_id) JOIN participation p USING (event_id)
            WHERE r.record_id = \(record) AND h.code = \(hub.description)
            """
        ) { try $0.next() }
    }
}
