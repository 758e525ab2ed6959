extension ClearTextComparator {
    func compareNames(
        _ left: RecordTable.Record, _ right: RecordTable.Record, into agreement: inout Agreement
    ) {
        let nation = left.nationality == right.nationality ? left.nationality : 0
        let given = compare(left.given, right.given, nation)
        let family = compare(left.family, right.family, nation)
        if given.level.isWeakName, family.level.isWeakName, !given.isMissing || !family.isMissing {
            let crossed = compare(left.given, right.family, nation)
            let back = compare(left.family, right.given, nation)
            if !crossed.level.isWeakName,
                !back.level.isWeakName || crossed.isMissing || back.isMissing,
                !(crossed.isMissing && back.isMissing)
            {
                agreement.set(.givenNames, crossed.level, rarity: crossed.rarity)
                agreement.set(.familyNames, back.level, rarity: back.rarity)
                agreement.set(.nameOrder, .reordered)
                return
            }
        }
        agreement.set(.givenNames, given.level, rarity: given.rarity)
        agreement.set(.familyNames, family.level, rarity: family.rarity)
        if !given.isMissing || !family.isMissing { agreement.set(.nameOrder, .same) }
    }

    private struct NameAgreement {
        var level: AgreementLevel
        var rarity: Float = 0
        var isMissing: Bool { level == .missing }
    }

    private func compare(
        _ left: RecordTable.Name, _ right: RecordTable.Name, _ nation: Int16
    ) -> NameAgreement {
        if left.count == 0 || right.count == 0 { return NameAgreement(level: .missing) }
        if left.joined == right.joined {
            return NameAgreement(
                level: .same, rarity: min(rarity(of: left, nation), rarity(of: right, nation)))
        }
        if left.count == 1, right.count == 1 {
            let likeness = likeness(left.joined, right.joined)
            let level = likeness.level
            return NameAgreement(
                level: level,
                rarity: level == .different || level == .near
                    ? 0 : commonRarity(left.joined, right.joined, nation))
        }
        return left.count <= right.count ? align(left, right, nation) : align(right, left, nation)
    }

    private func rarity(of name: RecordTable.Name, _ nation: Int16) -> Float {
        var sum: Float = 0
        for index in name.start..<name.start + name.count {
            sum += table.rarity(of: table.nameWords[Int(index)], nationality: nation)
        }
        return sum
    }

    /// That of the more frequent spelling: a slip is rare, but what it stands for may not be.
    private func commonRarity(_ one: Int32, _ other: Int32, _ nation: Int16) -> Float {
        let rarity = table.rarity(of: one, nationality: nation)
        return one == other ? rarity : min(rarity, table.rarity(of: other, nationality: nation))
    }

    /// Gives each word of the shorter name the best word of the longer that is still free, the best
    /// pairs first.
    private func align(
        _ shorter: RecordTable.Name, _ longer: RecordTable.Name, _ nation: Int16
    ) -> NameAgreement {
        let n = min(Int(shorter.count), 8)
        let m = min(Int(longer.count), 8)
        var usedShort = 0
        var usedLong = 0
        var rarity: Float = 0
        var worst = WordLikeness.same
        var firmlyMatched = 0
        // How like the j-th word of the longer each word of the shorter is: eight bits a word.
        var likenesses = SIMD8<UInt64>()
        var likest = WordLikeness.different
        for i in 0..<n {
            let word = table.nameWords[Int(shorter.start) + i]
            for j in 0..<m {
                let likeness = likeness(word, table.nameWords[Int(longer.start) + j])
                likenesses[i] |= UInt64(likeness.rawValue) << UInt64(8 * j)
                likest = min(likest, likeness)
            }
        }
        for level in likest.rawValue..<WordLikeness.different.rawValue {
            guard let sought = WordLikeness(rawValue: level) else { continue }
            for i in 0..<n where usedShort & (1 << i) == 0 {
                let word = table.nameWords[Int(shorter.start) + i]
                for j in 0..<m where usedLong & (1 << j) == 0 {
                    let candidate = table.nameWords[Int(longer.start) + j]
                    guard (likenesses[i] >> UInt64(8 * j)) & 255 == UInt64(level) else { continue }
                    usedShort |= 1 << i
                    usedLong |= 1 << j
                    rarity += commonRarity(word, candidate, nation)
                    worst = max(worst, sought)
                    if sought <= .close { firmlyMatched += 1 }
                    break
                }
            }
        }
        if usedShort == (1 << n) - 1 {
            switch worst {
            case .same:
                return NameAgreement(
                    level: shorter.count == longer.count ? .reordered : .part, rarity: rarity)
            case .alike: return NameAgreement(level: .alike, rarity: rarity)
            case .close: return NameAgreement(level: .close, rarity: rarity)
            default: break
            }
        }
        // Words run together or torn apart, and slips across them.
        let joined = likeness(shorter.joined, longer.joined)
        if joined <= .close {
            return NameAgreement(
                level: joined.level, rarity: commonRarity(shorter.joined, longer.joined, nation))
        }
        if firmlyMatched > 0 { return NameAgreement(level: .shared, rarity: rarity) }
        return NameAgreement(level: worst == .near || joined == .near ? .near : .different)
    }

    private enum WordLikeness: Int, Comparable {
        case same, alike, close, near, different

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        var level: AgreementLevel {
            switch self {
            case .same: .same
            case .alike: .alike
            case .close: .close
            case .near: .near
            case .different: .different
            }
        }
    }

    private static let leastSimilarity = 0.7

    private func likeness(_ one: Int32, _ other: Int32) -> WordLikeness {
        if one == other { return .same }
        let left = table.words.sounds[Int(one)]
        let right = table.words.sounds[Int(other)]
        if left.first == right.first || left.first == right.second || left.second == right.first
            || left.second == right.second || (left.group >= 0 && left.group == right.group)
        {
            return .alike
        }
        if table.words.similarityBound(one, other) < Self.leastSimilarity { return .different }
        return table.words.withLetters(of: one, and: other) { letters, others in
            let shorter = min(letters.count, others.count)
            // An initial stands for the name.
            if shorter == 1 { return letters[0] == others[0] ? .close : .different }
            let similarity = SpellingDistance.jaroWinkler(letters, others)
            if similarity < Self.leastSimilarity { return .different }
            if shorter >= 3, SpellingDistance.edits(letters, others, limit: 1) == 1 {
                return .close
            }
            return similarity >= 0.93 ? .close : similarity >= 0.82 ? .near : .different
        }
    }
}

extension AgreementLevel {
    fileprivate var isWeakName: Bool {
        switch self {
        case .different, .shared, .near: true
        default: false
        }
    }
}
