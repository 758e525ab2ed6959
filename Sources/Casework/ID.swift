public import FoundationEssentials

/// An identifier that belongs to one kind of thing.
///
/// The value is a UUID of version 7 (RFC 9562): made by whoever records the thing, without asking
/// anybody, and in the order of time, which keeps indexes dense.
public struct ID<Entity>: Hashable, Sendable {
    public let uuid: UUID

    public init(_ uuid: UUID) { self.uuid = uuid }

    /// Comes before every other in the order of PostgreSQL; nobody has it.
    public static var least: Self {
        Self(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
    }

    /// A new identifier for something recorded `milliseconds` after 1970 (now, when left out).
    public static func new(
        at milliseconds: UInt64 = UInt64(max(0, Date.now.timeIntervalSince1970 * 1_000))
    ) -> Self {
        var generator = SystemRandomNumberGenerator()
        return new(at: milliseconds, using: &generator)
    }

    /// A new identifier whose random part comes from `generator`: for whoever makes very many, since
    /// the system's own asks the kernel for each.
    public static func new(
        at milliseconds: UInt64 = UInt64(max(0, Date.now.timeIntervalSince1970 * 1_000)),
        using generator: inout some RandomNumberGenerator
    ) -> Self {
        let high = generator.next()
        let low = generator.next()
        func byte(_ value: UInt64, _ shift: UInt64) -> UInt8 {
            UInt8(truncatingIfNeeded: value >> shift)
        }
        return Self(
            UUID(
                uuid: (
                    byte(milliseconds, 40), byte(milliseconds, 32), byte(milliseconds, 24),
                    byte(milliseconds, 16), byte(milliseconds, 8), byte(milliseconds, 0),
                    0x70 | (byte(high, 8) & 0x0F), byte(high, 0),
                    0x80 | (byte(low, 56) & 0x3F), byte(low, 48), byte(low, 40), byte(low, 32),
                    byte(low, 24), byte(low, 16), byte(low, 8), byte(low, 0)
                )))
    }
}

extension ID: LosslessStringConvertible {
    public var description: String { uuid.uuidString.lowercased() }

    public init?(_ description: String) {
        guard let uuid = UUID(uuidString: description) else { return nil }
        self.init(uuid)
    }
}

extension ID: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

public enum PersonEntity: Sendable {}
public enum EventEntity: Sendable {}
public enum CaseEntity: Sendable {}
public enum BatchEntity: Sendable {}
public enum AccountEntity: Sendable {}
public enum SessionEntity: Sendable {}
public enum TokenEntity: Sendable {}

public typealias PersonID = ID<PersonEntity>
public typealias EventID = ID<EventEntity>
public typealias CaseID = ID<CaseEntity>
public typealias BatchID = ID<BatchEntity>
public typealias AccountID = ID<AccountEntity>
public typealias SessionID = ID<SessionEntity>
public typealias TokenID = ID<TokenEntity>
