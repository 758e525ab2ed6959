import CaseStore
public import Casework
import Postgres

/// What a receipt of a consent says.
public struct ReceiptContent: Sendable {
    public let consent: Consent
    /// Names, not codes.
    public let hub: String
    public let receiver: String?
    public let withdrawnOn: CalendarDate?
}

extension Application {
    /// What the person may take home of a consent; that it was made is audited.
    public func receipt(of id: ConsentID) async throws -> ReceiptContent {
        try permitSomewhere(.manageCases)
        return try await write { connection in
            guard let found = try await connection.first(.consent(id)) else {
                throw CaseworkError.unknownConsent(id)
            }
            try permit(.manageCases, at: found.content.hub)
            let directory = try await HubDirectory.load(on: connection)
            var receiver: String?
            switch found.content.receiver {
            case .hub(let code): receiver = directory.entries[code]?.hub.name ?? code.description
            case .organisation(let organisation):
                receiver = try await connection.first(.organisation(organisation))?.name
            case nil: break
            }
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "consent receipt",
                    subject: found.content.person.description,
                    content: #"{"consent": "\#(id)"}"#))
            return ReceiptContent(
                consent: found.content,
                hub: directory.entries[found.content.hub]?.hub.name
                    ?? found.content.hub.description,
                receiver: receiver, withdrawnOn: found.withdrawn?.on)
        }
    }
}
