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
}

/// Something that is done, by itself or through a page, a request or a command.
public enum Permission: String, CaseIterable, Sendable {
    /// Log, correct and void assistance events.
    case logEvents
    case importHubLogs
    /// See who somebody is.
    case readPeople
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
            case .logEvents, .importHubLogs, .readPeople, .resolveDuplicates, .manageCases,
                .assignCases, .handleReferrals, .readFigures, .readEvents:
                .ownHub
            case .matchPeople: .everywhere
            default: .nothing
            }
        case .countryOfficer:
            switch permission {
            case .importHubLogs, .resolveDuplicates, .readFigures, .readEvents, .manageHubs,
                .reviewQuarter, .closeQuarter:
                .ownCountry
            default: .nothing
            }
        case .regionalAnalyst:
            switch permission {
            case .readFigures, .readEvents, .reviewQuarter, .export: .everywhere
            default: .nothing
            }
        case .administrator:
            switch permission {
            case .manageHubs, .administerAccounts: .everywhere
            default: .nothing
            }
        case .auditor: permission == .readAudit ? .everywhere : .nothing
        }
    }
}
