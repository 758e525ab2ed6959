import Casework

/// One part of the region's registers, as the type that its commands are made for.
protocol RegionModule: Sendable {
    static var part: RegionPart { get }
}

extension RegionModule {
    static var noun: String { part.rawValue }
}

enum OrganisationModule: RegionModule { static let part = RegionPart.organisations }
enum ActivityModule: RegionModule { static let part = RegionPart.activities }
enum NetworkModule: RegionModule { static let part = RegionPart.networks }
enum MigrationGovernanceModule: RegionModule { static let part = RegionPart.indicators }
enum PublicationModule: RegionModule { static let part = RegionPart.publications }
enum BulletinModule: RegionModule { static let part = RegionPart.bulletin }
