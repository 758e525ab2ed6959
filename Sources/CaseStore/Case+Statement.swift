public import Casework
public import Codelists
public import Postgres

/// A case as a hub refers to it.
public struct CaseReference: Hashable, Sendable {
    public let hub: Int16
    public let reference: String

    public init(hub: Int16, reference: String) {
        self.hub = hub
        self.reference = reference
    }
}

extension Statement {
    /// Opens the cases that nobody referred to before; those that are there stay as they are.
    ///
    /// In the order of hub and reference, so that two writers wait, not deadlock.
    public static func open(_ cases: [CaseReference: NewCase]) -> Self {
        let sorted = cases.sorted {
            ($0.key.hub, $0.key.reference) < ($1.key.hub, $1.key.reference)
        }
        return """
            SELECT open_cases(
                \(sorted.map(\.value.id)), \(sorted.map(\.key.hub)),
                \(sorted.map(\.key.reference)), \(sorted.map(\.value.person)),
                \(sorted.map(\.value.openedOn)),
                \(sorted.map { $0.value.needs.map(\.number).arrayLiteral }),
                \(sorted.map(\.value.isRestricted)))
            """
    }
}

/// A case about to be opened.
public struct NewCase: Sendable {
    public let id: CaseID
    /// Whose need it is, where the event that opens it names somebody.
    public let person: PersonID?
    public let openedOn: CalendarDate
    /// The services of that event.
    public let needs: [Service]
    public let isRestricted: Bool

    public init(
        id: CaseID, person: PersonID?, openedOn: CalendarDate, needs: [Service],
        isRestricted: Bool
    ) {
        self.id = id
        self.person = person
        self.openedOn = openedOn
        self.needs = needs
        self.isRestricted = isRestricted
    }
}

/// A case with the reference by which its hub knows it.
public struct StoredCase: Sendable {
    public let id: CaseID
    public let reference: CaseReference
}

extension Query where Output == StoredCase {
    /// The cases that these references name.
    public static func cases(_ references: [CaseReference]) -> Self {
        Self(
            """
            SELECT case_id, hub_id, reference
            FROM cases_by_reference(\(references.map(\.hub)), \(references.map(\.reference)))
            """
        ) { row in
            StoredCase(
                id: try row.next(),
                reference: CaseReference(hub: try row.next(), reference: try row.next()))
        }
    }
}
