import CaseStore
public import Casework
import Codelists
import Postgres

extension Application {
    /// What came of recording something under an id of the client's.
    public enum Recorded<View: Sendable>: Sendable {
        case new(View)
        /// The same was there before; it is as it stands now.
        case repeated(View)

        public var view: View {
            switch self {
            case .new(let view), .repeated(let view): view
            }
        }
    }

    /// Opens a case; it gets its reference, and the actor as its worker where none is named.
    ///
    /// The same id with the same content again answers with the case as it stands now.
    public func open(_ asked: Case) async throws -> Recorded<CaseView> {
        try permit(.manageCases, at: asked.hub)
        if let field = asked.problem { throw CaseworkError.problem(.invalid(field)) }
        let digest = sealer.digest(ofOpening: asked)
        return try await write { connection in
            if let known = try await connection.first(.caseRow(asked.id)) {
                guard known.digest == digest else {
                    throw CaseworkError.otherContent(asked.id.description)
                }
                let row = try await row(of: asked.id, for: .manageCases, on: connection)
                return .repeated(try await view(row, on: connection))
            }
            let directory = try await HubDirectory.load(on: connection)
            guard let entry = directory.entries[asked.hub] else {
                throw OperationError.unknownHub(asked.hub.description)
            }
            if let problem = entry.hub.problem(with: asked.openedOn, today: entry.today) {
                throw OperationError.dateProblem("\(problem)")
            }
            var content = asked
            content.status = .active
            content.version = 1
            content.openedBy = actor.account
            content.worker = asked.worker ?? actor.account
            let people = try await people(of: content, on: connection)
            content = try restricted(
                content, people: people, isAsked: content.isRestricted ? true : nil)
            let sealed = try sealer.seal(texts: content, for: owner(of: people))
            try await insert(
                &content, at: entry, sealed: sealed, digest: digest, on: connection)
            try await keep(content, "opened", digest: digest, on: connection)
            let row = try await connection.one(.caseRow(content.id))
            return .new(try await view(row, on: connection))
        }
    }

    /// Writes the case under the hub's next free number.
    private func insert(
        _ content: inout Case, at entry: HubDirectory.Entry, sealed: SealedText?,
        digest: [UInt8], on connection: Connection
    ) async throws {
        let year = content.openedOn.year
        // A hub's own log may have used a number before.
        for _ in 0..<10_000 {
            let number = try await connection.one(.nextReference(hub: entry.number, year: year))
            content.reference = Case.reference(hub: content.hub, year: year, number: number)
            if try await connection.run(
                .open(content, hub: entry.number, sealed: sealed, digest: digest)) == 1
            {
                if content.people.count > 1 { try await connection.run(.addMembers(of: content)) }
                return
            }
        }
        throw StoreError.changedMeanwhile
    }

    /// Keeps what was done to a case, in its history and in the audit trail.
    func keep(
        _ content: Case, _ change: String, digest: [UInt8], reason: String? = nil,
        on connection: Connection
    ) async throws {
        let codes = CaseCodes(content).json
        try await connection.run(
            .addChange(
                to: content, change, actor: actor.name, account: actor.account, content: codes,
                digest: digest))
        try await connection.run(
            .audit(
                actor: actor.name, operation: "case \(change)", subject: content.id.description,
                reason: reason, content: codes))
    }
}

extension IdentitySealer {
    func digest(ofOpening content: Case) -> [UInt8] {
        digest(
            [
                "case", content.hub.description, content.openedOn.description,
                content.people.map(\.description).joined(separator: " "),
                content.needs.map(\.code).joined(separator: " "), content.priority.code,
                content.plan, content.nextStep?.text, content.nextStep?.dueOn.description,
                content.worker?.description,
                content.namedWorkers.map(\.description).joined(separator: " "),
                String(content.isRestricted),
            ] + fields(of: content.trafficking))
    }

    func digest(of change: CaseChange) -> [UInt8] {
        digest(
            [
                "change", change.status?.code,
                change.needs?.map(\.code).joined(separator: " "), change.priority?.code,
                change.plan, change.nextStep, change.dueOn?.description,
                change.addedPeople.map(\.description).joined(separator: " "),
                change.removedPeople.map(\.description).joined(separator: " "),
                change.isRestricted.map { String($0) },
            ] + fields(of: change.trafficking))
    }

    private func fields(of details: TraffickingDetails?) -> [String?] {
        guard let details else { return [] }
        return [
            details.status?.code, details.decision?.code, details.relationship?.code,
            details.ageWhenTrafficked.map { String($0) },
            details.recruitment?.map(\.code).joined(separator: " "),
            details.control?.map(\.code).joined(separator: " "),
            details.exploitation?.map(\.code).joined(separator: " "), details.industry?.code,
            details.sexualExploitation?.map(\.code).joined(separator: " "),
        ]
    }
}
