import CaseStore
public import Casework
public import Codelists

/// What a person agreed to, and what was shared with whom.
public struct ConsentView: Sendable, Encodable {
    public let consents: [Entry]
    public let shared: [Sharing]

    public struct Entry: Sendable, Encodable {
        public let id: ConsentID
        public let purpose: ConsentPurpose
        public let receiver: Receiver?
        public let covers: [SharedPart]
        public let hub: HubCode
        public let givenOn: CalendarDate
        public let channel: Channel
        public let language: SpokenLanguage
        public let textVersion: String
        public let recordedBy: String
        public let withdrawnOn: CalendarDate?
        public let withdrawnBy: String?

        enum CodingKeys: String, CodingKey {
            case id, purpose, receiver, covers, hub, channel, language
            case givenOn = "given_on"
            case textVersion = "text_version"
            case recordedBy = "recorded_by"
            case withdrawnOn = "withdrawn_on"
            case withdrawnBy = "withdrawn_by"
        }

        init(_ consent: StoredConsent) {
            let content = consent.content
            id = content.id
            purpose = content.purpose
            receiver = content.receiver
            covers = content.covers
            hub = content.hub
            givenOn = content.given.on
            channel = content.given.channel
            language = content.given.language
            textVersion = content.textVersion
            recordedBy = consent.actor
            withdrawnOn = consent.withdrawn?.on
            withdrawnBy = consent.withdrawnBy
        }
    }

    /// What one referral shared, or shares still.
    public struct Sharing: Sendable, Encodable {
        public let referral: ReferralID
        public let receiver: Receiver
        public let name: String
        public let parts: [SharedPart]
        public let sentOn: CalendarDate
        public let status: ReferralStatus
        /// Whether the receiver still sees it.
        public let isVisible: Bool

        enum CodingKeys: String, CodingKey {
            case referral, receiver, name, parts, status
            case sentOn = "sent_on"
            case isVisible = "visible"
        }
    }

    init(consents: [StoredConsent], referrals: [ReferralRow]) {
        self.consents = consents.map(Entry.init)
        shared = referrals.sorted { $0.sentAt > $1.sentAt }.map {
            Sharing(
                referral: $0.content.id, receiver: $0.content.receiver, name: $0.receiverName,
                parts: $0.covers, sentOn: $0.sentOn, status: $0.status,
                isVisible: $0.shared != nil)
        }
    }
}
