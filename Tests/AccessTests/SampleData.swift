import CaseStore
import Casework
import Codelists
import Operations
import Postgres
import Reporting

extension Site {
    /// Who looks, and the numbers that rows hold for them.
    struct Reader: Sendable, CustomStringConvertible {
        /// Nil for somebody who is not signed in.
        let role: Role?
        let name: String
        var hub: Int16?
        var country: Int16?
        var account: AccountID?

        var description: String { name }
    }

    /// Fills every table that the operations fill, at every hub, and adds an account for each role.
    func fill() async throws -> [Reader] {
        for (number, hub) in Self.hubs.enumerated() {
            let first = event(
                at: hub, document: "D\(number)", reference: "\(hub)-2021-000001")
            _ = try await operation.record(first)
            try await operation.correct(
                first.id, with: event(at: hub, document: "D\(number)", on: "2021-03-02"),
                reason: "the date")
            let voided = event(at: hub, document: "E\(number)")
            _ = try await operation.record(voided)
            try await operation.void(voided.id, reason: "twice")
            let batch = ImportBatch(id: .new(), fileName: "log \(number)", digest: [1])
            try await owner.run(.add(batch, actor: "test"))
            try await owner.run(
                """
                UPDATE import_batch SET hub_id = \(Int16(number + 1))
                WHERE batch_id = \(batch.id)
                """)
        }
        for person in try await owner.all(Query<PersonID>("SELECT person_id FROM person")) {
            try await operation.correct(
                person, sex: .unknown, birth: .year(1991), nationality: .unknown, reason: "a slip")
        }
        try await owner.run(.fold)
        try await owner.run(
            """
            INSERT INTO organisation (organisation_id, name, kind, country)
            VALUES (gen_random_uuid(), 'Casa del Migrante', 'ngo', 484)
            """)
        try await owner.run(
            """
            INSERT INTO match_model (actor, people, threshold, weights) VALUES ('test', 1, 0, '{}')
            """)
        try await owner.run(
            """
            INSERT INTO duplicate_pair (left_person, right_person, left_hub, right_hub, score,
                reasons, found_by)
            SELECT p.person_id, q.person_id, p.hub_id, q.hub_id, 1, '{}', 'scan'
            FROM person p JOIN person q ON p.person_id < q.person_id
            """)
        let quarter = Quarter(index: 8_084)
        let items = try await operation.status(of: quarter).review.items
        _ = try await operation.close(
            quarter, accepting: Set(items.map(\.name)), reason: "Regional review")
        let readers = try await addReaders()
        // Some figures are in the cells, some still in the log, which any write may fold.
        for number in 1... {
            _ = try await operation.record(event(at: Self.hubs[0], document: "F\(number)"))
            if try await owner.one(Query<Bool>("SELECT EXISTS (SELECT FROM count_log)")) { break }
        }
        return readers
    }

    private func addReaders() async throws -> [Reader] {
        let mexico = Self.hubs[0].country
        try await add("clerk", .clerk, hub: Self.hubs[0])
        try await add("neighbour", .clerk, hub: Self.hubs[1])
        try await add("abroad", .manager, hub: Self.hubs[2])
        try await add("manager", .manager, hub: Self.hubs[0])
        try await add("officer", .countryOfficer, country: mexico)
        try await add("analyst", .regionalAnalyst)
        try await add("administrator", .administrator)
        try await add("auditor", .auditor)
        var readers = [Reader(role: nil, name: "nobody")]
        let accounts = try await owner.all(
            Query<(AccountID, String, String, Int16?, Int16?)>(
                "SELECT account_id, name, role, hub_id, country FROM account"
            ) { row in
                (
                    try row.next(), try row.next(), try row.next(), try row.nextOptional(),
                    try row.nextOptional()
                )
            })
        for (account, name, role, hub, country) in accounts {
            _ = try await operation.issueToken(for: name, label: "test", scopes: nil, days: 1)
            readers.append(
                Reader(
                    role: Role(rawValue: role), name: name, hub: hub, country: country,
                    account: account))
        }
        return readers
    }
}
