public import Casework
public import Postgres

extension Statement {
    /// Gives a case of the demonstration the times of its versions and notes.
    public static func date(
        _ case: CaseID, changed: [Moment], notes: [(id: NoteID, at: Moment)]
    ) -> Self {
        """
        SELECT date_case(\(`case`), \(changed.map(\.description))::text[]::timestamptz[],
            \(notes.map(\.id)), \(notes.map(\.at.description))::text[]::timestamptz[])
        """
    }

    /// Gives a referral of the demonstration the times of its versions, the first being when it was
    /// sent.
    public static func date(_ referral: ReferralID, sentOn: CalendarDate, steps: [Moment]) -> Self {
        """
        SELECT date_referral(\(referral), \(sentOn),
            \(steps.map(\.description))::text[]::timestamptz[])
        """
    }
}
