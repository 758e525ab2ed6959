public import Casework
import Codelists

/// The steps by which one quasi-identifier is told less and less exactly; the last tells nothing.
public struct Ladder: Sendable {
    /// A value as it is published.
    public struct Value: Hashable, Sendable {
        public let code: String
        public let english: String
        public let spanish: String
    }

    public struct Level: Sendable {
        /// What the values are: `country`, `subregion`, `any`…
        public let name: String
        /// In the order in which rows are sorted.
        public let values: [Value]
        /// The value of each number, by its place in `values`; numbers beyond are unknown.
        let table: [UInt16]

        func value(of number: Int) -> UInt16 { number < table.count ? table[number] : table[0] }
    }

    public let quasiIdentifier: QuasiIdentifier
    public let levels: [Level]

    /// The ladder of a column in a quarter.
    public init(_ quasiIdentifier: QuasiIdentifier, in quarter: Quarter) {
        self.quasiIdentifier = quasiIdentifier
        levels =
            switch quasiIdentifier {
            case .country: [.codes("country", Country.list), .subregions, .any]
            case .nationality: [.codes("country", Country.list), .subregions, .continents, .any]
            case .period: [.months(of: quarter), .any(Value(quarter))]
            case .sex: [.codes("sex", Sex.list), .any]
            case .age: [.codes("age_band", AgeBand.list), .adults, .any]
            case .profile: [.codes("profile", Profile.list), .situations, .any]
            case .channel: [.codes("channel", Channel.list), .distances, .any]
            }
    }
}

extension Ladder.Level {
    /// Every number to the value that `value` gives it; a number without one is unknown.
    private init(
        _ name: String, numbers: some Sequence<Int16>, unknown: Ladder.Value = .unknown,
        value: (Int16) -> Ladder.Value?
    ) {
        self.name = name
        var values = [unknown]
        var table: [UInt16] = [0]
        for number in numbers where number > 0 {
            guard let value = value(number) else { continue }
            let index = values.firstIndex(of: value) ?? values.count
            if index == values.count { values.append(value) }
            while table.count <= Int(number) { table.append(0) }
            table[Int(number)] = UInt16(index)
        }
        self.values = values
        self.table = table
    }

    /// The value as it is kept.
    static func codes(_ name: String, _ list: Codelist) -> Self {
        func value(of number: Int16) -> Ladder.Value? {
            list[number].map {
                Ladder.Value(code: $0.code, english: $0.english, spanish: $0.spanish)
            }
        }
        return Self(
            name, numbers: list.entries.map(\.number), unknown: value(of: 0) ?? .unknown,
            value: value)
    }

    static var subregions: Self {
        Self("subregion", numbers: Country.list.entries.map(\.number)) {
            WorldRegion.subregion(of: $0).map(Ladder.Value.init)
        }
    }

    static var continents: Self {
        Self("continent", numbers: Country.list.entries.map(\.number)) {
            WorldRegion.continent(of: $0).map(Ladder.Value.init)
        }
    }

    static func months(of quarter: Quarter) -> Self {
        let values = (0..<3).map { month -> Ladder.Value in
            let number = 3 * quarter.number - 2 + month
            let code = "\(quarter.year)-\(number < 10 ? "0" : "")\(number)"
            return Ladder.Value(code: code, english: code, spanish: code)
        }
        return Self(name: "month", values: values, table: [0, 1, 2])
    }

    /// Children and adults: the line that protection draws.
    static var adults: Self {
        let child = Ladder.Value(code: "0-17", english: "0–17", spanish: "0–17")
        let adult = Ladder.Value(code: "18+", english: "18+", spanish: "18+")
        return Self("child_or_adult", numbers: 1...5) { $0 <= 3 ? child : adult }
    }

    static var distances: Self {
        let near = Ladder.Value(
            code: "face_to_face", english: "Face to face", spanish: "Cara a cara")
        let far = Ladder.Value(code: "remote", english: "At a distance", spanish: "A distancia")
        return Self("distance", numbers: Channel.list.entries.map(\.number)) { number in
            ["in_person", "mobile_hub"].contains(Channel(number: number).code) ? near : far
        }
    }

    static var situations: Self {
        Self("situation", numbers: Profile.list.entries.map(\.number)) { number in
            switch Profile(number: number).code {
            case "potential_migrant", "emigrant", "in_transit", "stranded":
                Ladder.Value(
                    code: "leaving_or_on_the_way", english: "Leaving or on the way",
                    spanish: "Por salir o en camino")
            case "returnee", "deportee":
                Ladder.Value(code: "returned", english: "Returned", spanish: "De retorno")
            case "asylum_seeker", "refugee", "stateless", "displaced":
                Ladder.Value(
                    code: "in_need_of_protection", english: "In need of protection",
                    spanish: "Con necesidad de protección")
            case "resident_migrant", "host_community":
                Ladder.Value(code: "settled", english: "Settled", spanish: "Residente")
            default:
                Ladder.Value(
                    code: "other_situation", english: "Other situation",
                    spanish: "Otra situación")
            }
        }
    }

    static var any: Self { any(Ladder.Value(code: "any", english: "Any", spanish: "Cualquiera")) }

    static func any(_ value: Ladder.Value) -> Self {
        Self(name: "any", values: [value], table: [0])
    }
}

extension Ladder.Value {
    static let unknown = Self(code: "unknown", english: "Unknown", spanish: "Sin dato")

    init(_ region: WorldRegion) {
        self.init(code: region.code, english: region.english, spanish: region.spanish)
    }

    /// The whole quarter, where the month is not told.
    init(_ quarter: Quarter) {
        let code = quarter.description
        self.init(code: code, english: code, spanish: code)
    }
}
