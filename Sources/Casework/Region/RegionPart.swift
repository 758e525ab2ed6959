/// The registers that travel in one file together, by the word that commands and addresses use.
public enum RegionPart: String, CaseIterable, Sendable {
    case organisations = "org"
    case activities = "activity"
    case networks = "network"
    case indicators = "mgi"
    case publications = "publication"
    case bulletin

    /// A file with the lists of this part only.
    public func part(of file: RegionFile) -> RegionFile {
        var part = RegionFile()
        switch self {
        case .organisations: part.organisations = file.organisations
        case .activities: part.activities = file.activities
        case .networks:
            part.networks = file.networks
            part.meetings = file.meetings
            part.actions = file.actions
        case .indicators:
            part.participants = file.participants
            part.totals = file.totals
            part.indicators = file.indicators
            part.assessments = file.assessments
        case .publications: part.publications = file.publications
        case .bulletin:
            part.items = file.items
            part.issues = file.issues
        }
        return part
    }
}

extension RegionPart: LosslessStringConvertible {
    public init?(_ description: String) { self.init(rawValue: description) }

    public var description: String { rawValue }
}
