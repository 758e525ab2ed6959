import CaseStore
import Casework
import Codelists
import Console
import Documents
import FoundationEssentials
import HubLogs
import Operations
import Texts

/// `hubctl place near 14.9,-92.26 --service shelter_referral`.
struct PlaceNear: Command {
    static let usage = Usage(
        "place near", summary: "command.place.near",
        positionals: [.required("position", help: "option.place.near")],
        options: [
            .value("service", "service", help: "option.place.service"),
            .value("language", "language", help: "option.place.language"),
            .value("country", "country", help: "option.place.country"),
            .flag("open", help: "option.place.open"),
            .value("limit", "number", help: "option.place.limit"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl place near 14.9,-92.26 --service health_referral --open"])

    private let filter: PlaceFilter
    private let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        var filter = PlaceFilter()
        let position: Coordinates = try arguments.positional("position")
        filter.near = position
        filter.service = try arguments.value("service", parse: { Service($0)?.number })
        filter.language = try arguments.value("language", parse: { SpokenLanguage($0)?.number })
        filter.country = try arguments.value("country", parse: { Country($0)?.number })
        filter.isOpenNow = arguments.flag("open")
        filter.limit = try arguments.value("limit") ?? 20
        isJSON = arguments.flag("json")
        self.filter = filter
    }

    func run(in session: Session) async throws {
        let filter = filter
        let places = try await session.withApplication { try await $0.places(filter) }
        if isJSON {
            try session.terminal.json(places.map { PlaceDocument($0, site: "") })
            return
        }
        let texts = session.texts
        var table = TextTable([
            .right(texts("field.distance")), .left(texts("field.slug")), .left(texts("field.name")),
            .left(texts("field.country")),
        ])
        for found in places {
            table.add([
                found.distance.map { texts.decimal($0) } ?? "–", found.place.slug.description,
                found.place.name, found.place.country.code,
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}

/// `hubctl place export --format csv`.
struct PlaceExport: Command {
    static let usage = Usage(
        "place export", summary: "command.place.export",
        options: [
            .value(
                "format", "format", values: .oneOf(["json", "csv", "hsds"]),
                help: "option.place.format")
        ],
        examples: ["hubctl place export --format csv > places.csv"])

    private let format: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        format = try arguments.value("format") ?? "json"
    }

    func run(in session: Session) async throws {
        let texts = session.texts
        switch format {
        case "hsds":
            let places = try await session.withApplication { application in
                try await application.publicPlaces()
            }
            let bytes = try HSDS.json(HSDS.file(places, texts: texts))
            session.terminal.write(String(decoding: bytes, as: UTF8.self))
        case "csv":
            let places = try await session.withApplication {
                try await $0.records(Place.self).map(\.record)
            }
            session.terminal.write(
                String(decoding: PlaceTable(places).bytes, as: UTF8.self), terminator: "")
        default:
            var file = RegionFile()
            file.places = try await session.withApplication {
                try await $0.records(Place.self).map(\.record)
            }
            try session.terminal.json(file)
        }
    }
}

/// The directory as a table that `place import` reads.
struct PlaceTable {
    let bytes: [UInt8]

    init(_ places: [Place]) {
        var writer = DelimitedWriter()
        writer.row([
            "slug", "name", "kind", "country", "locality", "address", "latitude", "longitude",
            "zone", "services", "languages", "serves", "hours", "website", "email", "phone", "note",
            "verified",
        ])
        for place in places {
            writer.row([
                place.slug.description, place.name, place.kind?.code ?? "", place.country.code,
                place.locality ?? "", place.address ?? "", place.latitude.map { "\($0)" } ?? "",
                place.longitude.map { "\($0)" } ?? "", place.zone,
                place.services.map(\.code).joined(separator: ", "),
                place.languages.map(\.code).joined(separator: ", "),
                place.serves.map(\.code).joined(separator: ", "),
                place.hours?.description ?? "", place.website ?? "", place.email ?? "",
                place.phone ?? "", place.note ?? "", place.verified?.description ?? "",
            ])
        }
        bytes = writer.bytes
    }
}

/// `hubctl place import lugares.xlsx --dry-run`.
struct PlaceImport: Command {
    static let usage = Usage(
        "place import", summary: "command.place.import",
        discussion: "command.record.import.discussion",
        positionals: [.required("file", values: .file, help: "argument.file")],
        options: [
            .value("sheet", "name", help: "option.sheet"),
            .flag("accept-rejects", help: "option.acceptrejects"),
            .flag("update", help: "option.record.update"),
            .flag("dry-run", help: "option.record.dryrun"), .flag("json", help: "option.json"),
        ],
        examples: ["hubctl place import lugares.xlsx --dry-run"])

    private let isReplacing: Bool
    private let isJSON: Bool
    private let options: SheetOptions

    init(_ arguments: inout Arguments) throws(UsageError) {
        isReplacing = arguments.flag("update")
        isJSON = arguments.flag("json")
        options = SheetOptions(
            path: try arguments.positional("file"), sheet: try arguments.value("sheet"),
            acceptsRejects: arguments.flag("accept-rejects"),
            isDryRun: arguments.flag("dry-run"))
    }

    func run(in session: Session) async throws {
        var file = RegionFile()
        if options.path.hasSuffix(".json") {
            guard let data = try? Data(contentsOf: URL(filePath: options.path)) else {
                throw RegionError.unreadable(place: options.path)
            }
            file.places = try RegionFile(json: data).places
            if file.places.isEmpty { throw RegionError.nothingInFile }
        } else {
            let today = try await session.withApplication { try await $0.today() }
            let list = try PlaceList(path: options.path, options: options.table, today: today)
            try options.settle(list.rejects, in: session)
            file.places = list.places
        }
        let records = file
        let summary = try await session.withApplication {
            try await $0.importRecords(
                records, ifOther: isReplacing ? .replace : .stop, dryRun: options.isDryRun)
        }
        try session.write(summary, isDryRun: options.isDryRun, isJSON: isJSON)
    }
}
