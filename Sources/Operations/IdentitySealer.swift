import CaseStore
import Casework
import Codelists
import Credentials
import Matching

/// Turns what is said about a person into what may be stored: sealed identity, keyed hashes, and
/// the statistics in clear.
struct IdentitySealer: Sendable {
    let vault: Vault

    /// Parts fields inside a sealed text; input never holds it, since it is dropped.
    private static let separator: Character = "\u{1F}"

    /// The keyed hash of what identifies the person automatically.
    func key(of person: PersonDescription) -> [UInt8]? {
        guard let identity = person.automaticIdentity else { return nil }
        return vault.blindIndex.key(.identity, identity.text)
    }

    func seal(
        _ person: PersonDescription, key: [UInt8]?, hub: Int16, as id: PersonID = .new(),
        under known: PersonKey? = nil
    ) throws -> SealedPerson {
        let personKey = known ?? vault.newPersonKey()
        let fields = [
            person.givenNames, person.familyNames, birthText(person.birth), person.phone ?? "",
        ]
        return try SealedPerson(
            id: id, identityKey: key, hub: hub, sex: person.sex,
            birthYear: person.birth.year.map { Int16($0) },
            birthQuarter: person.birth.quarter.map { Int16($0) },
            nationality: person.nationality,
            wrappedKey: vault.wrap(personKey, person: id.uuid),
            identity: personKey.seal(
                Array(joined(fields).utf8), context: .init(subject: id.uuid, field: .identity)),
            document: person.document.map {
                personKey.seal(
                    Array(joined([$0]).utf8), context: .init(subject: id.uuid, field: .document))
            },
            searchTokens: searchTokens(of: person)
                + PersonTokens.open(hub: hub, birthYear: person.birth.year))
    }

    /// The keyed hashes by which somebody is found; what is in clear is not among them.
    func searchTokens(of person: PersonDescription) -> [Int64] {
        let names = NameSounds(kept: "\(person.givenNames) \(person.familyNames)")
        var tokens = names.all.map { vault.blindIndex.token(.phonetic, $0) }
        if case .date(let date) = person.birth { tokens.append(birthToken(date)) }
        if let phone = person.phone.flatMap({ PhoneFolding.fold($0) }) {
            tokens.append(phoneToken(phone))
        }
        return tokens
    }

    func birthToken(_ date: CalendarDate) -> Int64 {
        vault.blindIndex.token(.phonetic, "born \(date)")
    }

    func phoneToken(_ folded: String) -> Int64 { vault.blindIndex.token(.phone, folded) }

    /// Notes and columns as reported, sealed for the event.
    func sealNote(of event: AssistanceEvent) throws -> [UInt8]? {
        let reported = event.reported.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        guard event.notes != nil || !reported.isEmpty else { return nil }
        let fields = [event.notes ?? ""] + reported
        do throws(KeyError) {
            return try vault.seal(
                Array(joined(fields).utf8), context: .init(subject: event.id.uuid, field: .note))
        } catch {
            // Somebody who took part in it was erased: nothing is noted about it any more.
            throw error == .destroyed ? CaseworkError.erased : error
        }
    }

    /// The keyed hash of an event's content: the same again is a repetition.
    func digest(of event: AssistanceEvent) -> [UInt8] {
        var fields = [
            event.hub.description, event.occurredOn.description, String(event.channel.number),
            String(event.profile.number),
            event.services.map { String($0.number) }.joined(separator: " "),
            event.destination.map { String($0.number) } ?? "", event.caseReference ?? "",
            event.notes ?? "",
        ]
        for participant in event.participants {
            switch participant {
            case .described(let person):
                fields += [
                    "described", TextFolding.fold(person.givenNames),
                    TextFolding.fold(person.familyNames),
                    DocumentFolding.fold(person.document ?? ""), birthText(person.birth),
                    String(person.sex.number), String(person.nationality.number),
                ]
                // Only where there is one, so that what was recorded without keeps its digest.
                if let phone = person.phone { fields += ["phone", phone] }
            case .known(let person): fields += ["known", person.description]
            case .tally(let tally):
                fields += [
                    "tally", String(tally.sex.number), String(tally.ageBand.number),
                    String(tally.nationality.number), String(tally.count),
                ]
            }
        }
        if let agreement = event.agreement {
            fields += ["agreed", String(agreement.language.number), agreement.textVersion]
        }
        return vault.blindIndex.key(.content, joined(fields))
    }

    private func birthText(_ birth: Birth) -> String {
        switch birth {
        case .date(let date): date.description
        case .year(let year): String(year)
        case .unknown: ""
        }
    }

    /// The fields of a sealed text; an empty one is nil.
    func parted(_ text: [UInt8]) -> [String?] {
        String(decoding: text, as: UTF8.self)
            .split(separator: Self.separator, omittingEmptySubsequences: false)
            .map { $0.isEmpty ? nil : String($0) }
    }

    private func joined(_ fields: [String]) -> String {
        fields.map { $0.contains(Self.separator) ? $0.filter { $0 != Self.separator } : $0 }
            .joined(separator: String(Self.separator))
    }
}
