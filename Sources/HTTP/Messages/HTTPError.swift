/// A request that this module, or a handler, refuses.
///
/// The error page hook turns it into what the client sees; this module has no sentences.
public struct HTTPError: Error, Equatable, Sendable {
    /// Stable names of the refusals, so that whoever words them can be held to all.
    public enum Code: String, CaseIterable, Sendable {
        case badFraming, badTarget, badQuery, badForm
        case notFound, methodNotAllowed
        case lengthRequired, bodyTooLarge, targetTooLong, unsupportedMediaType, headersTooLarge
        case internalError, timedOut, stopping, storageFull

        public var status: Int {
            switch self {
            case .badFraming, .badTarget, .badQuery, .badForm: 400
            case .notFound: 404
            case .methodNotAllowed: 405
            case .lengthRequired: 411
            case .bodyTooLarge: 413
            case .targetTooLong: 414
            case .unsupportedMediaType: 415
            case .headersTooLarge: 431
            case .internalError: 500
            case .timedOut, .stopping: 503
            case .storageFull: 507
            }
        }
    }

    public let code: Code
    /// The query item or form field at fault, where it is one.
    public let field: String?
    /// For `methodNotAllowed`: what is allowed.
    public let allowed: [Method]

    public init(_ code: Code, field: String? = nil, allowed: [Method] = []) {
        self.code = code
        self.field = field
        self.allowed = allowed
    }
}
