import CaseStore
import Casework
import Codelists
import Credentials
import FoundationEssentials

/// What a case says in words, sealed as one.
struct CaseTexts: Codable, Equatable {
    var plan: String?
    var nextStep: String?
    var trafficking: TraffickingDetails?

    var isEmpty: Bool { self == CaseTexts() }
}

/// Whose key seals the texts of a case.
struct TextOwner {
    /// Nil where the case is about nobody yet: then the service's own key seals.
    let person: PersonID?
    let wrappedKey: [UInt8]?
}

/// What a person's identity says once it is opened.
struct OpenedIdentity {
    var givenNames: String?
    var familyNames: String?
    var birth: String?
    var document: String?
    var phone: String?
}

extension IdentitySealer {
    func seal(
        _ bytes: [UInt8], for owner: TextOwner, context: SealContext
    ) throws -> SealedText {
        guard let person = owner.person else {
            return SealedText(bytes: try vault.seal(bytes, context: context), owner: nil)
        }
        guard let wrapped = owner.wrappedKey else { throw CaseworkError.erased }
        guard let key = try personKey(wrapped, of: person) else { throw CaseworkError.erased }
        return SealedText(
            bytes: key.seal(bytes, context: context), owner: person, wrappedKey: wrapped)
    }

    /// Nil once the person was erased, and for whoever may not have their key.
    func open(_ sealed: SealedText, context: SealContext) throws -> [UInt8]? {
        guard let person = sealed.owner else {
            do throws(KeyError) {
                return try vault.open(sealed.bytes, context: context)
            } catch {
                guard error == .destroyed else { throw error }
                return nil
            }
        }
        guard let wrapped = sealed.wrappedKey, let key = try personKey(wrapped, of: person) else {
            return nil
        }
        return try key.open(sealed.bytes, context: context)
    }

    /// Nil once the person was erased, also where a backup still has what it was wrapped in.
    func personKey(_ wrapped: [UInt8], of person: PersonID) throws(KeyError) -> PersonKey? {
        do throws(KeyError) {
            return try vault.unwrap(wrapped, person: person.uuid)
        } catch {
            guard error == .destroyed else { throw error }
            return nil
        }
    }

    func seal(texts of: Case, for owner: TextOwner) throws -> SealedText? {
        let texts = CaseTexts(
            plan: of.plan, nextStep: of.nextStep?.text, trafficking: of.trafficking)
        if texts.isEmpty { return nil }
        return try seal(
            Array(JSONEncoder().encode(texts)), for: owner,
            context: SealContext(subject: of.id.uuid, field: .caseTexts))
    }

    /// The case with its texts; without them, and false, once they cannot be read any more.
    func open(_ row: CaseRow) throws -> (content: Case, isReadable: Bool) {
        var content = row.content
        guard let sealed = row.sealed else { return (content, true) }
        let context = SealContext(subject: content.id.uuid, field: .caseTexts)
        guard let bytes = try open(sealed, context: context) else { return (content, false) }
        let texts = try JSONDecoder().decode(CaseTexts.self, from: Data(bytes))
        content.plan = texts.plan
        content.trafficking = texts.trafficking
        if let step = texts.nextStep, let due = row.dueOn {
            content.nextStep = Case.NextStep(text: step, dueOn: due)
        }
        return (content, true)
    }

    /// Who somebody is; nothing once they were erased, nor while they are restricted.
    func identity(
        of person: CasePerson, evenRestricted: Bool = false
    ) throws -> OpenedIdentity {
        guard let wrapped = person.wrappedKey, evenRestricted || !person.isRestricted else {
            return OpenedIdentity()
        }
        return try identity(
            of: person.id, wrappedKey: wrapped, identity: person.identity,
            document: person.document)
    }

    func identity(
        of person: PersonID, wrappedKey: [UInt8], identity: [UInt8]?, document: [UInt8]?
    ) throws -> OpenedIdentity {
        var opened = OpenedIdentity()
        guard let key = try personKey(wrappedKey, of: person) else { return opened }
        if let identity {
            let text = try key.open(
                identity, context: SealContext(subject: person.uuid, field: .identity))
            let fields = parted(text)
            opened.givenNames = fields.first ?? nil
            opened.familyNames = fields.dropFirst().first ?? nil
            opened.birth = fields.dropFirst(2).first ?? nil
            opened.phone = fields.dropFirst(3).first ?? nil
        }
        if let document {
            opened.document = String(
                decoding: try key.open(
                    document, context: SealContext(subject: person.uuid, field: .document)),
                as: UTF8.self)
        }
        return opened
    }

    /// The keyed hash of a consent.
    func digest(of consent: Consent) -> [UInt8] {
        digest([
            "consent", consent.person.description, consent.purpose.code,
            consent.receiver?.description, consent.covers.map(\.code).joined(separator: " "),
            consent.hub.description, consent.given.on.description, consent.given.channel.code,
            consent.given.language.code, consent.textVersion,
        ])
    }

    /// The keyed hash of what was asked for: the same again is a repetition.
    func digest(_ fields: [String?]) -> [UInt8] {
        let text = fields.map { field in
            field.map { "\($0.utf8.count):\($0)" } ?? "-"
        }
        return vault.blindIndex.key(.content, text.joined(separator: ","))
    }
}
