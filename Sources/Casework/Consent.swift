public import Codelists

/// What a person agreed to, for one purpose: dated, withdrawable, and with how it was asked.
public struct Consent: Hashable, Sendable {
    public var id: ConsentID
    public var person: PersonID
    public var purpose: ConsentPurpose
    /// For a referral, and for nothing else: to whom.
    public var receiver: Receiver?
    /// For a referral: the parts of what is known about the person that the receiver may see.
    public var covers: [SharedPart]
    /// The hub that asked.
    public var hub: HubCode
    public var given: Statement
    /// Which version of the text was read to the person.
    public var textVersion: String

    /// When, how and in which language the person said so.
    public struct Statement: Hashable, Sendable {
        public var on: CalendarDate
        public var channel: Channel
        public var language: SpokenLanguage

        public init(on: CalendarDate, channel: Channel, language: SpokenLanguage) {
            self.on = on
            self.channel = channel
            self.language = language
        }
    }

    public init(
        id: ConsentID, person: PersonID, purpose: ConsentPurpose, receiver: Receiver? = nil,
        covers: [SharedPart] = [], hub: HubCode, given: Statement, textVersion: String
    ) {
        self.id = id
        self.person = person
        self.purpose = purpose
        self.receiver = receiver
        self.covers = covers
        self.hub = hub
        self.given = given
        self.textVersion = textVersion
    }

    /// The most characters in the name of a version of the text.
    public static let mostTextVersion = 40

    /// What a referral shares where the person is asked for no more: enough to know whom to expect
    /// and for what.
    public static let usualParts: [SharedPart] = [.name, .needs, .summary]

    /// The field that is missing or does not belong; nil for a consent that can be kept.
    public func problem(today: CalendarDate) -> String? {
        let isReferral = purpose == .referral
        if isReferral != (receiver != nil) { return "receiver" }
        if isReferral == covers.isEmpty { return "covers" }
        if receiver == .hub(hub) { return "receiver" }
        if given.on > today { return "date" }
        if !(1...Self.mostTextVersion).contains(textVersion.count) { return "text version" }
        return nil
    }
}
