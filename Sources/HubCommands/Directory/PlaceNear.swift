import CaseStore
import Casework
import Codelists
import Console
import Documents
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
