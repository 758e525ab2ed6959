/// The sheet that a report is printed on.
public enum Paper: String, Sendable, CaseIterable {
    case a4, letter

    /// In points.
    var size: (width: Double, height: Double) {
        switch self {
        case .a4: (595.28, 841.89)
        case .letter: (612, 792)
        }
    }
}
