import Casework
import Codelists
import Reporting
import Texts

extension ReportDocument {
    /// People reached by activities; `null` where a number is hidden.
    struct Reached: Encodable {
        struct Row: Encodable {
            let row: SecondaryFigures.Reached
            let language: Language

            enum CodingKeys: String, CodingKey {
                case code, label, people, minimum, activities, sessions, suppressed
                case uncounted = "sessions_without_count"
            }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                if let entry = row.entry {
                    try container.encode(entry.code, forKey: .code)
                    try container.encode(
                        language == .spanish ? entry.spanish : entry.english, forKey: .label)
                }
                try container.encode(row.people, forKey: .people)
                try container.encode(row.isMinimum, forKey: .minimum)
                try container.encode(row.activities, forKey: .activities)
                try container.encode(row.sessions, forKey: .sessions)
                try container.encode(row.uncountedSessions, forKey: .uncounted)
                try container.encodeIfPresent(row.suppression, forKey: .suppressed)
            }
        }

        let total: Row
        let by: [String: [Row]]

        init?(_ rows: [SecondaryFigures.Reached], _ language: Language) {
            guard let total = rows.first(where: { $0.dimension == .total }) else { return nil }
            self.total = Row(row: total, language: language)
            by = Dictionary(
                grouping: rows.filter { $0.dimension != .total }, by: \.dimension.rawValue
            ).mapValues { $0.map { Row(row: $0, language: language) } }
        }
    }

    /// Referrals sent; `null` where a number is hidden.
    struct Referrals: Encodable {
        struct Row: Encodable {
            let row: SecondaryFigures.Referrals

            enum CodingKeys: String, CodingKey {
                case from, to, sent, accepted, completed, suppressed
                case inTime = "completed_in_time"
            }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encodeIfPresent(row.from?.code, forKey: .from)
                try container.encodeIfPresent(row.to?.code, forKey: .to)
                try container.encode(row.sent, forKey: .sent)
                try container.encode(row.accepted, forKey: .accepted)
                try container.encode(row.completed, forKey: .completed)
                try container.encode(row.inTime, forKey: .inTime)
                try container.encodeIfPresent(row.suppression, forKey: .suppressed)
            }
        }

        let total: Row
        let pairs: [Row]

        init?(_ rows: [SecondaryFigures.Referrals]) {
            guard let total = rows.first(where: { $0.from == nil }) else { return nil }
            self.total = Row(row: total)
            pairs = rows.filter { $0.from != nil }.map { Row(row: $0) }
        }
    }
}
