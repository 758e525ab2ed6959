import Console
import Matching
import Synchronization
import Texts

/// How far a search for duplicates has come, on a terminal.
final class DuplicatesProgress {
    private let session: Session
    private var stage: DuplicateSearch.Stage?
    private var line: ProgressLine?

    init(_ session: Session) { self.session = session }

    func show(_ stage: DuplicateSearch.Stage, done: Int, of total: Int) {
        if self.stage != stage {
            finish()
            self.stage = stage
            line = ProgressLine(
                session.texts(TextKey("progress.duplicates.\(stage)")), total: total,
                terminal: session.terminal, texts: session.texts)
        }
        line?.update(to: done)
    }

    func finish() {
        line?.finish()
        line = nil
    }
}

/// The same, shown from whichever thread compares.
final class SharedProgress: Sendable {
    private let progress: Mutex<DuplicatesProgress>

    init(_ session: Session) { progress = Mutex(DuplicatesProgress(session)) }

    @Sendable
    func show(_ stage: DuplicateSearch.Stage, _ done: Int, _ total: Int) {
        progress.withLock { $0.show(stage, done: done, of: total) }
    }

    func finish() { progress.withLock { $0.finish() } }
}
