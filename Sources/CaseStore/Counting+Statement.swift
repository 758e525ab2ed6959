public import Casework
public import Postgres

extension Statement {
    /// Makes the partitions of a quarter where they are missing.
    public static func ensureQuarter(_ quarter: Quarter) -> Self {
        "SELECT ensure_quarter(\(Int(quarter.index))::int)"
    }

    /// Brings the cells up to date after many changes in `quarters`.
    public static func settle(_ quarters: [Quarter]) -> Self {
        "SELECT settle(\(quarters.map(\.index)))"
    }

    /// Moves what the change log holds into the cells; does nothing while another fold runs.
    public static var fold: Self { "SELECT fold()" }

    /// Counts a quarter's cells anew from the facts.
    public static func rebuild(_ quarter: Quarter) -> Self {
        "SELECT rebuild_quarter(\(Int(quarter.index))::int)"
    }

    /// One import at a time: it keeps their identity keys from deadlocking.
    public static var lockImports: Self { "SELECT pg_advisory_xact_lock(7004)" }
}
