public import Codelists

/// What makes somebody need more or other help: statistical fields, kept in clear.
public struct PersonSituation: Hashable, Sendable {
    public var vulnerabilities: [Vulnerability]
    /// Nil when the questions were not asked.
    public var functioning: Functioning?
    public var languages: [SpokenLanguage]

    public init(
        vulnerabilities: [Vulnerability] = [], functioning: Functioning? = nil,
        languages: [SpokenLanguage] = []
    ) {
        self.vulnerabilities = vulnerabilities
        self.functioning = functioning
        self.languages = languages
    }

    /// With the mark of disability that the answers make: it is never asked for beside them.
    public var derived: Self {
        guard let functioning else { return self }
        var result = self
        result.vulnerabilities.removeAll { $0 == .disability }
        if functioning.isDisability { result.vulnerabilities.append(.disability) }
        return result
    }
}

/// The answers to the Washington Group's short set, in the order of its domains.
public struct Functioning: Hashable, Sendable {
    public private(set) var answers: [DisabilityAnswer]

    public init() {
        answers = DisabilityDomain.list.entries.map { _ in .unknown }
    }

    /// Nil unless there is one answer for each domain.
    public init?(answers: [DisabilityAnswer]) {
        guard answers.count == DisabilityDomain.list.entries.count else { return nil }
        self.answers = answers
    }

    public subscript(domain: DisabilityDomain) -> DisabilityAnswer {
        get { answers[Int(domain.number) - 1] }
        set { answers[Int(domain.number) - 1] = newValue }
    }

    /// The group's cut-off: at least one domain with a lot of difficulty, or not at all.
    public var isDisability: Bool { answers.contains { $0.number >= 3 } }
}

extension Functioning: LosslessStringConvertible {
    /// Reads `seeing=some,walking=a_lot`; a domain that is not named is unknown.
    public init?(_ description: String) {
        self.init()
        for part in description.split(separator: ",") {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false)
            guard pair.count == 2, let domain = DisabilityDomain(String(pair[0])),
                let answer = DisabilityAnswer(String(pair[1]))
            else { return nil }
            self[domain] = answer
        }
    }

    public var description: String {
        zip(DisabilityDomain.list.entries, answers).filter { !$1.isUnknown }
            .map { "\($0.code)=\($1.code)" }.joined(separator: ",")
    }
}
