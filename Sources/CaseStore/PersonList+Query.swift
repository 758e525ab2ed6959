public import Casework
public import Postgres

extension Query where Output == PersonID {
    /// The people that a hub met first and who are nobody else's record, those met last first;
    /// `before` is the last one of the page before. Whoever was erased is left out.
    public static func people(metAt hub: HubCode, before: PersonID?, limit: Int) -> Self {
        let start: Statement = before.map { "AND person_id < \($0)" } ?? ""
        return Self(
            """
            SELECT person_id FROM person
            WHERE hub_id = (SELECT hub_id FROM hub WHERE code = \(hub.description))
                AND merged_into IS NULL AND wrapped_key IS NOT NULL \(start)
            ORDER BY person_id DESC LIMIT \(limit)
            """)
    }
}
