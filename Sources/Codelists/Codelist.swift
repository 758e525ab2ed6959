import DatabaseFiles

/// A versioned list of the values that one field may take.
///
/// The lists are the files of `db/codelists`, embedded in the binary: one file each, with labels
/// in Spanish and English, a source and dates of validity.
public struct Codelist: Sendable {
    public let name: String
    /// In the order of their numbers, which is the order of every table.
    public let entries: [CodelistEntry]

    private let byNumber: [Int16: Int]
    private let byText: [String: Int]

    /// The names of all lists, in alphabetical order.
    public static let names = [
        "activity_kind", "admin1", "age_band", "attachment_kind", "audience", "case_outcome",
        "case_status", "channel", "consent_purpose", "control_method", "country",
        "decline_reason", "disability_answer", "disability_domain", "exploitation_type",
        "hub_kind", "labour_industry", "language", "mgi_dimension", "need_priority",
        "organisation_kind", "profile", "recruitment_method", "referral_outcome",
        "referral_priority", "referral_status", "service", "sex", "sexual_exploitation",
        "shared_part", "trafficker_relationship", "trafficking_decision", "trafficking_status",
        "vulnerability",
    ]

    /// The list called `name`, or nil when there is none.
    public static func named(_ name: String) -> Codelist? { all[name] }

    private static let all: [String: Codelist] = {
        var lists: [String: Codelist] = [:]
        for name in names { lists[name] = Codelist(name: name) }
        return lists
    }()

    /// Reads the embedded file; an unreadable line is left out, and a test counts the lines.
    init(name: String) {
        self.name = name
        let file = EmbeddedFile.named("codelists/\(name).csv")
        let lines = file?.lines.map(EmbeddedFile.fields) ?? []
        let header = lines.first ?? []
        entries = lines.dropFirst().compactMap { fields in
            guard fields.count == header.count else { return nil }
            let row = Dictionary(uniqueKeysWithValues: zip(header, fields))
            guard let number = row["number"].flatMap({ Int16($0) }), let code = row["code"] else {
                return nil
            }
            return CodelistEntry(
                number: number, code: code,
                alpha2: row["alpha2"].flatMap { $0.isEmpty ? nil : $0 },
                english: row["en"] ?? code, spanish: row["es"] ?? code,
                french: row["fr"].flatMap { $0.isEmpty ? nil : $0 },
                haitian: row["ht"].flatMap { $0.isEmpty ? nil : $0 },
                source: row["source"] ?? "", validFrom: row["valid_from"] ?? "",
                validTo: row["valid_to"] ?? "")
        }.sorted { $0.number < $1.number }
        var byNumber: [Int16: Int] = [:]
        var byText: [String: Int] = [:]
        for (index, entry) in entries.enumerated() {
            byNumber[entry.number] = index
            for text in [entry.english, entry.spanish] where byText[TextFolding.fold(text)] == nil {
                byText[TextFolding.fold(text)] = index
            }
        }
        for (index, entry) in entries.enumerated() {
            for text in [entry.french, entry.haitian].compactMap(\.self)
            where byText[TextFolding.fold(text)] == nil {
                byText[TextFolding.fold(text)] = index
            }
        }
        // A code wins over another value's label.
        for (index, entry) in entries.enumerated() {
            byText[TextFolding.fold(entry.code)] = index
            if let alpha2 = entry.alpha2 { byText[TextFolding.fold(alpha2)] = index }
        }
        self.byNumber = byNumber
        self.byText = byText
    }

    public subscript(number: Int16) -> CodelistEntry? { byNumber[number].map { entries[$0] } }

    /// The entry that `text` names by its code or by any label, case and accents ignored.
    public func match(_ text: String) -> CodelistEntry? {
        byText[TextFolding.fold(text)].map { entries[$0] }
    }
}
