import Casework

/// One part of the region's registers, as the type that its commands are made for.
protocol RegionModule: Sendable {
    static var noun: String { get }
    /// The registers in whose file it travels.
    static var register: RegionPart { get }
    /// What of such a file is its own.
    static func part(of file: RegionFile) -> RegionFile
}

extension RegionModule {
    static var noun: String { register.rawValue }
    static func part(of file: RegionFile) -> RegionFile { register.part(of: file) }
}

enum ActivityModule: RegionModule { static let register = RegionPart.activities }
enum NetworkModule: RegionModule { static let register = RegionPart.networks }
enum MigrationGovernanceModule: RegionModule { static let register = RegionPart.indicators }
enum PublicationModule: RegionModule { static let register = RegionPart.publications }
enum BulletinModule: RegionModule { static let register = RegionPart.bulletin }

/// Meetings without what was agreed there.
enum MeetingModule: RegionModule {
    static let noun = "meeting"
    static let register = RegionPart.networks

    static func part(of file: RegionFile) -> RegionFile {
        var part = RegionFile()
        part.meetings = file.meetings
        return part
    }
}
