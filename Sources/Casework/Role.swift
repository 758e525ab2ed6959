/// What somebody who signs in is there for; each has one role.
public enum Role: String, CaseIterable, Sendable, Codable {
    case clerk
    case manager
    case countryOfficer = "country_officer"
    case regionalAnalyst = "regional_analyst"
    case administrator
    case auditor
    /// Whoever runs `hubctl` on the machine with the database owner's rights; no account has it.
    case machine
    /// Writes and publishes the bulletin, the publications and the register of indicators.
    case editor
    /// Decides on what organisations send in.
    case moderator
}

/// Something that is done, by itself or through a page, a request or a command.
public enum Permission: String, CaseIterable, Sendable {
    /// Log, correct and void assistance events.
    case logEvents
    case importHubLogs
    /// See who somebody is.
    case readPeople
    /// Do what a person may ask for: show all that is kept of them, correct, restrict or erase it.
    case manageRights
    /// Ask whether somebody is known in the network: yes or no, nothing more.
    case matchPeople
    case resolveDuplicates
    case manageCases
    /// See and change who works on which case.
    case assignCases
    case handleReferrals
    /// See exact figures, marked internal.
    case readFigures
    /// See the events behind a figure, without who took part.
    case readEvents
    case manageHubs
    case reviewQuarter
    case closeQuarter
    /// Take out what is published: reports for the public, aggregates, microdata, bundles.
    case export
    /// Take out trafficking-protection cases, sealed for an authorised recipient.
    case exportProtectionCases
    case administerAccounts
    case readAudit
    case manageOrganisations
    /// Decide which registrations of organisations become public.
    case moderateRegistrations
    /// Record activities and who took part in them.
    case manageActivities
    /// Record networks, their meetings and what they agree.
    case manageNetworks
    /// Keep the register of the Migration Governance Indicators.
    case manageIndicators
    case managePublications
    case editBulletin
    case publishBulletin
}

/// How far a permission reaches.
public enum Reach: Int, Comparable, Sendable {
    case nothing, ownHub, ownCountry, everywhere

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Role {
    /// How far somebody with this role may do something (`domain.md`, Roles).
    ///
    /// The database enforces the same by row-level security; this says it in words, before.
    public func reach(of permission: Permission) -> Reach {
        switch self {
        case .machine: .everywhere
        case .clerk:
            switch permission {
            case .logEvents, .readPeople, .manageCases, .handleReferrals, .readFigures,
                .readEvents:
                .ownHub
            case .matchPeople: .everywhere
            default: .nothing
            }
        case .manager:
            switch permission {
            case .logEvents, .importHubLogs, .readPeople, .manageRights, .resolveDuplicates,
                .manageCases, .assignCases, .handleReferrals, .readFigures, .readEvents,
                .manageActivities:
                .ownHub
            case .matchPeople: .everywhere
            default: .nothing
            }
        case .countryOfficer:
            switch permission {
            case .importHubLogs, .resolveDuplicates, .readFigures, .readEvents, .manageHubs,
                .reviewQuarter, .closeQuarter, .manageOrganisations, .manageActivities,
                .manageNetworks:
                .ownCountry
            default: .nothing
            }
        case .regionalAnalyst:
            switch permission {
            case .readFigures, .readEvents, .reviewQuarter, .export, .manageIndicators: .everywhere
            default: .nothing
            }
        case .administrator:
            switch permission {
            case .manageHubs, .administerAccounts: .everywhere
            default: .nothing
            }
        case .auditor: permission == .readAudit ? .everywhere : .nothing
        case .editor:
            switch permission {
            case .manageIndicators, .managePublications, .editBulletin, .publishBulletin:
                .everywhere
            default: .nothing
            }
        case .moderator:
            switch permission {
            case .manageOrganisations, .moderateRegistrations: .everywhere
            default: .nothing
            }
        }
    }
}
