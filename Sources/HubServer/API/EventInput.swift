import Casework
import Codelists
import OpenAPI
import Operations

/// An event as it is sent: its schema, and its reading after the schema has passed it.
enum EventInput {
    static let person = Schema.named(
        "PersonDescription",
        .object([
            .optional("given_names", .string(atMost: 200)),
            .optional("family_names", .string(atMost: 200)),
            .optional("document", .string(atMost: 100)),
            .optional(
                "birth_date", .matching("[0-9]{4}(-[0-9]{2}-[0-9]{2})?", example: "1990-02-05"),
                note: "A day, or the year alone."),
            .optional("sex", Schemas.codes(Sex.list)),
            .optional("nationality", Schemas.codes(Country.list)),
            .optional("phone", .string(atMost: 40)),
        ]))

    static let tally = Schema.named(
        "Tally",
        .object([
            .optional("sex", Schemas.codes(Sex.list)),
            .optional("age_band", Schemas.codes(AgeBand.list)),
            .optional("nationality", Schemas.codes(Country.list)),
            .init("count", .integer(1...10_000)),
        ]))

    static let schema = Schema.named(
        "NewEvent",
        .object([
            .init("id", Schemas.uuid, note: "Made by the client: a UUID of version 7."),
            .init("hub", Schemas.hubCode),
            .init("occurred_on", Schemas.date, note: "The hub's local calendar date."),
            .init("channel", Schemas.codes(Channel.list)),
            .init("profile", Schemas.codes(Profile.list)),
            .init("services", .array(of: Schemas.codes(Service.list), count: 1...20)),
            .init(
                "participants",
                .array(
                    of: .anyOf([
                        .object([.init("person", person)]),
                        .object([.init("person_id", Schemas.uuid)]),
                        .object([.init("tally", tally)]),
                    ]), count: 1...200)),
            .optional("record_id", .string(atLeast: 1, atMost: 100)),
            .optional("destination", Schemas.codes(Country.list)),
            .optional("case", .string(atLeast: 1, atMost: 100), note: "The case's reference."),
            .optional("notes", .string(atMost: 4_000)),
            .optional(
                "consent", consent,
                note: "How those who are named agreed that their data are kept."),
        ]))

    /// What is said of consent when somebody is named; through the event's channel, on its date.
    static let consent = Schema.named(
        "KeepingConsent",
        .object([
            .init("language", Schemas.codes(SpokenLanguage.list), note: "In which it was asked."),
            .init(
                "text_version", .string(atLeast: 1, atMost: Consent.mostTextVersion),
                note: "Of the text that was read."),
        ]))

    static let example: JSONValue = [
        "id": "0178b1a2-7c00-7000-8000-000000000001", "hub": "MX-TAP",
        "occurred_on": "2021-03-31", "channel": "in_person", "profile": "in_transit",
        "services": ["information", "transport"],
        "participants": [
            [
                "person": [
                    "given_names": "Ana", "family_names": "Ejemplo", "document": "P-0001",
                    "birth_date": "1990-02-05", "sex": "female", "nationality": "HND",
                ]
            ], ["tally": ["sex": "male", "age_band": "18-59", "count": 2]],
        ], "consent": ["language": "spa", "text_version": "2021-01"],
    ]

    static let change = Schema.named(
        "EventCorrection",
        .object([
            .init("reason", Schemas.reason), .optional("hub", Schemas.hubCode),
            .optional("occurred_on", Schemas.date),
            .optional("services", .array(of: Schemas.codes(Service.list), count: 1...20)),
            .optional("channel", Schemas.codes(Channel.list)),
            .optional("profile", Schemas.codes(Profile.list)),
            .optional("destination", Schemas.codes(Country.list)),
            .optional(
                "tally",
                .object([
                    .optional("count", .integer(1...10_000)),
                    .optional("sex", Schemas.codes(Sex.list)),
                ]), note: "Only where nobody among the participants is identified."),
        ]))

    static func event(_ body: JSONValue) throws(APIProblem) -> AssistanceEvent {
        var participants: [Participant] = []
        for (index, value) in (body["participants"]?.array ?? []).enumerated() {
            participants.append(try participant(value, at: "/participants/\(index)"))
        }
        return AssistanceEvent(
            id: try body.read("id"), hub: try body.read("hub"),
            recordID: body["record_id"]?.string, occurredOn: try body.read("occurred_on"),
            channel: try body.code("channel") ?? .unknown,
            profile: try body.code("profile") ?? .unknown,
            services: try body.codes("services") ?? [],
            destination: try body.code("destination"), participants: participants,
            caseReference: body["case"]?.string, notes: body["notes"]?.string,
            agreement: try body["consent"].map(agreement))
    }

    private static func agreement(
        _ value: JSONValue
    ) throws(APIProblem) -> AssistanceEvent.Agreement {
        AssistanceEvent.Agreement(
            language: try value.code("language", at: "/consent") ?? .unknown,
            textVersion: value["text_version"]?.string ?? "")
    }

    static func change(_ body: JSONValue) throws(APIProblem) -> EventChange {
        var change = EventChange()
        change.hub = try body.readIfThere("hub")
        change.occurredOn = try body.readIfThere("occurred_on")
        change.services = try body.codes("services")
        change.channel = try body.code("channel")
        change.profile = try body.code("profile")
        change.destination = try body.code("destination")
        if let tally = body["tally"] {
            change.people = tally["count"]?.integer
            change.sex = try tally.code("sex", at: "/tally")
        }
        return change
    }

    private static func participant(
        _ value: JSONValue, at pointer: String
    ) throws(APIProblem) -> Participant {
        if value["person_id"] != nil { return .known(try value.read("person_id", at: pointer)) }
        if let tally = value["tally"] {
            let place = "\(pointer)/tally"
            return .tally(
                Tally(
                    sex: try tally.code("sex", at: place) ?? .unknown,
                    ageBand: try tally.code("age_band", at: place) ?? .unknown,
                    nationality: try tally.code("nationality", at: place) ?? .unknown,
                    count: tally["count"]?.integer ?? 0))
        }
        let person = value["person"] ?? .null
        let place = "\(pointer)/person"
        let description = PersonDescription(
            givenNames: person["given_names"]?.string ?? "",
            familyNames: person["family_names"]?.string ?? "",
            document: person["document"]?.string.flatMap { $0.isEmpty ? nil : $0 },
            birth: try birth(person, at: place),
            sex: try person.code("sex", at: place) ?? .unknown,
            nationality: try person.code("nationality", at: place) ?? .unknown,
            phone: person["phone"]?.string.flatMap { $0.isEmpty ? nil : $0 })
        // Somebody without a name or a document is anonymous: a tally.
        guard
            description.document != nil
                || !(description.givenNames + description.familyNames).isEmpty
        else { throw APIProblem(.invalid, [.init(pointer: place, rule: .missing)]) }
        return .described(description)
    }

    private static func birth(_ person: JSONValue, at pointer: String) throws(APIProblem) -> Birth {
        guard let text = person["birth_date"]?.string else { return .unknown }
        if text.utf8.count == 4, let year = Int(text), (1880...2200).contains(year) {
            return .year(year)
        }
        guard let day = CalendarDate(text) else {
            throw APIProblem(.invalid, [.init(pointer: "\(pointer)/birth_date", rule: .format)])
        }
        return .date(day)
    }
}
