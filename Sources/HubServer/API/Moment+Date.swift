import Casework
import FoundationEssentials

extension Moment {
    /// Moments count from 2000, dates from 2001.
    private static let between: TimeInterval = 366 * 86_400

    init(_ date: Date) {
        let seconds = date.timeIntervalSinceReferenceDate + Self.between
        self.init(microseconds: Int64((seconds * 1_000_000).rounded()))
    }

    var date: Date {
        Date(
            timeIntervalSinceReferenceDate: TimeInterval(microseconds) / 1_000_000 - Self.between)
    }
}
