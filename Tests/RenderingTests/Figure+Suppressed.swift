@testable import Reporting

extension Figure {
    /// A figure with every number hidden.
    init(suppressed suppression: Suppression) {
        self.init(
            events: nil, identified: nil, anonymous: nil, people: nil, suppression: suppression)
    }
}
