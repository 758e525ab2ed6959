public import Casework
public import Postgres

extension Query where Output == Bool {
    /// Whether a quarter's facts are still those of a change number: then they need not be put
    /// together from the versions.
    public static func isUnchanged(_ quarter: Quarter, since change: Int64) -> Self {
        Self(
            """
            SELECT is_unchanged(\(quarter.days.lowerBound), \(quarter.days.upperBound), \(change))
            """)
    }
}

extension Query where Output == Int64 {
    /// How many people of a quarter asked that their data be kept and not used; of nearly always
    /// nobody the quarter's events are not read.
    public static func withheldPeople(of quarter: Quarter, at change: Int64?) -> Self {
        let counted = CountedParticipation.sql(in: quarter, at: change)
        return Self(
            """
            SELECT CASE WHEN cardinality(restricted_persons()) = 0 THEN 0 ELSE (
                SELECT count(DISTINCT counted_as) FROM (\(raw: counted)) f
                WHERE counted_as = ANY ((SELECT restricted_persons())::uuid[])) END
            """)
    }
}
