extension Texts {
    /// Separates thousands and the percent sign everywhere but in English: it
    /// must not break at the end of a line.
    private static let thinSpace = "\u{202F}"

    /// A whole number: `12,100` in English, `12 100` in Spanish.
    ///
    /// Spanish groups by a thin space, and only from five digits on (RAE and
    /// ASALE, *Ortografía*, 2010; ISO 80000-1). With `signed` a number above
    /// zero takes a plus, as for a change.
    public func number(_ value: Int, signed: Bool = false) -> String {
        sign(ofNegative: value < 0, positive: value > 0, signed: signed)
            + grouped(String(value.magnitude))
    }

    /// A number with that many decimals, rounded half away from zero.
    ///
    /// What is not finite shows as a dash.
    public func decimal(_ value: Double, decimals: Int = 1, signed: Bool = false) -> String {
        precondition((0...6).contains(decimals), "a text shows up to six decimals")
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        guard let scaled = Self.rounded(value.magnitude * scale) else { return "–" }
        let isZero = scaled == 0
        let sign = sign(
            ofNegative: value < 0 && !isZero, positive: value > 0 && !isZero, signed: signed)
        guard decimals > 0 else { return sign + grouped(String(scaled)) }
        let unit = UInt64(scale)
        let fraction = String(scaled % unit)
        let zeros = String(repeating: "0", count: decimals - fraction.count)
        let point = language != .english ? "," : "."
        return sign + grouped(String(scaled / unit)) + point + zeros + fraction
    }

    /// The nearest whole number, halves upward; nil beyond what a double can
    /// count. `rounded()` would make every user of this module link libm.
    private static func rounded(_ magnitude: Double) -> UInt64? {
        guard magnitude < 0x1p53 else { return nil }
        let whole = UInt64(magnitude)
        return magnitude - Double(whole) >= 0.5 ? whole + 1 : whole
    }

    /// A share as a percentage: 0.123 gives `12.3%`, in Spanish `12,3 %`.
    public func percent(_ share: Double, decimals: Int = 1, signed: Bool = false) -> String {
        let number = decimal(share * 100, decimals: decimals, signed: signed)
        return language != .english ? number + Self.thinSpace + "%" : number + "%"
    }

    /// A date in words: `31 March 2021`, `31 de marzo de 2021`.
    public func date(year: Int, month: Int, day: Int) -> String {
        self(
            "date.day",
            [
                "day": String(day), "month": self(TextKey("date.month.\(month)")),
                "year": String(year),
            ])
    }

    private func sign(ofNegative isNegative: Bool, positive isPositive: Bool, signed: Bool)
        -> String
    {
        isNegative ? "-" : signed && isPositive ? "+" : ""
    }

    private func grouped(_ digits: String) -> String {
        let isShort = digits.count <= (language == .spanish ? 4 : 3)
        guard !isShort else { return digits }
        let separator = language != .english ? Self.thinSpace : ","
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result += separator }
            result.append(digit)
        }
        return result
    }
}
