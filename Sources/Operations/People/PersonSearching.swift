import CaseStore
public import Casework
public import Codelists
import Credentials
public import Matching
import Postgres

/// People who may be the one that is looked for.
public struct PersonMatches: Sendable, Encodable {
    /// The likeliest first.
    public let matches: [PersonMatch]
    /// Whether somebody like that is known at a hub whose people one may not see: yes or no, nothing
    /// more.
    public let isKnownInNetwork: Bool

    enum CodingKeys: String, CodingKey {
        case matches
        case isKnownInNetwork = "known_in_network"
    }
}

/// One of them.
public struct PersonMatch: Sendable, Encodable {
    public let person: PersonID
    /// How much speaks for it, in bits.
    public let score: Double
    /// Codes such as `birth_date.reordered`, the weightiest first.
    public let reasons: [String]
    public let hub: HubCode
    public let givenNames: String?
    public let familyNames: String?
    /// A date, or a year.
    public let birth: String?
    public let sex: Sex?
    public let nationality: Country?
    /// Whether it is likely to be the one: to be offered before a new person is made.
    public let isLikely: Bool

    enum CodingKeys: String, CodingKey {
        case isLikely = "likely"
        case score, reasons, hub, sex, nationality
        case person = "person_id"
        case givenNames = "given_names"
        case familyNames = "family_names"
        case birth = "birth_date"
    }

    public var name: String {
        [givenNames, familyNames].compactMap(\.self).joined(separator: " ")
    }
}

extension Application {
    /// How many candidates are read and compared.
    private static let mostCandidates = 40

    /// Finds people of one's hub, and whom consent or a referral opens to it, by name as it is heard,
    /// birth, document or telephone; of others only whether there is one. Kept in the audit trail.
    public func findPeople(
        _ sought: SoughtPerson, limit: Int = 20
    ) async throws -> PersonMatches {
        try permitSomewhere(.matchPeople)
        let search = sealer.tokens(of: sought)
        guard !search.isEmpty else { throw OperationError.invalid(field: "name") }
        return try await write { connection in
            let mayRead = actor.reach(of: .readPeople) > .nothing
            let records =
                mayRead
                ? try await connection.all(.findPeople(search, limit: Self.mostCandidates)) : []
            let elsewhere = try await connection.one(.knownInNetwork(search))
            let matches = try rank(records, as: sought).prefix(limit)
            let ids = matches.map { #""\#($0.person)""# }.joined(separator: ", ")
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person find", subject: nil, kind: "person",
                    content: #"{"people": [\#(ids)], "elsewhere": \#(elsewhere)}"#))
            return PersonMatches(matches: Array(matches), isKnownInNetwork: elsewhere)
        }
    }

    /// The years in which somebody may have been born who is of some age now, give or take.
    public func birthYears(age: Int, within: Int) async throws -> ClosedRange<Int> {
        let hubs = try await database.withConnection { try await HubDirectory.load(on: $0) }
        let today = hubs.entries.values.map(\.today).max() ?? CalendarDate(dayNumber: 0)
        return today.year - age - 1 - within...today.year - age + within
    }

    /// Who of those described is likely to be somebody known, though nothing says so for certain: to
    /// be asked about before a new person is made. By their places.
    public func likelyKnown(_ people: [PersonDescription]) async throws -> [Int: PersonMatches] {
        try permitSomewhere(.matchPeople)
        let keys = people.map(sealer.key)
        let known = try await database.all(.persons(withKeys: keys.compactMap(\.self)))
        var found: [Int: PersonMatches] = [:]
        for (place, person) in people.enumerated() {
            if known.contains(where: { $0.key == keys[place] }) { continue }
            let matches = try await findPeople(
                SoughtPerson(
                    givenNames: person.givenNames, familyNames: person.familyNames,
                    birth: WrittenBirth(person.birth), document: person.document ?? "",
                    phone: person.phone ?? ""), limit: 5)
            let likely = PersonMatches(
                matches: matches.matches.filter(\.isLikely),
                isKnownInNetwork: matches.isKnownInNetwork)
            if !likely.matches.isEmpty || likely.isKnownInNetwork { found[place] = likely }
        }
        return found
    }

    /// Reads what was found, and says how like it is; of records that count as one, the likeliest.
    private func rank(_ records: [SealedRecord], as sought: SoughtPerson) throws -> [PersonMatch] {
        let opened = try records.map { try sealer.identity(of: $0) }
        let hits = SearchRanking().hits(
            of: sought, among: zip(records, opened).map { $1.record(of: $0) })
        var seen = Set<PersonID>()
        return hits.filter { seen.insert(records[$0.place].countedAs).inserted }.map { hit in
            let record = records[hit.place]
            let identity = opened[hit.place]
            let isStatistical = record.parts?.contains(.statistics) ?? true
            return PersonMatch(
                person: record.person, score: (hit.score * 10).rounded() / 10,
                reasons: hit.reasons.map(\.code), hub: record.hub,
                givenNames: identity.givenNames, familyNames: identity.familyNames,
                birth: identity.birth, sex: isStatistical ? record.sex : nil,
                nationality: isStatistical ? record.nationality : nil,
                isLikely: hit.score >= SearchRanking.likely)
        }
    }
}

extension OpenedIdentity {
    /// As it is compared with others.
    func record(of sealed: SealedRecord) -> PersonRecord {
        PersonRecord(
            givenNames: givenNames ?? "", familyNames: familyNames ?? "",
            birth: birth.map { WrittenBirth($0) } ?? .unknown, sex: sealed.sex,
            nationality: sealed.nationality, document: document ?? "", phone: phone ?? "")
    }
}

extension IdentitySealer {
    /// Who somebody is, as far as it is open to whoever acts; nothing once they were erased.
    func identity(of record: SealedRecord) throws -> OpenedIdentity {
        guard let wrapped = record.wrappedKey else { return OpenedIdentity() }
        var opened = try identity(
            of: record.person, wrappedKey: wrapped, identity: record.identity,
            document: record.document)
        guard let parts = record.parts else { return opened }
        if !parts.contains(.name) { (opened.givenNames, opened.familyNames) = (nil, nil) }
        if !parts.contains(.birthDate) { opened.birth = nil }
        if !parts.contains(.document) { opened.document = nil }
        opened.phone = nil
        return opened
    }
}
