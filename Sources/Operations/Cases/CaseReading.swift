public import CaseStore
public import Casework
import Codelists
import Credentials
import FoundationEssentials
import Postgres

extension Application {
    /// The case that people call by an id or a reference.
    public func caseID(named name: String) async throws -> CaseID {
        try permitSomewhere(.manageCases)
        if let id = CaseID(name) { return id }
        let found = try await database.all(.casesNamed(name))
        guard let id = found.first else { throw CaseworkError.unknownCase(name) }
        guard found.count == 1 else { throw CaseworkError.ambiguousCase(name) }
        return id
    }

    /// A case with everything that happened in it; looking is audited.
    public func showCase(_ id: CaseID) async throws -> CaseView {
        try permitSomewhere(.manageCases)
        return try await write { connection in
            let row = try await row(of: id, for: .manageCases, on: connection)
            let view = try await viewWithTimeline(row, on: connection)
            try await connection.run(
                .audit(actor: actor.name, operation: "case show", subject: id.description))
            return view
        }
    }

    /// Cases by when they are due; those that the actor may not see are left out.
    public func cases(_ asked: CaseFilter, limit: Int) async throws -> [CaseView] {
        try permit(.manageCases, at: asked.hub)
        var filter = asked
        filter.viewer = viewer
        let asking = filter
        return try await write { connection in
            let rows = try await connection.all(.caseRows(asking, limit: limit))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "case list", subject: asking.hub?.description,
                    content: #"{"cases": \#(rows.count)}"#))
            return try await views(rows, on: connection)
        }
    }

    /// How much work lies with whom at a hub.
    public func workload(at hub: HubCode) async throws -> [WorkloadRow] {
        try permit(.assignCases, at: hub)
        return try await database.all(.workload(at: hub))
    }

    func viewWithTimeline(_ row: CaseRow, on connection: Connection) async throws -> CaseView {
        var view = try await view(row, on: connection)
        view.timeline = try await connection.all(.timeline(of: row.content.id)).map(entry)
        return view
    }

    private func entry(_ row: TimelineRow) throws -> TimelineEntry {
        var codes = CaseCodes()
        var what = row.what
        switch row.kind {
        case .change:
            codes =
                (try? JSONDecoder().decode(CaseCodes.self, from: Data(row.content.utf8))) ?? codes
        case .attachment:
            struct Size: Decodable { let bytes: Int }
            codes.bytes = try JSONDecoder().decode(Size.self, from: Data(row.content.utf8)).bytes
            what = Int16(row.what).map { AttachmentKind(number: $0).code } ?? row.what
        case .referral:
            what = Int16(row.what).map { ReferralStatus(number: $0).code } ?? row.what
        case .event:
            struct Services: Decodable { let services: [Int16] }
            codes.services = try JSONDecoder().decode(
                Services.self, from: Data(row.content.utf8)
            ).services.map { Service(number: $0).code }
        case .note: break
        }
        var text: String?
        if let sealed = row.sealed {
            let field: SealContext.Field = row.kind == .note ? .caseNote : .attachmentName
            text = try sealer.open(sealed, context: SealContext(subject: row.id, field: field))
                .map { String(decoding: $0, as: UTF8.self) }
        }
        return TimelineEntry(
            at: row.at, kind: row.kind.rawValue, actor: row.actor,
            id: row.id.uuidString.lowercased(), what: what, text: text, codes: codes)
    }
}

extension Application {
    /// The persons who took part in an event of a hub, in their order.
    public func people(in event: EventID, at hub: HubCode) async throws -> [PersonID] {
        try permit(.manageCases, at: hub)
        return try await database.withConnection { connection in
            guard let current = try await connection.first(.current(event)) else {
                throw OperationError.unknownEvent(event)
            }
            guard current.event.hub == hub else { throw CaseworkError.problem(.invalid("event")) }
            return try await connection.all(
                .participants(of: event, on: current.event.occurredOn)
            ).compactMap { if case .known(let person) = $0 { person } else { nil } }
        }
    }
}
