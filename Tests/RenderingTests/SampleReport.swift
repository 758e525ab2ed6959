import Casework
import Codelists
import Foundation

@testable import Reporting

private typealias Dimension = Reporting.Dimension

/// The synthetic quarter's counts, as hubctl reported them, and reports made of them.
struct SampleReport: Decodable {
    struct Count: Decodable {
        var code: String?
        let age: String?
        let sex: String?
        var events: Int
        var identified: Int
        var anonymous: Int

        var raw: RawCount { RawCount(events: events, identified: identified, anonymous: anonymous) }
    }

    struct Hub: Decodable {
        let hub: String
        let name: String
        let events: Int
        let days: Int
        let first: String?
        let last: String?
        let late: Int
    }

    let quarter: String
    var total: Count
    var by: [String: [Count]]
    var cross: [Count]
    var hubs: [Hub]

    static let quarter = Quarter(index: 4 * 2021)
    /// 15 April 2021.
    static let made = CalendarDate(dayNumber: 7_775)

    static func load() throws -> Self {
        let file = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "Fixtures/quarter.json")
        return try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }

    private var names: HubNames {
        HubNames(
            Dictionary(
                uniqueKeysWithValues: hubs.enumerated().compactMap { index, hub in
                    HubCode(hub.hub).map { (Int16(index + 1), ($0, hub.name)) }
                }))
    }

    private func number(_ code: String?, _ dimension: Dimension) -> Int16 {
        if dimension == .hub {
            return Int16((hubs.firstIndex { $0.hub == code } ?? -1) + 1)
        }
        return dimension.codelist?.entries.first { $0.code == code }?.number ?? 0
    }

    private var completeness: Completeness {
        Completeness(
            hubs: hubs.compactMap { hub in
                HubCode(hub.hub).map {
                    Completeness.Entry(
                        hub: $0, name: hub.name, events: hub.events, days: hub.days,
                        firstDay: hub.first.flatMap { CalendarDate($0) },
                        lastDay: hub.last.flatMap { CalendarDate($0) }, late: hub.late)
                }
            })
    }

    private func report(_ counts: QuarterCounts) -> QuarterlyReport {
        QuarterlyReport(internal: counts, hubs: names, isDemonstration: true)
    }

    /// The whole quarter, with a trend and the table by age and sex.
    var whole: QuarterlyReport {
        var counts = QuarterCounts(
            quarter: Self.quarter, total: total.raw,
            quarterBefore: RawCount(events: 4_590, identified: 3_790, anonymous: 408),
            yearBefore: RawCount(events: 14_020, identified: 11_804, anonymous: 1_522),
            cells: by.flatMap { name, rows in
                rows.map { row in
                    let dimension = Dimension(name)
                    return RawCell(
                        dimension: dimension, category: number(row.code, dimension ?? .hub),
                        count: row.raw)
                }
            },
            cross: [
                .init(
                    first: .age, second: .sex,
                    cells: cross.map {
                        RawCrossCell(
                            first: number($0.age, .age), second: number($0.sex, .sex),
                            count: $0.raw)
                    })
            ], completeness: completeness)
        counts.trend = (0..<8).map { step in
            let quarter = Self.quarter.adding(step - 7)
            let people = [9_120, 10_015, 11_377, 11_804, 0, 3, 3_790][min(step, 6)]
            let count = RawCount(
                events: people * 5 / 4, identified: people, anonymous: people / 8)
            return (quarter, step == 7 ? total.raw : count)
        }
        counts.secondary = Self.secondary
        return report(counts)
    }

    /// Three times as many hubs, with long names, and a thousand times as many people.
    var crowded: Self {
        func large(_ count: Count) -> Count {
            var count = count
            count.events *= 1_234
            count.identified *= 1_234
            count.anonymous *= 1_234
            return count
        }
        var sample = self
        sample.total = large(total)
        sample.by = by.mapValues { $0.map(large) }
        sample.cross = cross.map(large)
        for index in 1...2 {
            sample.by["hub"]? += (by["hub"] ?? []).map { count in
                var count = large(count)
                count.code = count.code.map { "\($0)\(index)" }
                return count
            }
            sample.hubs += hubs.map { hub in
                Hub(
                    hub: "\(hub.hub)\(index)",
                    name: "\(hub.name) & <Centro> \"Intermunicipal\" de Orientación y Apoyo",
                    events: hub.events * 1_234, days: hub.days, first: hub.first, last: hub.last,
                    late: hub.late * 1_234)
            }
        }
        return sample
    }

    /// The same for one hub: no places, no trend.
    var hub: QuarterlyReport {
        let rows = by["hub"] ?? []
        var counts = QuarterCounts(
            quarter: Self.quarter, hub: 3, total: rows[2].raw, quarterBefore: nil,
            yearBefore: RawCount(events: 0, identified: 0, anonymous: 0),
            cells: ["sex", "age", "service", "nationality"].flatMap { name in
                (by[name] ?? []).prefix(6).map { row in
                    RawCell(
                        dimension: Dimension(name),
                        category: number(row.code, Dimension(name) ?? .sex),
                        count: RawCount(
                            events: row.events / 30, identified: row.identified / 30,
                            anonymous: row.anonymous / 30))
                }
            }, cross: [], completeness: Completeness(hubs: [completeness.hubs[2]]))
        counts.edition = 2
        return report(counts)
    }

    /// A quarter in which nothing is recorded.
    var empty: QuarterlyReport {
        report(
            QuarterCounts(
                quarter: Self.quarter, total: .none, quarterBefore: nil, yearBefore: nil,
                cells: [], cross: [],
                completeness: Completeness(
                    hubs: completeness.hubs.map {
                        .init(
                            hub: $0.hub, name: $0.name, events: 0, days: 0, firstDay: nil,
                            lastDay: nil, late: 0)
                    })))
    }

    /// The whole quarter with every cell of fewer than `few` people hidden, for either reason.
    /// `extra` is how many events more were at the hubs that are hidden.
    func concealed(few: Int = 200, adding extra: Int = 0) throws -> QuarterlyReport {
        var sample = self
        let hidden = Set(
            (by["hub"] ?? []).filter { $0.identified + $0.anonymous < few }.map(\.code))
        sample.hubs = hubs.map { hub in
            guard hidden.contains(hub.hub) else { return hub }
            return Hub(
                hub: hub.hub, name: hub.name, events: hub.events + extra, days: hub.days - extra,
                first: "2021-01-1\(extra)", last: hub.last, late: hub.late + extra)
        }
        return QuarterlyReport(
            sample.whole, for: .public(threshold: few / 2), edition: 1,
            secondary: try Self.publishedSecondary()
        ) { figure in
            guard let people = figure.people, people > 0, people < few else { return figure }
            return Figure(suppressed: people < few / 2 ? .primary : .complementary)
        }
    }
}
