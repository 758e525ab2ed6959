/// A telephone's number as two records of it are compared.
public enum PhoneFolding {
    /// The digits that stay the same with and without the country's prefix: the last eight; nil where
    /// there are too few to be a telephone.
    public static func fold(_ number: some StringProtocol) -> String? {
        let digits = number.utf8.filter { (0x30...0x39).contains($0) }
        if digits.count < 6 { return nil }
        return String(decoding: digits.suffix(8), as: UTF8.self)
    }
}
