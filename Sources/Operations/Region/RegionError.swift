public import Casework

/// Why something about the region's records was refused.
public enum RegionError: Error, Equatable, Sendable {
    case unknown(RecordReference)
    case exists(RecordReference)
    case unknownHub(HubCode)
    case invalid(RecordReference, field: String)
    /// Somebody changed it since it was read.
    case stale(RecordReference)
    /// Records that are there with other content.
    case conflicts([RecordReference])
    /// A file that cannot be read; `place` leads to what is wrong in it.
    case unreadable(place: String)
    /// The file holds nothing of what was asked for.
    case nothingInFile
    /// An item of the bulletin is not in the state that this needs.
    case wrongStatus(Slug, BulletinItem.Status)
    /// A text must not go out with a figure that nobody published.
    case figureNotPublished(BoundFigure)
    case unknownSession(Int)
    case tooManyRejects(Int)
    /// No list of the activity names anybody.
    case nobodyListed(Slug)
}
