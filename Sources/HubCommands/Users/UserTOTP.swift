import Console
import Credentials
import FoundationEssentials
import Operations
import QRCodes
import Texts

/// `hubctl user totp ana`: one-time codes of an authenticator app.
struct UserTOTP: Command {
    static let usage = Usage(
        "user totp", summary: "command.user.totp", discussion: "command.user.totp.more",
        positionals: [.required("name", help: "argument.user")],
        options: [
            .value("svg", "file", values: .file, help: "option.user.svg"),
            .value("confirm", "code", help: "option.user.confirm"),
            .flag("recovery", help: "option.user.recovery"),
            .flag("remove", help: "option.user.remove"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl user totp ana --svg ana.svg", "hubctl user totp ana --confirm 123456",
            "hubctl user totp ana --remove",
        ])

    private enum Action { case enrol(svg: String?), confirm(String), renew, remove }

    let name: String
    private let action: Action
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("name")
        let code: String? = try arguments.value("confirm")
        action =
            if let code {
                .confirm(code)
            } else if arguments.flag("recovery") {
                .renew
            } else if arguments.flag("remove") {
                .remove
            } else {
                .enrol(svg: try arguments.value("svg"))
            }
        isJSON = arguments.flag("json")
    }

    private struct SecretDocument: Encodable {
        let secret: String
        let uri: String
    }

    private struct CodesDocument: Encodable {
        let recoveryCodes: [String]
        enum CodingKeys: String, CodingKey { case recoveryCodes = "recovery_codes" }
    }

    func run(in session: Session) async throws {
        switch action {
        case .enrol(let svg): try await enrol(session, svg: svg)
        case .confirm(let code):
            let codes = try await session.withApplication {
                try await $0.confirmOneTimeCodes(of: name, code: code)
            }
            try show(codes, session)
        case .renew:
            let codes = try await session.withApplication {
                try await $0.renewRecoveryCodes(of: name)
            }
            try show(codes, session)
        case .remove:
            try await session.withApplication { try await $0.removeOneTimeCodes(of: name) }
            session.terminal.write(session.texts("user.totp.removed", ["name": name]))
        }
    }

    private func enrol(_ session: Session, svg: String?) async throws {
        let secret = try await session.withApplication {
            try await $0.enrolOneTimeCodes(of: name)
        }
        let address = secret.address(account: name, issuer: "hubctl")
        if let svg, let code = QRCode(address) {
            do {
                try Data(code.svg(title: session.texts("user.totp.title", ["name": name])).utf8)
                    .write(to: URL(filePath: svg), options: .withoutOverwriting)
            } catch {
                throw WorkplaceError.cannotCreate(svg)
            }
        }
        if isJSON {
            return try session.terminal.json(SecretDocument(secret: secret.text, uri: address))
        }
        session.terminal.write(
            session.texts(
                "user.totp.secret", ["name": name, "secret": secret.text, "uri": address]))
    }

    private func show(_ codes: [String], _ session: Session) throws {
        if isJSON { return try session.terminal.json(CodesDocument(recoveryCodes: codes)) }
        session.terminal.write(session.texts("user.totp.codes", ["name": name]))
        session.terminal.write(codes.joined(separator: "\n"))
    }
}
