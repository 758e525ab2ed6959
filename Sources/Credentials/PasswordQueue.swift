import Dispatch
import Synchronization

/// Computes proofs of passwords away from the threads that others wait on, two at a time: each takes
/// tens of milliseconds and tens of megabytes.
public final class PasswordQueue: Sendable {
    public static let shared = PasswordQueue()

    private let queues = (1...2).map { DispatchQueue(label: "password \($0)") }
    private let turn = Atomic(0)
    private let waiting = Atomic(0)
    /// Whoever comes when so many wait is told to come again: memory stays bounded.
    private static let mostWaiting = 64

    /// The proof of a password, 32 bytes.
    public func proof(
        of password: String, by parameters: PasswordParameters
    ) async throws(PasswordProblem) -> [UInt8] {
        guard password.utf8.count <= Password.maximumBytes else { throw .length }
        let count = waiting.wrappingAdd(1, ordering: .relaxed).newValue
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        guard count <= Self.mostWaiting else { throw .busy }
        let queue = queues[turn.wrappingAdd(1, ordering: .relaxed).newValue % queues.count]
        let result: Result<[UInt8], PasswordProblem> = await withCheckedContinuation { done in
            queue.async {
                do throws(PasswordProblem) {
                    done.resume(returning: .success(try parameters.proof(of: password)))
                } catch {
                    done.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
