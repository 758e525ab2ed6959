public enum OrganisationEntity: Sendable {}
public enum ConsentEntity: Sendable {}
public enum NoteEntity: Sendable {}
public enum AttachmentEntity: Sendable {}
public enum ReferralEntity: Sendable {}

public typealias OrganisationID = ID<OrganisationEntity>
public typealias ConsentID = ID<ConsentEntity>
public typealias NoteID = ID<NoteEntity>
public typealias AttachmentID = ID<AttachmentEntity>
public typealias ReferralID = ID<ReferralEntity>
