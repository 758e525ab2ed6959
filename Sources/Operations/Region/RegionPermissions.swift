import CaseStore
public import Casework
import Codelists
import Postgres

extension RecordKind {
    /// What somebody must be allowed to do who writes records of this kind.
    public var permission: Permission {
        switch self {
        case .organisation, .place: .manageOrganisations
        case .activity: .manageActivities
        case .network, .meeting, .agreedAction: .manageNetworks
        case .mgiParticipant, .mgiTotal, .mgiIndicator, .mgiAssessment: .manageIndicators
        case .publication: .managePublications
        case .bulletinItem, .bulletinIssue: .editBulletin
        }
    }
}

extension Actor {
    /// Whether something may be done with what belongs to a place; without one, everywhere.
    public func may(_ permission: Permission, in place: RecordPlace?) -> Bool {
        switch role.reach(of: permission) {
        case .nothing: false
        case .everywhere: true
        case .ownHub: hub != nil && place?.hub == hub
        case .ownCountry: place?.countries.contains { $0.alpha2 == country } ?? false
        }
    }
}

extension Application {
    /// Refuses to write a record that the actor may not; a meeting and an action belong where their
    /// network does.
    func permitWriting<Record: RegionRecord>(
        _ record: Record, on connection: Connection
    ) async throws {
        let permission = Record.kind.permission
        if actor.may(permission, in: record.home) { return }
        let network: Slug? =
            switch record {
            case let meeting as Meeting: meeting.network
            case let action as AgreedAction: action.network
            default: Slug?.none
            }
        guard let network else { throw OperationError.notPermitted(permission) }
        let stored: Stored<Network>? = try await connection.first(.record(network))
        guard actor.may(permission, in: stored?.record.home) else {
            throw OperationError.notPermitted(permission)
        }
    }
}
