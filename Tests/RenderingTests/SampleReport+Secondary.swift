import Casework
import Codelists

@testable import Reporting

extension SampleReport {
    /// People reached and referrals sent in the synthetic quarter: some rows of few people, sessions
    /// of which nobody said who came, and numbers that are more than so many.
    static let secondary = SecondaryCounts(reached: reached, referrals: referrals)

    private static let reached: [ReachedRow] = [
        row(.total, 0, activities: 9, sessions: 14, people: 1_046, isMinimum: true, uncounted: 3),
        row(.kind, 1, activities: 4, sessions: 7, people: 781, isMinimum: true, uncounted: 1),
        row(.kind, 2, activities: 1, sessions: 1, people: 114),
        row(.kind, 3, activities: 1, sessions: 2, people: 63),
        row(.kind, 4, activities: 2, sessions: 3, people: 88, uncounted: 2),
        row(.kind, 5, activities: 1, sessions: 1, people: 0, uncounted: 1),
        row(.country, 188, activities: 2, sessions: 4, people: 87),
        row(.country, 222, activities: 1, sessions: 2, people: 3),
        row(.country, 320, activities: 1, sessions: 2, people: 41),
        row(.country, 328, activities: 1, sessions: 1, people: 114),
        row(.country, 484, activities: 3, sessions: 4, people: 745, isMinimum: true),
        row(.country, 591, activities: 2, sessions: 2, people: 56, uncounted: 1),
        row(.audience, 1, activities: 2, sessions: 4, people: 27),
        row(.audience, 2, activities: 1, sessions: 1, people: 45),
        row(.audience, 3, activities: 1, sessions: 2, people: 700, isMinimum: true),
        row(.audience, 5, activities: 2, sessions: 3, people: 88),
        row(.audience, 8, activities: 1, sessions: 2, people: 63),
        row(.audience, 12, activities: 1, sessions: 1, people: 4, uncounted: 1),
        row(.sex, 0, activities: 5, sessions: 8, people: 863, isMinimum: true),
        row(.sex, 1, activities: 3, sessions: 6, people: 104),
        row(.sex, 2, activities: 3, sessions: 6, people: 79),
    ]

    private static func row(
        _ dimension: ReachedRow.Dimension, _ category: Int16, activities: Int, sessions: Int,
        people: Int, isMinimum: Bool = false, uncounted: Int = 0
    ) -> ReachedRow {
        ReachedRow(
            dimension: dimension, category: category, activities: activities, sessions: sessions,
            listed: people / 4, counted: people - people / 4, isMinimum: isMinimum,
            uncountedSessions: uncounted)
    }

    private static let referrals: [ReferralCount] = [
        referral(340, 320, [128, 101, 77, 61]), referral(340, 484, [64, 40, 22, 9]),
        referral(340, 222, [3, 2, 1, 1]), referral(320, 484, [211, 187, 150, 141]),
        referral(320, 320, [1_204, 1_100, 988, 903]), referral(214, 214, [17, 17, 12, 12]),
        referral(84, 320, [6, 0, 0, 0]), referral(484, 484, [2_350, 2_104, 1_870, 1_644]),
    ]

    private static func referral(_ from: Int16, _ to: Int16, _ numbers: [Int]) -> ReferralCount {
        ReferralCount(
            from: Country(number: from), to: Country(number: to), sent: numbers[0],
            accepted: numbers[1], completed: numbers[2], inTime: numbers[3])
    }

    /// The same as the public sees it.
    static func publishedSecondary() throws -> SecondaryFigures {
        SecondaryFigures(
            try SecondaryRelease(protecting: secondary, threshold: Release.defaultThreshold))
    }
}
