import Console
import Credentials
import FoundationEssentials
import Operations
import Texts

/// `hubctl key status`.
struct KeyStatusCommand: Command {
    static let usage = Usage(
        "key status", summary: "command.key.status",
        options: [.flag("json", help: "option.json")], examples: ["hubctl key status"])

    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) { isJSON = arguments.flag("json") }

    func run(in session: Session) async throws {
        let status = try await session.workplace.keyStatus()
        if isJSON { return try session.terminal.json(status) }
        let texts = session.texts
        var lines = [
            texts("key.status.master", ["path": status.masterKey]),
            texts(
                "key.status.ring",
                ["path": status.keyring, "count": texts.number(status.openers)]),
            texts(
                "key.status.epoch",
                [
                    "epoch": String(status.epoch),
                    "date": status.since.map { String($0.ISO8601Format().prefix(10)) } ?? "",
                    "epochs": status.readableEpochs.map { String($0) }.joined(separator: ", "),
                ]), texts("key.status.erased", ["count": texts.number(status.erased)]),
        ]
        if status.isRotating { lines.append(texts("key.status.rotating")) }
        let remaining = status.remaining.values.reduce(0, +)
        lines.append(
            remaining == 0
                ? texts("key.status.done")
                : texts("key.status.remaining", ["count": texts.number(remaining)]))
        session.terminal.write(lines.joined(separator: "\n"))
    }
}

/// `hubctl key rotate`.
struct KeyRotate: Command {
    static let usage = Usage(
        "key rotate", summary: "command.key.rotate", discussion: "command.key.rotate.discussion",
        options: [
            .value("output", "file", values: .file, help: "option.key.output"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl key rotate", "hubctl key rotate --output /root/hubctl-master-key.new"])

    let output: String?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        output = try arguments.value("output")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let rotation = try await session.workplace.rotateKeys(output: output)
        if isJSON { return try session.terminal.json(rotation) }
        let texts = session.texts
        session.terminal.write(
            texts(
                "key.rotated",
                [
                    "epoch": String(rotation.epoch), "renewed": texts.number(rotation.renewed),
                    "path": rotation.masterKey,
                ]))
        if rotation.unreadable > 0 {
            session.terminal.write(
                texts("key.rotated.unreadable", ["count": texts.number(rotation.unreadable)]))
        }
    }
}

/// `hubctl key forget`.
struct KeyForget: Command {
    static let usage = Usage(
        "key forget", summary: "command.key.forget", discussion: "command.key.forget.discussion",
        options: [.flag("old-backups", help: "option.key.oldbackups")],
        examples: ["hubctl key forget", "hubctl key forget --old-backups"])

    let earlierEpochs: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        earlierEpochs = arguments.flag("old-backups")
    }

    func run(in session: Session) async throws {
        try await session.workplace.forgetKeys(earlierEpochs: earlierEpochs)
        session.terminal.write(session.texts("key.forgotten"))
        if earlierEpochs { session.terminal.write(session.texts("key.forgotten.backups")) }
    }
}

/// `hubctl key split --shares 5 --threshold 3 --output DIR`.
struct KeySplit: Command {
    static let usage = Usage(
        "key split", summary: "command.key.split", discussion: "command.key.split.discussion",
        options: [
            .value("shares", "number", isRequired: true, help: "option.key.shares"),
            .value("threshold", "number", isRequired: true, help: "option.key.threshold"),
            .value("output", "folder", values: .file, isRequired: true, help: "option.key.folder"),
        ],
        examples: ["hubctl key split --shares 5 --threshold 3 --output /media/officers"])

    let shares: Int
    let threshold: Int
    let folder: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        shares = try arguments.required("shares")
        threshold = try arguments.required("threshold")
        folder = try arguments.required("output")
    }

    func run(in session: Session) async throws {
        guard
            let parts = try session.workplace.splitKey(into: shares, threshold: threshold)
        else { throw KeyPartNumbers() }
        for part in parts { try part.write(to: "\(folder)/part-\(part.number).key") }
        session.terminal.write(
            session.texts(
                "key.split",
                [
                    "count": session.texts.number(shares), "path": folder,
                    "threshold": session.texts.number(threshold),
                ]))
    }
}

/// `hubctl key join PART PART PART --output FILE`.
struct KeyJoin: Command {
    static let usage = Usage(
        "key join", summary: "command.key.join",
        positionals: [.rest("part", values: .file, help: "argument.key.share")],
        options: [
            .value("output", "file", values: .file, isRequired: true, help: "option.key.joined")
        ],
        examples: [
            "hubctl key join part-1.key part-3.key part-4.key --output /run/hubctl/master.key"
        ])

    let parts: [String]
    let output: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        output = try arguments.required("output")
        parts = try arguments.rest("part")
    }

    func run(in session: Session) async throws {
        let shares = try parts.map { try KeyShare.read(from: $0) }
        try session.workplace.joinKey(shares, output: output)
        session.terminal.write(session.texts("key.joined", ["path": output]))
    }
}

/// How many parts and how many of them were asked for makes no sense.
struct KeyPartNumbers: Error {}

extension KeyShare.Problem {
    func text(_ texts: Texts) -> String {
        switch self {
        case .tooFew(let count):
            texts("error.keyshare.toofew", ["count": texts.number(count)])
        case .ofDifferentKeys: texts("error.keyshare.different")
        case .damaged: texts("error.keyshare.damaged")
        }
    }
}
