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
            "slug", "name", "hub", "organisation", "kind", "country", "locality", "address",
            "latitude", "longitude",
            "zone", "services", "languages", "serves", "hours", "website", "email", "phone", "note",
            "verified", "status",
        ])
        for place in places {
            writer.row([
                place.slug.description, place.name, place.hub?.description ?? "",
                place.organisation?.description ?? "", place.kind?.code ?? "", place.country.code,
                place.locality ?? "", place.address ?? "", place.latitude.map { "\($0)" } ?? "",
                place.longitude.map { "\($0)" } ?? "", place.zone,
                place.services.map(\.code).joined(separator: ", "),
                place.languages.map(\.code).joined(separator: ", "),
                place.serves.map(\.code).joined(separator: ", "),
                place.hours?.description ?? "", place.website ?? "", place.email ?? "",
                place.phone ?? "", place.note ?? "", place.verified?.description ?? "",
                place.status.rawValue,
            ])
        }
        bytes = writer.bytes
    }
}
