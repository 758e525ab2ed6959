public import CaseStore
import Casework
import Postgres

/// What came of sending the mail that waits.
public struct MailSummary: Sendable, Encodable, Equatable {
    public var sent = 0
    /// Not taken; another time.
    public var failed = 0
    /// Not taken for so long that nobody tries again.
    public var givenUp = 0
    /// Why the last one was not taken.
    public var problem: String?
    /// Nobody is there who takes mail; the rest was not tried.
    public var isUnreachable = false
}

/// What became of handing over one mail. Neither reason names an address.
public enum MailOutcome: Sendable, Equatable {
    case taken
    case refused(String)
    /// Nobody is there who takes mail: the rest need not be tried now.
    case unreachable(String)
}

extension Application {
    /// Hands waiting mail to whoever sends it, one at a time, each in transactions of its own: what
    /// is not taken waits for another try, and neither undoes nor holds up another.
    ///
    /// A mail that was taken just before everything stopped is sent again: twice is better than never.
    public func sendMail(
        limit: Int = 100, _ send: @Sendable (OutgoingMail) async -> MailOutcome
    ) async throws -> MailSummary {
        try permit(.administerAccounts)
        var summary = MailSummary()
        for _ in 0..<limit {
            guard let mail = try await database.first(.takeMail) else { break }
            switch await send(mail) {
            case .taken:
                try await database.run(.markSent(mail.id))
                summary.sent += 1
            case .refused(let problem):
                try await keep(problem, of: mail, in: &summary)
            case .unreachable(let problem):
                try await keep(problem, of: mail, in: &summary)
                summary.isUnreachable = true
                return summary
            }
        }
        return summary
    }

    private func keep(
        _ problem: String, of mail: OutgoingMail, in summary: inout MailSummary
    ) async throws {
        summary.problem = problem
        if try await database.one(.keepProblem(problem, ofMail: mail.id)) {
            summary.givenUp += 1
        } else {
            summary.failed += 1
        }
    }

    /// The mail that nobody took yet, the longest waiting first.
    public func waitingMail(limit: Int = 100) async throws -> [WaitingMail] {
        try permit(.administerAccounts)
        return try await database.all(.waitingMail(limit: limit))
    }
}
