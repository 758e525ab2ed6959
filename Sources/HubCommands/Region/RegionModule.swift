import CaseStore
import Casework
import Operations

/// The lists of a file that belong together, and the word for their commands.
protocol RegionModule: Sendable {
    static var noun: String { get }
    /// The file with these lists only.
    static func part(of file: RegionFile) -> RegionFile
    /// What is recorded, as a file.
    static func file(of application: Application) async throws -> RegionFile
}

enum OrganisationModule: RegionModule {
    static let noun = "org"

    static func part(of file: RegionFile) -> RegionFile {
        var part = RegionFile()
        part.organisations = file.organisations
        return part
    }

    static func file(of application: Application) async throws -> RegionFile {
        var file = RegionFile()
        file.organisations = try await application.recorded()
        return file
    }
}

enum ActivityModule: RegionModule {
    static let noun = "activity"

    static func part(of file: RegionFile) -> RegionFile {
        var part = RegionFile()
        part.activities = file.activities
        return part
    }

    static func file(of application: Application) async throws -> RegionFile {
        var file = RegionFile()
        file.activities = try await application.recorded()
        return file
    }
}

enum NetworkModule: RegionModule {
    static let noun = "network"

    static func part(of file: RegionFile) -> RegionFile {
        var part = RegionFile()
        part.networks = file.networks
        part.meetings = file.meetings
        part.actions = file.actions
        return part
    }

    static func file(of application: Application) async throws -> RegionFile {
        var file = RegionFile()
        file.networks = try await application.recorded()
        file.meetings = try await application.recorded()
        file.actions = try await application.recorded()
        return file
    }
}

enum MigrationGovernanceModule: RegionModule {
    static let noun = "mgi"

    static func part(of file: RegionFile) -> RegionFile {
        var part = RegionFile()
        part.participants = file.participants
        part.totals = file.totals
        part.indicators = file.indicators
        part.assessments = file.assessments
        return part
    }

    static func file(of application: Application) async throws -> RegionFile {
        var file = RegionFile()
        file.participants = try await application.recorded()
        file.totals = try await application.recorded()
        file.indicators = try await application.recorded()
        file.assessments = try await application.recorded()
        return file
    }
}

enum PublicationModule: RegionModule {
    static let noun = "publication"

    static func part(of file: RegionFile) -> RegionFile {
        var part = RegionFile()
        part.publications = file.publications
        return part
    }

    static func file(of application: Application) async throws -> RegionFile {
        var file = RegionFile()
        file.publications = try await application.recorded()
        return file
    }
}

enum BulletinModule: RegionModule {
    static let noun = "bulletin"

    static func part(of file: RegionFile) -> RegionFile {
        var part = RegionFile()
        part.items = file.items
        part.issues = file.issues
        return part
    }

    static func file(of application: Application) async throws -> RegionFile {
        var file = RegionFile()
        file.items = try await application.recorded()
        file.issues = try await application.recorded()
        return file
    }
}

extension Application {
    fileprivate func recorded<Record: RegionRecord>() async throws -> [Record] {
        try await records(Record.self).map(\.record)
    }
}
