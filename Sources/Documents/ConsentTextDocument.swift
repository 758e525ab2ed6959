import Casework
public import Codelists

/// What is read to a person for one purpose, as both faces show it.
public struct ConsentTextDocument: Encodable, Sendable {
    public let version: String
    public let purpose: String
    public let language: String
    public let text: String

    /// All of one version, in every language or in one.
    public static func all(
        version: String, language: SpokenLanguage? = nil, purpose: ConsentPurpose? = nil
    ) -> [Self] {
        ConsentText.all.filter {
            $0.version == version && (language == nil || $0.language == language)
        }.flatMap { text in
            ConsentPurpose.list.entries.map { ConsentPurpose(number: $0.number) }
                .filter { purpose == nil || $0 == purpose }
                .map { purpose in
                    Self(
                        version: text.version, purpose: purpose.code,
                        language: text.language.code, text: text[purpose])
                }
        }
    }
}
