/// One operation of an API, described: what is sent, what is answered, and an example of each.
public struct APIOperation: Sendable {
    public enum Place: String, Sendable { case path, query, header }

    public struct Parameter: Sendable {
        public let name: String
        public let place: Place
        public let schema: Schema
        public let isRequired: Bool
        public let summary: String
        public let example: JSONValue

        public init(
            _ name: String, in place: Place, _ schema: Schema, isRequired: Bool = false,
            summary: String, example: JSONValue
        ) {
            self.name = name
            self.place = place
            self.schema = schema
            self.isRequired = isRequired || place == .path
            self.summary = summary
            self.example = example
        }
    }

    /// What is sent, or what is answered.
    public struct Content: Sendable {
        public let mediaType: String
        public let schema: Schema
        /// Nil only where the schema is of other bytes than JSON.
        public let example: JSONValue?

        public init(_ schema: Schema, example: JSONValue) {
            mediaType = "application/json"
            self.schema = schema
            self.example = example
        }

        public init(mediaType: String, schema: Schema, example: JSONValue? = nil) {
            self.mediaType = mediaType
            self.schema = schema
            self.example = example
        }
    }

    public struct Answer: Sendable {
        public let status: Int
        public let summary: String
        public let contents: [Content]
        /// Headers that are always there, by name, with what they say.
        public let headers: [String: String]

        public init(
            _ status: Int, _ summary: String, _ contents: [Content] = [],
            headers: [String: String] = [:]
        ) {
            self.status = status
            self.summary = summary
            self.contents = contents
            self.headers = headers
        }
    }

    /// Upper case.
    public let method: String
    /// With its parameters in braces: `/api/v1/events/{id}`.
    public let path: String
    /// Unique in the document.
    public let name: String
    public let tag: String
    public let summary: String
    public let parameters: [Parameter]
    public let body: [Content]
    public let answers: [Answer]
    /// Whether it may be called without signing in.
    public let isOpen: Bool

    public init(
        _ method: String, _ path: String, name: String, tag: String, summary: String,
        parameters: [Parameter] = [], body: [Content] = [], answers: [Answer], isOpen: Bool = false
    ) {
        self.method = method
        self.path = path
        self.name = name
        self.tag = tag
        self.summary = summary
        self.parameters = parameters
        self.body = body
        self.answers = answers
        self.isOpen = isOpen
    }
}
