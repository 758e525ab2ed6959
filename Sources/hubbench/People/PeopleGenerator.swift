import Codelists
import Glibc

/// People by number, with the names that the demonstration's hub logs have, as frequent as there.
/// The same number is always the same person.
struct PeopleGenerator: Sendable {
    struct Person: Sendable {
        let given: String
        let family: String
        let document: String
        let year: Int
        let birth: String
    }

    private static let shared = PeopleGenerator()

    /// Somebody whom nobody has met, with a name as frequent as it is in the demonstration.
    static func stranger() -> Person { shared.person(.random(in: 1 << 32..<1 << 40)) }

    private let given: [String]
    private let family: [String]
    private static let hubs = ["MX-TAP", "GT-TEC", "HN-SPS", "SV-SSA", "CR-LCZ", "DO-SDQ"]

    init() {
        var (given, family): ([String], [String]) = ([], [])
        for file in EmbeddedFile.under("demonstration/q1-2021/logs/")
        where file.name.hasSuffix(".csv") {
            guard let heading = file.lines.first.map(EmbeddedFile.fields),
                let first = heading.firstIndex(of: "given_names"),
                let last = heading.firstIndex(of: "family_names")
            else { continue }
            for line in file.lines.dropFirst() {
                let fields = EmbeddedFile.fields(line)
                guard fields.count > max(first, last) else { continue }
                given += fields[first].split(separator: " ").map(String.init)
                family += fields[last].split(separator: " ").map(String.init)
            }
        }
        precondition(!given.isEmpty && !family.isEmpty, "the demonstration has no names")
        self.given = given
        self.family = family
    }

    func person(_ number: Int) -> Person {
        var random = Randomness(seed: UInt64(number) &* 7_919 &+ 1)
        let year = 1945 + random.below(75)
        return Person(
            given: "\(random.pick(given)) \(random.pick(given))",
            family: "\(random.pick(family)) \(random.pick(family))",
            document: "Q\(10_000_000 + number)", year: year,
            birth: "\(year)-\(Self.two(1 + random.below(12)))-\(Self.two(1 + random.below(28)))")
    }

    /// One event for each of them.
    func write(people: Int, to path: String) throws {
        guard let file = fopen(path, "w") else {
            throw Tool.Failure(tool: path, status: errno, said: "cannot be written")
        }
        defer { fclose(file) }
        fputs(HubLogGenerator.heading, file)
        for number in 0..<people {
            let person = person(number)
            let hub = Self.hubs[number % Self.hubs.count]
            fputs(
                "P\(number),\(hub),2021-01-\(Self.two(4 + number % 27)),\(person.given),"
                    + "\(person.family),\(person.document),\(person.birth),female,HND,in_transit,"
                    + "information,in_person,,1,\n", file)
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
