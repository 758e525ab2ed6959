import Casework
import HTTP
import Operations
import Synchronization
import Texts

/// Answers that are made of figures, given again while nothing in the database has changed.
///
/// An answer is kept with how the database stood before and after it was made, if that is the same,
/// and given again only while it still stands so. Whoever asks is asked who they are every time.
final class AnswerCache: Sendable {
    /// For whom an answer is: row security shows the same to everybody of a role at a place, and
    /// what their token is for decides what they may ask.
    struct Key: Hashable, Sendable {
        let target: String
        let language: Language
        let role: Role
        let hub: HubCode?
        let country: String?
        /// A token may do less than its account.
        let scopes: Set<Permission>?

        init(_ request: Request, _ actor: Actor) {
            self.init(target: request.target, language: request.language, actor: actor)
        }

        init(target: String, language: Language, actor: Actor) {
            self.target = target
            self.language = language
            role = actor.role
            hub = actor.hub
            country = actor.country
            scopes = actor.scopes
        }
    }

    private struct Kept: Sendable {
        let standing: String
        let answer: APIAnswer
    }

    private let answers = Mutex<[Key: Kept]>([:])
    private static let most = 256

    func answer(
        _ key: Key, standing: () async throws -> String,
        make: () async throws -> APIAnswer
    ) async throws -> APIAnswer {
        let before = try await standing()
        if let kept = answers.withLock({ $0[key] }), kept.standing == before {
            return kept.answer
        }
        let answer = try await make()
        guard answer.status == 200, try await standing() == before else { return answer }
        answers.withLock { answers in
            // All of another standing are of no use any more.
            if answers.count >= Self.most {
                answers = answers.filter { $0.value.standing == before }
            }
            if answers.count < Self.most {
                answers[key] = Kept(standing: before, answer: answer)
            }
        }
        return answer
    }
}
