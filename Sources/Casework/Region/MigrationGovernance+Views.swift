public import Codelists

/// How many governments use the indicators on a day.
public struct MGIStatus: Sendable, Equatable {
    /// Nil where no total had been published by then.
    public let countries: Int?
    public let localAuthorities: Int?
    /// The published total that it starts from; those known to have joined later are added.
    public let total: MGITotal?
    public let joinedSince: [MGIParticipant]
    /// Everybody known by name by then, whether or not the total counts them.
    public let named: [MGIParticipant]

    public init(on day: CalendarDate, totals: [MGITotal], participants: [MGIParticipant]) {
        let total = totals.filter { $0.stated <= day }.max { $0.stated < $1.stated }
        let since = participants.filter { participant in
            guard let total, let joined = participant.joined else { return false }
            return total.stated < joined && joined <= day
        }
        self.total = total
        joinedSince = since
        named = participants.filter { $0.joined.map { $0 <= day } ?? true }
        countries = total.map { $0.countries + since.count { !$0.isLocal } }
        localAuthorities = total.map { $0.localities + since.count { $0.isLocal } }
    }
}

/// What the answers of one round say about one dimension.
public struct DimensionSummary: Sendable, Equatable {
    public let dimension: IndicatorDimension
    public let yes: Int
    public let partly: Int
    public let no: Int
    /// Asked, and not answered or not known.
    public let unknown: Int
    /// As SDG indicator 10.7.2 puts it; nil where none of its parts was answered.
    public let sdg: SDGLevel?
}

/// How far a government's policies go, in the words of SDG indicator 10.7.2: the share of its parts
/// that are there (metadata of the indicator, UN DESA and IOM).
public enum SDGLevel: String, Sendable, CaseIterable {
    case requiresProgress = "requires_further_progress"
    case partiallyMeets = "partially_meets"
    case meets
    case fullyMeets = "fully_meets"

    /// Fails where nothing was answered.
    public init?(yes: Int, of answered: Int) {
        guard answered > 0, (0...answered).contains(yes) else { return nil }
        switch 100 * yes {
        case (100 * answered)...: self = .fullyMeets
        case (80 * answered)...: self = .meets
        case (40 * answered)...: self = .partiallyMeets
        default: self = .requiresProgress
        }
    }
}

extension MGIAssessment {
    /// The six dimensions, in their order. One participant at a time: there is no ranking.
    public func summary(with indicators: [MGIIndicator]) -> [DimensionSummary] {
        let answered = Dictionary(answers.map { ($0.indicator, $0.answer) }) { first, _ in first }
        return IndicatorDimension.list.entries.map { entry in
            let asked = indicators.filter { $0.set == set && $0.dimension.number == entry.number }
            func count(_ value: Answer.Value, _ among: [MGIIndicator]) -> Int {
                among.count { (answered[$0.slug] ?? .unknown) == value }
            }
            let parts = asked.filter { $0.sdg == true }
            return DimensionSummary(
                dimension: IndicatorDimension(number: entry.number), yes: count(.yes, asked),
                partly: count(.partly, asked), no: count(.no, asked),
                unknown: count(.unknown, asked),
                sdg: SDGLevel(
                    yes: count(.yes, parts), of: parts.count - count(.unknown, parts)))
        }
    }
}
