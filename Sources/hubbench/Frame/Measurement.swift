import FoundationEssentials

/// One figure: the median of its samples, and what was hoped for.
struct Measurement: Encodable, Sendable {
    enum Target: Sendable {
        case atLeast(Double)
        case below(Double)
    }

    let benchmark: String
    let what: String
    let unit: String
    let value: Double
    let samples: [Double]
    let target: String?
    let isMet: Bool?
    /// How busy the machine was meanwhile: the load average of the last minute.
    let load: Double

    private enum CodingKeys: String, CodingKey {
        case benchmark, what, unit, value, samples, target
        case isMet = "met"
        case load
    }

    init(
        _ benchmark: String, _ what: String, _ samples: [Double], _ unit: String,
        target: Target? = nil
    ) {
        self.benchmark = benchmark
        self.what = what
        self.unit = unit
        self.samples = samples
        value = samples.median
        switch target {
        case .atLeast(let least):
            self.target = "≥ \(Self.text(least))"
            isMet = value >= least
        case .below(let most):
            self.target = "< \(Self.text(most))"
            isMet = value < most
        case nil:
            self.target = nil
            isMet = nil
        }
        load = Self.loadAverage
    }

    /// Three figures, and no more digits than that says.
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        let places = abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 1 ? 2 : 3
        let scale = [1, 10, 100, 1_000][places]
        let number = Int((abs(value) * Double(scale)).rounded())
        var whole = String(number / scale)
        for place in stride(from: whole.count - 3, to: 0, by: -3) {
            whole.insert(",", at: whole.index(whole.startIndex, offsetBy: place))
        }
        var fraction = String(String(number % scale + scale).dropFirst())
        while fraction.last == "0" { fraction.removeLast() }
        return (value < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    private static var loadAverage: Double {
        let text = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)
        return text?.split(separator: " ").first.flatMap { Double($0) } ?? 0
    }
}

extension [Double] {
    /// The middle one, or the mean of the two in the middle.
    var median: Double { quantile(0.5) }

    /// The value below which this share lies, between neighbours in proportion.
    func quantile(_ share: Double) -> Double {
        let ordered = sorted()
        guard let last = ordered.last else { return .nan }
        let place = share * Double(ordered.count - 1)
        let index = Int(place)
        guard index + 1 < ordered.count else { return last }
        return ordered[index] + (ordered[index + 1] - ordered[index]) * (place - Double(index))
    }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
