/// What stands in clear among the tokens by which people are found, as they stand in clear beside.
enum PersonTokens {
    /// The hub that met somebody first, and their year of birth.
    static func open(hub: Int16, birthYear: Int?) -> [Int64] {
        [10_000 + Int64(hub)] + (birthYear.map { [Int64($0)] } ?? [])
    }
}
