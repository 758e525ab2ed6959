/// Why figures cannot be made public.
public enum DisclosureFailure: Error, Hashable, Sendable {
    /// The counts break the counting rule, so nobody can say what may be worked out from them.
    case countsDisagree(CellAddress)
    /// No choice of cells protects this one.
    case unprotectable(CellAddress)
    /// The audit found a hidden number that can be bounded too narrowly.
    case auditFailed(CellAddress)
    /// The solver gave up on a program.
    case solverStopped
    /// A table by these dimensions is no part of the public release.
    case notReleased([Dimension])
}
