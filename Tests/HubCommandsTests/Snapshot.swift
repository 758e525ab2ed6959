import FoundationEssentials
import Testing

/// A text that a person has read and kept, held against what the program says today.
///
/// With HUB_UPDATE_SNAPSHOTS set the texts are written anew, to be read as a change in the history.
enum Snapshot {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Snapshots")

    static func expect(
        _ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: name)
        let text = normalised(text)
        if ProcessInfo.processInfo.environment["HUB_UPDATE_SNAPSHOTS"] != nil {
            try Data(text.utf8).write(to: file)
            return
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        if text == kept { return }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let keptLines = kept.split(separator: "\n", omittingEmptySubsequences: false)
        let place =
            zip(lines, keptLines).enumerated().first { $1.0 != $1.1 }?.offset
            ?? min(lines.count, keptLines.count)
        Issue.record(
            """
            \(name), line \(place + 1), is not what was kept.
            kept: \(place < keptLines.count ? keptLines[place] : "(end)")
            now:  \(place < lines.count ? lines[place] : "(end)")
            """, sourceLocation: sourceLocation)
    }

    /// What differs from run to run has a name in its place.
    private static func normalised(_ text: String) -> String {
        text.replacing(
            /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "UUID"
        )
        .replacing(/\/tmp\/hub-commands-[0-9A-F-]+/, with: "HOME")
    }
}
