public import Codelists

/// What is read to a person who is asked for consent, in plain words: a version never changes once
/// it was used, a new wording is a new version.
public struct ConsentText: Hashable, Sendable {
    public let version: String
    public let language: SpokenLanguage
    private let texts: [String: String]

    /// In the order of the file: versions, and their languages.
    public static let all: [ConsentText] = {
        var order: [[String]] = []
        var texts: [[String]: [String: String]] = [:]
        for line in EmbeddedFile.named("consents/consent_texts.csv")?.lines.dropFirst() ?? [] {
            let fields = EmbeddedFile.fields(line)
            guard fields.count == 4 else { continue }
            let place = [fields[0], fields[2]]
            if texts[place] == nil { order.append(place) }
            texts[place, default: [:]][fields[1]] = fields[3]
        }
        return order.compactMap { place in
            SpokenLanguage(place[1]).map {
                ConsentText(version: place[0], language: $0, texts: texts[place] ?? [:])
            }
        }
    }()

    /// The version that is read to people now.
    public static var current: String { all.last?.version ?? "" }

    /// In a language, or in Spanish where there is none of it; nil for a version that is not ours.
    public static func of(_ version: String, in language: SpokenLanguage) -> ConsentText? {
        let texts = all.filter { $0.version == version }
        return texts.first { $0.language == language } ?? texts.first
    }

    /// What is asked for a purpose.
    public subscript(purpose: ConsentPurpose) -> String { texts[purpose.code] ?? "" }

    public subscript(part: SharedPart) -> String { texts["part_\(part.code)"] ?? part.code }

    /// What a receipt says around it.
    public enum Phrase: String, CaseIterable, Sendable {
        case title, receiver, parts, given, hub, withdrawn, code, how
        case howTitle = "how_title"
    }

    public subscript(phrase: Phrase) -> String { texts["receipt_\(phrase.rawValue)"] ?? "" }
}
