/// What a JSON value must be like: the part of JSON Schema (draft 2020-12) that our API speaks.
///
/// The same value makes the published document and checks what is sent, so neither can drift from
/// the other.
public indirect enum Schema: Hashable, Sendable {
    /// A member of an object.
    public struct Property: Hashable, Sendable {
        public let name: String
        public let schema: Schema
        public let isRequired: Bool
        /// What it means, in English, where the name does not say it.
        public let note: String?

        public init(_ name: String, _ schema: Schema, isRequired: Bool = true, note: String? = nil)
        {
            self.name = name
            self.schema = schema
            self.isRequired = isRequired
            self.note = note
        }

        /// One that may be left out.
        public static func optional(_ name: String, _ schema: Schema, note: String? = nil) -> Self {
            Self(name, schema, isRequired: false, note: note)
        }
    }

    /// A string in a form that is checked.
    public enum Format: String, Hashable, Sendable {
        /// A day of the calendar: `2021-03-31`.
        case date
        case dateTime = "date-time"
        case uuid
    }

    case boolean
    case integer(ClosedRange<Int>)
    case number
    /// At most so many Unicode characters; no U+0000, which PostgreSQL cannot hold.
    case string(atLeast: Int = 0, atMost: Int = 1_000)
    /// Text in which a person writes lines; the same limits otherwise.
    case matching(String, example: String)
    case formatted(Format)
    case oneOf([String])
    case array(of: Schema, count: ClosedRange<Int> = 0...1_000)
    case object([Property])
    /// One of several objects that differ in their required members.
    case anyOf([Schema])
    case nullable(Schema)
    /// A schema that the document lists by name.
    case named(String, Schema)
    /// Anything: for what other documents define.
    case anything

    /// Nothing but a member of its own: what an answer without content has.
    public static let empty = Schema.object([])
}
