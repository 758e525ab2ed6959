import Casework
import Console
import Documents
import FoundationEssentials
import Glibc
import Operations
import Rendering
import Texts

/// A document for paper, as a command makes it: `hubctl meeting minutes SLUG --output FILE`.
protocol PaperKind: Sendable {
    static var name: String { get }
    /// What the argument names, and an example of it.
    static var subject: (name: String, argument: TextKey, example: String) { get }
    associatedtype Name: LosslessStringConvertible & Sendable
    static func bytes(_ name: Name, session: Int, _ papers: Papers) async throws -> [UInt8]
}

struct PaperCommand<Kind: PaperKind>: Command {
    static var usage: Usage {
        let key = Kind.name.split(separator: " ").joined(separator: ".")
        let isOfSession = Kind.self == SignInSheet.self
        return Usage(
            Kind.name, summary: TextKey("command.\(key)"),
            positionals: [.required(Kind.subject.name, help: Kind.subject.argument)],
            options: [
                .value(
                    "output", "file", values: .file, isRequired: true, help: "option.paper.output"),
                .value(
                    "paper", "size", values: .oneOf(Paper.allCases.map(\.rawValue)),
                    help: "option.paper"),
            ]
                + (isOfSession
                    ? [
                        .value("session", "number", help: "option.activity.session"),
                        .value("site", "address", help: "option.sheet.site"),
                    ] : []),
            examples: ["hubctl \(Kind.name) \(Kind.subject.example) --output paper.pdf --lang es"])
    }

    let name: Kind.Name
    let output: String
    let paper: Paper
    let number: Int
    let site: String?

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional(Kind.subject.name)
        output = try arguments.value("output") ?? ""
        paper = try arguments.value("paper", parse: { Paper(rawValue: $0) }) ?? .a4
        let isOfSession = Kind.self == SignInSheet.self
        number = isOfSession ? try arguments.value("session") ?? 1 : 1
        site =
            isOfSession ? try arguments.value("site", parse: DirectorySite.address) : nil
    }

    func run(in session: Session) async throws {
        let (texts, paper, name, number, site) = (session.texts, paper, name, number, site)
        let bytes = try await session.withApplication { application in
            try await Kind.bytes(
                name, session: number,
                Papers(application, texts: texts, paper: paper, site: site))
        }
        // Renamed into place: whoever finds the name finds the whole file.
        let draft = "\(output).\(ProcessInfo.processInfo.processIdentifier).part"
        do {
            try Data(bytes).write(to: URL(filePath: draft))
            guard rename(draft, output) == 0 else { throw OutputProblem.unwritable(output) }
        } catch {
            unlink(draft)
            throw OutputProblem.unwritable(output)
        }
        session.terminal.writeError(session.texts("output.written", ["file": output]))
    }
}

enum SignInSheet: PaperKind {
    static let name = "activity sheet"
    static let subject: (name: String, argument: TextKey, example: String) = (
        "slug", "argument.slug", "talamanca-trafficking"
    )
    static func bytes(_ name: Slug, session: Int, _ papers: Papers) async throws -> [UInt8] {
        try await papers.signInSheet(of: name, session: session)
    }
}

enum Certificates: PaperKind {
    static let name = "activity certificates"
    static let subject: (name: String, argument: TextKey, example: String) = (
        "slug", "argument.slug", "talamanca-trafficking"
    )
    static func bytes(_ name: Slug, session: Int, _ papers: Papers) async throws -> [UInt8] {
        try await papers.certificates(of: name)
    }
}

enum Minutes: PaperKind {
    static let name = "meeting minutes"
    static let subject: (name: String, argument: TextKey, example: String) = (
        "slug", "argument.slug", "darien-installation"
    )
    static func bytes(_ name: Slug, session: Int, _ papers: Papers) async throws -> [UInt8] {
        try await papers.minutes(of: name)
    }
}

enum BulletinPrint: PaperKind {
    static let name = "bulletin print"
    static let subject: (name: String, argument: TextKey, example: String) = (
        "slug", "argument.issue", "digest-2021-04"
    )
    static func bytes(_ name: Slug, session: Int, _ papers: Papers) async throws -> [UInt8] {
        try await papers.bulletin(name)
    }
}

enum ReferralSlip: PaperKind {
    static let name = "referral slip"
    static let subject: (name: String, argument: TextKey, example: String) = (
        "referral", "referral.argument.referral", "0178b1a2-7c00-7000-8000-000000000005"
    )
    static func bytes(
        _ name: ReferralID, session: Int, _ papers: Papers
    ) async throws -> [UInt8] {
        try await papers.slip(of: name)
    }
}
