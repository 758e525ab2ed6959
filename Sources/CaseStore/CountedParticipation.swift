import Casework

/// Who took part in a quarter's events, and as whom they count, as a table to select from.
///
/// Text and not parameters, because COPY takes none: what stands in it are numbers and days of our
/// own types.
enum CountedParticipation {
    /// As it is now, or as it stood at a change number.
    static func sql(in quarter: Quarter, at change: Int64?) -> String {
        change.map { standing(in: quarter, at: $0) } ?? current(in: quarter)
    }

    private static func current(in quarter: Quarter) -> String {
        """
        SELECT counted_as, anonymous, occurred_on, country, channel, profile, sex, age_band,
            nationality, services
        FROM participation
        WHERE occurred_on >= '\(quarter.firstDay)'
            AND occurred_on < '\(quarter.days.upperBound)'
        """
    }

    private static func standing(in quarter: Quarter, at change: Int64) -> String {
        """
        SELECT root.person_id AS counted_as, s.anonymous, s.occurred_on, h.country, s.channel,
            s.profile, coalesce(root.sex, s.sex) AS sex,
            CASE WHEN root.person_id IS NULL THEN s.age_band
                ELSE age_band(\(quarter.index)::smallint, root.birth_year, root.birth_quarter)
            END AS age_band,
            coalesce(root.nationality, s.nationality) AS nationality, s.services
        FROM standing_participation(\(quarter.index), \(change)) s
            JOIN hub h USING (hub_id)
            LEFT JOIN standing_person(\(quarter.index), \(change)) p ON p.person_id = s.person_id
            LEFT JOIN standing_person(\(quarter.index), \(change)) root
                ON root.person_id = p.counted_as
        """
    }
}
