/// A type of the server, by its object identifier.
///
/// Two are equal if their identifiers are. Those of the built-in types are fixed by PostgreSQL
/// (`pg_type.dat`).
public struct PostgresType: Sendable {
    public let oid: UInt32
    /// The type of arrays of this type; nil where unknown, as for columns of a result.
    public let arrayOid: UInt32?

    @inlinable
    public init(oid: UInt32, arrayOid: UInt32? = nil) {
        self.oid = oid
        self.arrayOid = arrayOid
    }

    /// The type of arrays of this type, if it is known to have one.
    @inlinable public var array: PostgresType? { arrayOid.map { PostgresType(oid: $0) } }
}

extension PostgresType: Hashable {
    @inlinable
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.oid == rhs.oid }

    @inlinable
    public func hash(into hasher: inout Hasher) { hasher.combine(oid) }
}

extension PostgresType {
    @inlinable public static var bool: Self { Self(oid: 16, arrayOid: 1000) }
    @inlinable public static var bytea: Self { Self(oid: 17, arrayOid: 1001) }
    @inlinable public static var name: Self { Self(oid: 19, arrayOid: 1003) }
    @inlinable public static var int8: Self { Self(oid: 20, arrayOid: 1016) }
    @inlinable public static var int2: Self { Self(oid: 21, arrayOid: 1005) }
    @inlinable public static var int4: Self { Self(oid: 23, arrayOid: 1007) }
    @inlinable public static var text: Self { Self(oid: 25, arrayOid: 1009) }
    @inlinable public static var oid: Self { Self(oid: 26, arrayOid: 1028) }
    @inlinable public static var json: Self { Self(oid: 114, arrayOid: 199) }
    @inlinable public static var float4: Self { Self(oid: 700, arrayOid: 1021) }
    @inlinable public static var float8: Self { Self(oid: 701, arrayOid: 1022) }
    @inlinable public static var unknown: Self { Self(oid: 705) }
    @inlinable public static var bpchar: Self { Self(oid: 1042, arrayOid: 1014) }
    @inlinable public static var varchar: Self { Self(oid: 1043, arrayOid: 1015) }
    @inlinable public static var date: Self { Self(oid: 1082, arrayOid: 1182) }
    @inlinable public static var timestamp: Self { Self(oid: 1114, arrayOid: 1115) }
    @inlinable public static var timestamptz: Self { Self(oid: 1184, arrayOid: 1185) }
    @inlinable public static var uuid: Self { Self(oid: 2950, arrayOid: 2951) }
    @inlinable public static var jsonb: Self { Self(oid: 3802, arrayOid: 3807) }

    /// Whether the type was defined in this database, as every enum is.
    @inlinable public var isUserDefined: Bool { oid >= 16_384 }
}
