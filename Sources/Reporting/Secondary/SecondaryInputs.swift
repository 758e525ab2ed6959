import Casework
import Codelists
import FoundationEssentials

/// What people reached and referrals sent were counted from, as it stood when a quarter was closed.
///
/// Registers of activities and referrals keep no state of before, so an edition keeps what it counted:
/// nobody is named in it, and whoever was on several lists is a number here.
public struct SecondaryInputs: Codable, Hashable, Sendable {
    /// A session held in the quarter, with the fields of its activity.
    public struct Session: Codable, Hashable, Sendable {
        /// People of whom only the number is known.
        public struct Count: Codable, Hashable, Sendable {
            /// Nil for the audience of the activity.
            public var audience: Int16?
            public var sex: Int16
            public var people: Int
            public var isMinimum: Bool

            public init(audience: Int16?, sex: Int16, people: Int, isMinimum: Bool) {
                self.audience = audience
                self.sex = sex
                self.people = people
                self.isMinimum = isMinimum
            }
        }

        /// Somebody whom a list names.
        public struct Attendee: Codable, Hashable, Sendable {
            public var id: String
            /// The same for the same person in every list.
            public var person: Int
            public var audience: Int16?
            public var sex: Int16

            public init(id: String, person: Int, audience: Int16?, sex: Int16) {
                self.id = id
                self.person = person
                self.audience = audience
                self.sex = sex
            }
        }

        public var activity: String
        /// How often the activity had been changed.
        public var version: Int
        public var number: Int
        public var kind: Int16
        public var countries: [Int16]
        public var audience: Int16
        public var counts: [Count] = []
        public var attendees: [Attendee] = []

        public init(
            activity: String, version: Int, number: Int, kind: Int16, countries: [Int16],
            audience: Int16
        ) {
            self.activity = activity
            self.version = version
            self.number = number
            self.kind = kind
            self.countries = countries
            self.audience = audience
        }
    }

    public struct Referral: Codable, Hashable, Sendable {
        public var id: String
        /// How often it had been acted on.
        public var version: Int
        public var from: Int16
        public var to: Int16
        public var isAccepted: Bool
        public var isCompleted: Bool
        public var isInTime: Bool

        public init(
            id: String, version: Int, from: Int16, to: Int16, isAccepted: Bool, isCompleted: Bool,
            isInTime: Bool
        ) {
            self.id = id
            self.version = version
            self.from = from
            self.to = to
            self.isAccepted = isAccepted
            self.isCompleted = isCompleted
            self.isInTime = isInTime
        }
    }

    /// By activity and number.
    public var sessions: [Session]
    public var referrals: [Referral]

    public init(sessions: [Session], referrals: [Referral]) {
        self.sessions = sessions
        self.referrals = referrals
    }

    public var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(self))
        }
    }

    public init(bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    }
}
