import CaseStore
import Casework
import Codelists
import Documents
import Operations
import Texts

/// Records that come and go as a spreadsheet or in Open Referral's form as well as in our own.
protocol DirectoryKind: Sendable {
    associatedtype Record: RegionRecord

    static var noun: String { get }
    static var sheet: SheetKind { get }
    /// Where a file of records has them.
    static var list: WritableKeyPath<RegionFile, [Record]> { get }
    static func records(of file: HSDSFile) -> [Record]
    /// In Open Referral's form, for whoever runs the installation.
    static func openReferral(_ application: Application, texts: Texts) async throws -> [UInt8]
    /// The columns of their spreadsheet, as import reads them, and what a record has there.
    static var columns: [(heading: String, text: (Record) -> String?)] { get }
}

extension DirectoryKind {
    static func file(_ records: [Record]) -> RegionFile {
        var file = RegionFile()
        file[keyPath: list] = records
        return file
    }
}

enum PlaceKind: DirectoryKind {
    static let noun = "place"
    static let sheet = SheetKind.places
    static var list: WritableKeyPath<RegionFile, [Place]> { \.places }

    static func records(of file: HSDSFile) -> [Place] { file.places }

    /// Only what is public.
    static func openReferral(_ application: Application, texts: Texts) async throws -> [UInt8] {
        try HSDS.json(HSDS.file(try await application.publicPlaces(), texts: texts))
    }

    static var columns: [(heading: String, text: (Place) -> String?)] {
        [
            ("slug", { $0.slug.description }), ("name", { $0.name }),
            ("hub", { $0.hub?.description }), ("organisation", { $0.organisation?.description }),
            ("kind", { $0.kind?.code }), ("country", { $0.country.code }),
            ("locality", { $0.locality }), ("address", { $0.address }),
            ("latitude", { $0.latitude?.description }),
            ("longitude", { $0.longitude?.description }), ("zone", { $0.zone }),
            ("services", { codes($0.services) }), ("languages", { codes($0.languages) }),
            ("serves", { codes($0.serves) }), ("hours", { $0.hours?.description }),
            ("website", { $0.website }), ("email", { $0.email }), ("phone", { $0.phone }),
            ("note", { $0.note }), ("verified", { $0.verified?.description }),
            ("status", { $0.status.rawValue }),
        ]
    }

    private static func codes<Kind>(_ list: [Code<Kind>]) -> String {
        list.map(\.code).joined(separator: ", ")
    }
}

enum OrgKind: DirectoryKind {
    static let noun = "org"
    static let sheet = SheetKind.organisations
    static var list: WritableKeyPath<RegionFile, [Organisation]> { \.organisations }

    static func records(of file: HSDSFile) -> [Organisation] { file.organisations }

    static func openReferral(_ application: Application, texts: Texts) async throws -> [UInt8] {
        try HSDS.json(
            HSDS.file(try await application.records(Organisation.self), texts: texts))
    }

    static var columns: [(heading: String, text: (Organisation) -> String?)] {
        [
            ("slug", { $0.slug.description }), ("name", { $0.name }), ("kind", { $0.kind.code }),
            ("country", { $0.country.code }), ("place", { $0.place }),
            ("languages", { $0.languages.joined(separator: ", ") }),
            ("website", { $0.website }), ("email", { $0.email }), ("phone", { $0.phone }),
            ("note", { $0.note }),
        ]
    }
}
