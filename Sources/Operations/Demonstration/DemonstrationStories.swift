import Casework
import Codelists
import FoundationEssentials

/// What the demonstration tells of people who do not exist: their visits, cases and referrals.
///
/// Days are counted from the day of loading, so that something is due whenever that is, or are dates
/// of 2021, for cases of people whom the hub logs name.
struct DemonstrationStories: Decodable, Sendable {
    let people: [Somebody]
    let visits: [Visit]
    let cases: [Story]

    /// The stories in the binary; nil where it carries none.
    static func embedded() throws -> Self? {
        try EmbeddedFile.named("demonstration/casework/stories.json").map {
            try JSONDecoder().decode(Self.self, from: Data($0.bytes))
        }
    }

    struct Somebody: Decodable, Sendable {
        let key: String
        let givenNames: String
        let familyNames: String
        /// Nil for somebody who showed none.
        let document: String?
        let birthDate: Text<CalendarDate>
        let sex: Text<Sex>
        let nationality: Text<Country>
        let phone: String?

        enum CodingKeys: String, CodingKey {
            case key, document, sex, nationality, phone
            case givenNames = "given_names"
            case familyNames = "family_names"
            case birthDate = "birth_date"
        }

        var description: PersonDescription {
            PersonDescription(
                givenNames: givenNames, familyNames: familyNames, document: document,
                birth: .date(birthDate.value), sex: sex.value, nationality: nationality.value,
                phone: phone)
        }
    }

    struct Visit: Decodable, Sendable {
        struct Group: Decodable, Sendable {
            let sex: Text<Sex>
            let ageBand: Text<AgeBand>
            let count: Int

            enum CodingKeys: String, CodingKey {
                case sex, count
                case ageBand = "age_band"
            }
        }

        let hub: Text<HubCode>
        let day: Day
        let people: [String]?
        let tallies: [Group]?
        let services: [Text<Service>]
        let channel: Text<Channel>
        let profile: Text<Profile>
        let destination: Text<Country>?
        let notes: String?
    }

    struct Story: Decodable, Sendable {
        struct Note: Decodable, Sendable {
            let day: Day
            let text: String
        }

        let hub: Text<HubCode>
        /// Keys of the stories' own people.
        let people: [String]?
        /// Documents of people whom the hub logs name.
        let documents: [String]?
        let opened: Day
        let needs: [Text<Service>]
        let priority: Text<NeedPriority>
        let plan: String
        let nextStep: String?
        let due: Day?
        let language: Text<SpokenLanguage>
        let notes: [Note]?
        let referrals: [Handover]?
        let closed: Day?
        let outcome: Text<CaseOutcome>?

        enum CodingKeys: String, CodingKey {
            case hub, people, documents, opened, needs, priority, plan, due, language, notes
            case referrals, closed, outcome
            case nextStep = "next_step"
        }
    }

    struct Handover: Decodable, Sendable {
        enum Ending: String, Decodable, Sendable {
            case completed, declined
            case noShow = "no_show"
        }

        let to: Text<HubCode>
        let sent: Day
        let needs: [Text<Service>]
        let priority: Text<ReferralPriority>
        let covers: [Text<SharedPart>]
        let summary: String?
        let accepted: Day?
        let ended: Day?
        let how: Ending?
        /// The outcome of one that was completed, the reason of one that was declined.
        let code: String?
    }

    /// A day of a story.
    enum Day: Decodable, Sendable {
        case date(CalendarDate)
        /// So many days after the day of loading.
        case after(Int)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let days = try? container.decode(Int.self) {
                self = .after(days)
            } else {
                self = .date(try Text<CalendarDate>(from: decoder).value)
            }
        }

        func counted(from today: CalendarDate) -> CalendarDate {
            switch self {
            case .date(let date): date
            case .after(let days): today.adding(days: days)
            }
        }
    }

    /// A value that is written as text, such as a code or a date.
    struct Text<Value: Written>: Decodable, Sendable {
        let value: Value

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            guard let value = Value(text) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "no \(Value.self): \(text)")
            }
            self.value = value
        }
    }
}

/// What a story writes as text.
protocol Written: Sendable {
    init?(_ text: String)
}

extension Code: Written {}
extension CalendarDate: Written {}
extension HubCode: Written {}
