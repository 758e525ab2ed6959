/// What is published and nothing else, in the form that `Tests/Judges/disclosure.py` reads.
struct PublishedTables: Codable {
    struct Cell: Codable {
        var at: [String: String]
        var people: Int?
        var identified: Int?
        var anonymous: Int?
        var events: Int?
        /// The people in truth; only for the question what the least to hide would be.
        var truth: Int?
        /// The mark of a cell whose people are hidden.
        var mark: String?
        /// What an attacker guesses not to have changed since the edition before.
        var unchanged: [String]?
    }

    struct Edition: Codable {
        var tables: [[String]]
        var cells: [Cell]
    }

    var threshold: Int
    /// Dimensions that do not add up; the judge knows the service's own by their names.
    var overlapping: [String] = []
    /// Whether cells have all four numbers or people alone.
    var hasParts = false
    var editions: [Edition]
}
