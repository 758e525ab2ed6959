/// What the command line asks for.
struct Options: Sendable {
    var names: [String] = []
    var isJSON = false
    var isFull = false
    var isHelp = false
    var rounds = 3
    var rows = 200_000
    var events = 20_000_000
    var people = 200_000
    /// A folder that stays, with what took long to load; nil for one that goes.
    var keep: String?

    /// Says which word is wrong.
    struct Problem: Error {
        let text: String
    }

    init(_ words: [String], known: [String]) throws(Problem) {
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "--help", "-h": isHelp = true
            case "--json": isJSON = true
            case "--full": isFull = true
            case "--rounds": rounds = try Self.number(after: word, &rest)
            case "--rows": rows = try Self.number(after: word, &rest)
            case "--people": people = try Self.number(after: word, &rest)
            case "--keep":
                guard let folder = rest.popFirst(), folder.hasPrefix("/") else {
                    throw Problem(text: "--keep needs the whole path of a folder")
                }
                keep = folder
            case "--events": events = try Self.number(after: word, &rest)
            default:
                guard known.contains(word) else { throw Problem(text: "unknown: \(word)") }
                names.append(word)
            }
        }
    }

    private static func number(
        after word: String, _ rest: inout ArraySlice<String>
    ) throws(Problem) -> Int {
        guard let text = rest.popFirst(), let number = Int(text), number > 0 else {
            throw Problem(text: "\(word) needs a number from 1")
        }
        return number
    }
}
