/// How far two spellings are apart. Both measures are symmetric, and take no memory from the heap.
enum SpellingDistance {
    typealias Letters = UnsafeBufferPointer<UInt8>

    /// Jaro's similarity with Winkler's bonus for a common beginning of up to four letters, 0 to 1.
    ///
    /// Source: W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the
    /// Fellegi–Sunter Model of Record Linkage", 1990. Only the first 64 bytes are looked at.
    static func jaroWinkler(_ left: Letters, _ right: Letters) -> Double {
        // The greedy assignment of common letters can depend on who goes first.
        let isOrdered =
            left.count != right.count
            ? left.count < right.count : !right.lexicographicallyPrecedes(left)
        return isOrdered ? ordered(left, right) : ordered(right, left)
    }

    private static func ordered(_ one: Letters, _ other: Letters) -> Double {
        let n = min(one.count, 64)
        let m = min(other.count, 64)
        if n == 0 { return m == 0 ? 1 : 0 }
        let reach = max(max(n, m) / 2 - 1, 0)
        var inOne: UInt64 = 0
        var inOther: UInt64 = 0
        var common = 0
        for i in 0..<n {
            let letter = one[i]
            var j = max(0, i - reach)
            let end = min(m, i + reach + 1)
            while j < end {
                if other[j] == letter, inOther & (1 &<< UInt64(j)) == 0 {
                    inOne |= 1 &<< UInt64(i)
                    inOther |= 1 &<< UInt64(j)
                    common += 1
                    break
                }
                j += 1
            }
        }
        if common == 0 { return 0 }
        var transposed = 0
        var rest = inOther
        var first = inOne
        while first != 0 {
            let i = first.trailingZeroBitCount
            let j = rest.trailingZeroBitCount
            if one[i] != other[j] { transposed += 1 }
            first &= first - 1
            rest &= rest - 1
        }
        let c = Double(common)
        let jaro = (c / Double(n) + c / Double(m) + (c - Double(transposed) / 2) / c) / 3
        var prefix = 0
        while prefix < min(4, n, m), one[prefix] == other[prefix] { prefix += 1 }
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
    }

    /// The fewest insertions, deletions, changes and exchanges of neighbours that make one of the
    /// other, no place touched twice; `limit + 1` as soon as it is more than `limit`.
    ///
    /// Source: F. J. Damerau, "A technique for computer detection and correction of spelling
    /// errors", 1964, in the form of the optimal string alignment.
    static func edits(_ left: Letters, _ right: Letters, limit: Int) -> Int {
        let n = left.count
        let m = right.count
        if abs(n - m) > limit { return limit + 1 }
        if n == 0 || m == 0 { return max(n, m) }
        let width = m + 1
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { rows in
            // Beyond `limit` places off the diagonal everything is too far.
            rows.initialize(repeating: limit + 1)
            for j in 0...min(m, limit) { rows[j] = j }
            var (row, above, twoAbove) = (width, 0, 2 * width)
            for i in 1...n {
                let first = max(1, i - limit)
                rows[row + first - 1] = first == 1 ? i : limit + 1
                var least = rows[row + first - 1]
                var j = first
                let end = min(m, i + limit)
                while j <= end {
                    let letter = left[i - 1]
                    var best = min(rows[above + j], rows[row + j - 1]) + 1
                    best = min(best, rows[above + j - 1] + (letter == right[j - 1] ? 0 : 1))
                    if i > 1, j > 1, letter == right[j - 2], left[i - 2] == right[j - 1] {
                        best = min(best, rows[twoAbove + j - 2] + 1)
                    }
                    rows[row + j] = best
                    least = min(least, best)
                    j += 1
                }
                if end < m { rows[row + end + 1] = limit + 1 }
                if least > limit { return limit + 1 }
                (row, above, twoAbove) = (twoAbove, row, above)
            }
            return min(rows[above + m], limit + 1)
        }
    }
}
