public import Postgres

/// What the server says about itself and about who asks.
public struct ServerFacts: Sendable, Equatable {
    /// Such as `15.14`.
    public let version: String
    public let majorVersion: Int
    public let hasChecksums: Bool
    /// Damaged pages that the server has met.
    public let checksumFailures: Int
    /// Whose privileges the session has.
    public let role: String
    public let isSuperuser: Bool
    /// Whether the zone rules know that Mexico has had no summer time since 2022.
    public let hasRecentTimeZones: Bool
}

extension Query where Output == ServerFacts {
    public static var serverFacts: Self {
        Self(
            """
            SELECT split_part(current_setting('server_version'), ' ', 1),
                current_setting('server_version_num')::int / 10000,
                current_setting('data_checksums')::bool,
                (SELECT coalesce(sum(checksum_failures), 0)::int FROM pg_stat_database),
                current_user::text, r.rolsuper,
                (timestamptz '2023-07-01 05:30+00' AT TIME ZONE 'America/Mexico_City')::date
                    = date '2023-06-30'
            FROM pg_roles r WHERE r.rolname = current_user
            """
        ) { row in
            ServerFacts(
                version: try row.next(), majorVersion: try row.next(),
                hasChecksums: try row.next(), checksumFailures: try row.next(),
                role: try row.next(), isSuperuser: try row.next(),
                hasRecentTimeZones: try row.next())
        }
    }
}

extension Query where Output == String {
    /// What whoever asks could change of what must only grow, as `table privilege`; empty is good.
    ///
    /// Partitions are looked at as well: written directly they would bypass the change log.
    public static var alterableHistory: Self {
        Self(
            """
            WITH kept AS (
                SELECT c.oid, c.relname, p.privilege
                FROM pg_class c, (VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE')) p (privilege)
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                    AND c.relname ~ '^(event_[0-9]+q[1-4]|event|participation_past|person_version|import_batch|audit|audit_seal|audit_place|edition|count_log|cell|case_change|case_note|attachment|attachment_piece|case_event|referral_change)$'
                UNION ALL
                SELECT c.oid, c.relname, p.privilege
                FROM pg_class c,
                    (VALUES ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE')) p (privilege)
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                    AND c.relname ~ '^participation_[0-9]+q[1-4]$'
            )
            SELECT relname || ' ' || privilege FROM kept
            WHERE CASE WHEN privilege IN ('INSERT', 'UPDATE')
                THEN has_any_column_privilege(oid, privilege)
                ELSE has_table_privilege(oid, privilege) END
            ORDER BY 1
            """
        ) { try $0.next() }
    }

    /// Time zones of hubs that the server does not know.
    public static var unknownTimeZones: Self {
        Self(
            """
            SELECT DISTINCT time_zone FROM hub
            WHERE NOT EXISTS (SELECT FROM pg_timezone_names WHERE name = time_zone) ORDER BY 1
            """
        ) { try $0.next() }
    }
}

/// How the connecting role stands to the role that the service acts as.
public struct ServiceRole: Sendable, Equatable {
    public static let name = "hub_service"

    public let exists: Bool
    /// Whether the connecting role may act as it.
    public let isGranted: Bool
    public let canCreateRoles: Bool
    /// Quoted, as is the database.
    public let connectingRole: String
    public let database: String

    /// What an administrator must run before the connecting role may act as the service.
    public var statement: String {
        (exists ? "" : "CREATE ROLE \(Self.name) NOLOGIN; ")
            + "GRANT \(Self.name) TO \(connectingRole);"
    }

    /// What an administrator must run before the connecting role may make the schema.
    public var ownershipStatement: String {
        "ALTER DATABASE \(database) OWNER TO \(connectingRole);"
    }
}

extension Query where Output == ServiceRole {
    public static var serviceRole: Self {
        Self(
            """
            SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = \(ServiceRole.name)),
                coalesce((SELECT pg_has_role(current_user, oid, CASE
                        WHEN current_setting('server_version_num')::int < 160000
                        THEN 'MEMBER' ELSE 'SET' END)
                    FROM pg_roles WHERE rolname = \(ServiceRole.name)), false),
                rolsuper OR rolcreaterole, quote_ident(current_user),
                quote_ident(current_database())
            FROM pg_roles WHERE rolname = current_user
            """
        ) { row in
            ServiceRole(
                exists: try row.next(), isGranted: try row.next(),
                canCreateRoles: try row.next(), connectingRole: try row.next(),
                database: try row.next())
        }
    }
}

extension Query where Output == Bool {
    /// Whether whoever asks is the operator, by the role that they connected as.
    public static var isOperator: Self {
        Self("SELECT coalesce(acting_role() = 'machine', false)")
    }

    /// Whether the database has been migrated at all.
    public static var hasSchema: Self {
        Self("SELECT to_regclass('public.schema_ledger') IS NOT NULL") { try $0.next() }
    }
}

extension Query where Output == [UInt8] {
    /// Which master key the database belongs to; no row before the first.
    public static var keyIdentifier: Self {
        Self("SELECT key_identifier FROM installation") { try $0.next() }
    }
}
