public import Postgres

/// A value of a codelist as the database holds it.
public struct StoredCodelistValue: Hashable, Sendable {
    public let codelist: String
    public let number: Int16
    public let code: String
    public let english: String
    public let spanish: String

    public init(codelist: String, number: Int16, code: String, english: String, spanish: String) {
        self.codelist = codelist
        self.number = number
        self.code = code
        self.english = english
        self.spanish = spanish
    }
}

extension Query where Output == StoredCodelistValue {
    public static var codelistValues: Self {
        Self("SELECT codelist, number, code, label_en, label_es FROM codelist_value") { row in
            StoredCodelistValue(
                codelist: try row.next(), number: try row.next(), code: try row.next(),
                english: try row.next(), spanish: try row.next())
        }
    }
}
