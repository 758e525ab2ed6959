import Glibc

/// Writes hub logs as hubs keep them: named people who come back, families, anonymous groups,
/// several services. The same seed gives the same file.
struct HubLogGenerator {
    private var random: Randomness
    private let hubs: [String]
    private var people = 0

    init(hubs: [String], seed: UInt64) {
        self.hubs = hubs
        random = Randomness(seed: seed)
    }

    /// How many of a hundred rows name nobody.
    private static let anonymousShare = 12
    /// How many of a hundred named rows are of somebody who was there before.
    private static let returningShare = 40

    static let heading =
        "record_id,hub,date,given_names,family_names,document,birth_date,sex,nationality,"
        + "profile,services,channel,destination,people,notes\n"

    mutating func write(rows: Int, to path: String) throws {
        guard let file = fopen(path, "w") else {
            throw Tool.Failure(tool: path, status: errno, said: "cannot be written")
        }
        defer { fclose(file) }
        fputs(Self.heading, file)
        for row in 1...rows { fputs(line(row), file) }
    }

    private mutating func line(_ row: Int) -> String {
        let hub = hubs[min(random.below(hubs.count), random.below(hubs.count))]
        let day = "2021-\(two(1 + random.below(12)))-\(two(1 + random.below(28)))"
        var services = [random.pick(Self.services)]
        while random.below(100) < 35, services.count < 4 {
            let service = random.pick(Self.services)
            if !services.contains(service) { services.append(service) }
        }
        let visit =
            "\(random.pick(Self.profiles)),\(services.joined(separator: ";")),"
            + "\(random.pick(Self.channels)),\(random.pick(Self.destinations))"
        let notes = random.below(100) < 10 ? "seguimiento en una semana" : ""
        let start = "\(hub)-\(row),\(hub),\(day)"
        if random.below(100) < Self.anonymousShare {
            let sex = random.pick(["female", "male", ""])
            return "\(start),,,,,\(sex),\(random.pick(Self.nationalities)),\(visit),"
                + "\(1 + random.below(6)),\(notes)\n"
        }
        let isKnown = people > 0 && random.below(100) < Self.returningShare
        let number = isKnown ? random.below(people) : people
        if !isKnown { people += 1 }
        let companions = random.below(100) < 5 ? 2 + random.below(3) : 1
        return "\(start),\(Self.person(number)),\(visit),\(companions),\(notes)\n"
    }

    /// A person by number: names, document for most, birth date, sex, nationality.
    private static func person(_ number: Int) -> String {
        var random = Randomness(seed: UInt64(number) &* 7_919)
        let isFemale = random.below(2) == 0
        let given = random.pick(isFemale ? women : men) + " " + random.pick(isFemale ? women : men)
        let family = random.pick(families) + " " + random.pick(families)
        let document = random.below(100) < 70 ? "P\(10_000_000 + number)" : ""
        let born =
            "\(1945 + random.below(75))-\(two(1 + random.below(12)))-\(two(1 + random.below(28)))"
        return "\(given),\(family),\(document),\(born),\(isFemale ? "female" : "male"),"
            + random.pick(nationalities)
    }

    private static let women = [
        "María", "Ana", "Lucía", "Sofía", "Carmen", "Rosa", "Marie", "Gabriela", "Paola", "Inés",
        "Nathalie", "Yolanda", "Beatriz", "Dunia", "Esther", "Frida", "Hermelinda", "Karla",
    ]
    private static let men = [
        "José", "Juan", "Luis", "Carlos", "Ángel", "Kevin", "Jean", "Óscar", "Wilmer", "Pierre",
        "Eduar", "Gilles", "Abelardo", "Tomás", "Nelson", "Rubén", "Héctor", "Darwin",
    ]
    private static let families = [
        "Hernández", "García", "Martínez", "López", "Rodríguez", "Pérez", "Michaud", "Gómez",
        "Barrios", "Muñoz", "Rincón", "Núñez", "Joseph", "Pierre", "Ramírez", "Cruz", "Flores",
        "Reyes", "Morales", "Ortiz", "Castillo", "Peña", "Alvarado", "Zelaya", "Bétancourt",
        "Quispe", "Chávez", "Mejía", "Pineda", "Aguilar", "Funez", "Lainez",
    ]
    private static let nationalities = [
        "HND", "HND", "HND", "GTM", "GTM", "SLV", "NIC", "HTI", "VEN", "CUB", "COL", "BLZ", "",
    ]
    private static let services = [
        "information", "information", "information", "regularization", "legal_orientation",
        "documentation", "asylum_orientation", "health_referral", "psychosocial",
        "shelter_referral", "food_nfi", "transport", "employment", "covid_information",
    ]
    private static let profiles = [
        "in_transit", "in_transit", "returnee", "asylum_seeker", "displaced", "resident_migrant",
        "potential_migrant", "refugee",
    ]
    private static let channels = ["in_person", "in_person", "in_person", "phone", "whatsapp"]
    private static let destinations = ["USA", "USA", "MEX", "CRI", ""]
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
