/// What an organisation sent in about itself, for somebody to decide on.
public enum RegistrationEntity: Sendable {}
public typealias RegistrationID = ID<RegistrationEntity>

public enum RegistrationStatus: String, Codable, Sendable, CaseIterable {
    /// The link in the mail was not followed yet.
    case unconfirmed
    /// Somebody has to decide.
    case waiting
    case accepted
    case refused
}

/// Why something that was sent in does not become public.
public enum RefusalReason: String, Codable, Sendable, CaseIterable {
    case duplicate
    case notAnOrganisation = "not_an_organisation"
    case outsideRegion = "outside_region"
    case incomplete
    case cannotVerify = "cannot_verify"
    case asksForMoney = "asks_for_money"
    case harmful
    case other
}

/// Which places somebody asks for.
public struct PlaceFilter: Sendable, Hashable {
    public var near: Coordinates?
    public var service: Int16?
    public var language: Int16?
    /// Where the place is.
    public var country: Int16?
    /// Whose people it is there for.
    public var serves: Int16?
    public var isOpenNow = false
    public var limit = 50
    public var offset = 0

    public init() {}
}

/// A place on Earth, in degrees.
public struct Coordinates: Hashable, Sendable, LosslessStringConvertible {
    public let latitude: Double
    public let longitude: Double

    public init?(latitude: Double, longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Reads `14.9,-92.26`.
    public init?(_ description: String) {
        let parts = description.split(separator: ",", omittingEmptySubsequences: false)
            .map { Double($0.drop { $0 == " " }) }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1] else {
            return nil
        }
        self.init(latitude: latitude, longitude: longitude)
    }

    public var description: String { "\(latitude),\(longitude)" }
}
