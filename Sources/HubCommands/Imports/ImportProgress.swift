import Console
import Operations
import Synchronization
import Texts

/// How far an import has come: one line a stage, each in place of the one before.
final class ImportProgress: Sendable {
    private let terminal: Terminal
    private let texts: Texts
    private let current = Mutex<(label: String, line: ProgressLine)?>(nil)

    init(terminal: Terminal, texts: Texts) {
        self.terminal = terminal
        self.texts = texts
    }

    func show(_ stage: ImportHubLog.Stage, file: String) {
        switch stage {
        case .surveying(let done, let total):
            show("progress.surveying", file, done: Int(done), of: Int(total))
        case .waiting: show("progress.waiting", file, done: 0, of: nil)
        case .writing(let rows, let total): show("progress.writing", file, done: rows, of: total)
        case .counting: show("progress.counting", file, done: 0, of: nil)
        }
    }

    func finish() {
        current.withLock {
            $0?.line.finish()
            $0 = nil
        }
    }

    private func show(_ key: TextKey, _ file: String, done: Int, of total: Int?) {
        let label = "\(file): \(texts(key))"
        current.withLock { current in
            if current?.label != label {
                current?.line.finish()
                current = (
                    label, ProgressLine(label, total: total, terminal: terminal, texts: texts)
                )
            }
            current?.line.update(to: done)
        }
    }
}
