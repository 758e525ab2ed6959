extension SecondaryInputs {
    /// What is not as it was although nobody changed it by way of the service: activities and
    /// referrals whose version is still the one that was counted, those that are gone, and lines of
    /// lists. What was changed since, and what came since, is no difference; but an activity has no
    /// new session without a new version.
    public func differences(from now: Self) -> (activities: [String], referrals: [String]) {
        let current = Dictionary(
            now.sessions.map { ([$0.activity, String($0.number)], $0) },
            uniquingKeysWith: { first, _ in first })
        let versions = Dictionary(
            now.sessions.map { ($0.activity, $0.version) }, uniquingKeysWith: { first, _ in first })
        var activities: Set<String> = []
        for session in sessions {
            if let version = versions[session.activity], version > session.version { continue }
            let other = current[[session.activity, String(session.number)]]
            if other.map({ !session.isKept(in: $0) }) ?? true {
                activities.insert(session.activity)
            }
        }
        let counted = Dictionary(
            sessions.map { ($0.activity, $0.version) }, uniquingKeysWith: { first, _ in first })
        let numbers = Set(sessions.map { [$0.activity, String($0.number)] })
        for session in now.sessions
        where counted[session.activity] == session.version
            && !numbers.contains([session.activity, String(session.number)])
        {
            activities.insert(session.activity)
        }
        let others = Dictionary(
            now.referrals.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let changed = referrals.filter { referral in
            guard let other = others[referral.id] else { return true }
            if other.version > referral.version {
                return [other.from, other.to] != [referral.from, referral.to]
            }
            return other != referral
        }
        return (activities.sorted(), changed.map(\.id).sorted())
    }
}

extension SecondaryInputs.Session {
    /// Whether everything is still there; lists may have grown.
    fileprivate func isKept(in other: Self) -> Bool {
        func lines(_ session: Self) -> Set<[String]> {
            Set(
                session.attendees.map {
                    [$0.id, $0.audience.map { String($0) } ?? "", String($0.sex)]
                })
        }
        var (mine, theirs) = (self, other)
        (mine.attendees, theirs.attendees) = ([], [])
        // Of whom nothing was said then, somebody may have listed since.
        return mine == theirs && lines(self).isSubset(of: lines(other))
    }
}
