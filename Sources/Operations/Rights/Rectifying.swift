import CaseStore
public import Casework
public import Codelists
import Credentials
import Postgres

/// What is corrected of somebody; what is nil stays as it is.
public struct PersonCorrection: Sendable, Equatable {
    public var givenNames: String?
    public var familyNames: String?
    /// Empty takes the document away.
    public var document: String?
    /// Empty takes the telephone away.
    public var phone: String?
    public var birth: Birth?
    public var sex: Sex?
    public var nationality: Country?

    public init(
        givenNames: String? = nil, familyNames: String? = nil, document: String? = nil,
        phone: String? = nil, birth: Birth? = nil, sex: Sex? = nil, nationality: Country? = nil
    ) {
        self.givenNames = givenNames
        self.familyNames = familyNames
        self.document = document
        self.phone = phone
        self.birth = birth
        self.sex = sex
        self.nationality = nationality
    }

    var isEmpty: Bool { self == PersonCorrection() }

    func applied(to person: PersonDescription) -> PersonDescription {
        var result = person
        result.givenNames = givenNames ?? person.givenNames
        result.familyNames = familyNames ?? person.familyNames
        result.document = document.map { $0.isEmpty ? nil : $0 } ?? person.document
        result.phone = phone.map { $0.isEmpty ? nil : $0 } ?? person.phone
        result.birth = birth ?? person.birth
        result.sex = sex ?? person.sex
        result.nationality = nationality ?? person.nationality
        return result
    }
}

extension Application {
    /// Corrects what is kept of somebody: who they are, what they are found by, and what they count
    /// as in every open figure.
    public func rectify(
        _ person: PersonID, by correction: PersonCorrection, reason: String
    ) async throws {
        try permitSomewhere(.manageRights)
        guard reason.contains(where: \.isLetter) else {
            throw OperationError.invalid(field: "reason")
        }
        guard !correction.isEmpty else { throw OperationError.nothingToChange }
        try await write { connection in
            let home = try await permitRights(over: person, on: connection)
            guard let known = try await connection.first(.casePeople([person])),
                let wrapped = known.wrappedKey, let key = try sealer.personKey(wrapped, of: person)
            else { throw CaseworkError.erased }
            let former = try description(of: known)
            let corrected = correction.applied(to: former)
            guard corrected != former else { throw OperationError.nothingToChange }
            guard
                !corrected.givenNames.isEmpty || !corrected.familyNames.isEmpty
                    || corrected.document != nil
            else { throw OperationError.invalid(field: "given_names") }
            let directory = try await HubDirectory.load(on: connection)
            var sealed = try sealer.seal(
                corrected, key: sealer.key(of: corrected),
                hub: directory.entries[home]?.number ?? 0, as: person, under: key)
            sealed.wrappedKey = wrapped
            let other = try await connection.one(
                .rectify(sealed, actor: actor.name, reason: reason))
            if let other { throw OperationError.isAnotherPerson(other) }
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person rectify", subject: person.description,
                    reason: reason, content: Self.fields(correction)))
        }
    }

    /// Restricts what may be done with somebody to keeping it, or lifts that: while it lasts nobody
    /// finds them, nothing is shared of them, and nothing is told of them, not even without names.
    public func restrict(
        _ person: PersonID, isRestricted: Bool, reason: String
    ) async throws {
        try permitSomewhere(.manageRights)
        guard reason.contains(where: \.isLetter) else {
            throw OperationError.invalid(field: "reason")
        }
        try await write { connection in
            try await permitRights(over: person, on: connection)
            let changed = try await connection.one(
                .restrict(person, isRestricted: isRestricted))
            guard changed > 0 else { throw OperationError.nothingToChange }
            try await connection.run(
                .audit(
                    actor: actor.name,
                    operation: isRestricted ? "person restrict" : "person unrestrict",
                    subject: person.description, reason: reason))
        }
    }

    private func description(of person: CasePerson) throws -> PersonDescription {
        let identity = try sealer.identity(of: person, evenRestricted: true)
        let birth: Birth =
            if let date = identity.birth.flatMap({ CalendarDate($0) }) {
                .date(date)
            } else if let year = person.birthYear {
                .year(Int(year))
            } else {
                .unknown
            }
        return PersonDescription(
            givenNames: identity.givenNames ?? "", familyNames: identity.familyNames ?? "",
            document: identity.document, birth: birth, sex: person.sex,
            nationality: person.nationality, phone: identity.phone)
    }

    /// Which fields were corrected; never what they say.
    private static func fields(_ correction: PersonCorrection) -> String {
        let names = [
            correction.givenNames.map { _ in "given_names" },
            correction.familyNames.map { _ in "family_names" },
            correction.document.map { _ in "document" }, correction.phone.map { _ in "phone" },
            correction.birth.map { _ in "birth_date" },
            correction.sex.map { _ in "sex" }, correction.nationality.map { _ in "nationality" },
        ].compactMap { $0 }
        return #"{"fields": [\#(names.map { "\"\($0)\"" }.joined(separator: ", "))]}"#
    }
}
