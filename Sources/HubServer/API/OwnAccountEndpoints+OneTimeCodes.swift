import Credentials
import OpenAPI
import Operations
import QRCodes
import Texts

/// The codes of an authenticator app, and those for the day on which it is lost.
extension OwnAccountEndpoints {
    private struct Secret: Encodable {
        let secret: String
        let uri: String
        let svg: String
    }

    static let enrol = Endpoint(
        "POST", "/account/totp", name: "enrolOneTimeCodes", tag: "account",
        summary: "A new secret for an authenticator app; asked for once it is confirmed.",
        permission: nil,
        answers: [
            .init(
                201, "The secret, this once.",
                [
                    .init(
                        .object([
                            .init("secret", .string(atMost: 100)),
                            .init("uri", .string(atMost: 1_000)),
                            .init("svg", .string(atMost: 200_000), note: "The same as a QR code."),
                        ]),
                        example: [
                            "secret": "JBSWY3DPEHPK3PXP", "uri": "otpauth://totp/hubctl:ana",
                            "svg": "<svg/>",
                        ])
                ])
        ]
    ) { call in
        let secret = try await call.application.enrolOneTimeCodes(of: call.own)
        let address = secret.address(account: call.own, issuer: "hubctl")
        let title = call.texts("user.totp.title", ["name": call.own])
        return try .json(
            Secret(
                secret: secret.text, uri: address, svg: QRCode(address)?.svg(title: title) ?? ""),
            status: 201)
    }

    private struct Codes: Encodable {
        let recoveryCodes: [String]
        enum CodingKeys: String, CodingKey { case recoveryCodes = "recovery_codes" }
    }

    private static let codes = APIOperation.Content(
        .object([.init("recovery_codes", .array(of: .string(atMost: 40), count: 1...100))]),
        example: ["recovery_codes": ["ABCDE-23456"]])

    static let confirm = Endpoint(
        "POST", "/account/totp/confirmation", name: "confirmOneTimeCodes", tag: "account",
        summary: "Confirms the secret by a code that the app shows.", permission: nil,
        body: [
            .init(
                .object([.init("code", .string(atLeast: 1, atMost: 40))]),
                example: ["code": "123456"])
        ], answers: [.init(200, "The recovery codes, this once.", [codes])]
    ) { call in
        try .json(
            Codes(
                recoveryCodes: try await call.application.confirmOneTimeCodes(
                    of: call.own, code: call.body["code"]?.string ?? "")))
    }

    static let renew = Endpoint(
        "POST", "/account/recovery-codes", name: "renewRecoveryCodes", tag: "account",
        summary: "New recovery codes in place of the old.", permission: nil,
        answers: [
            .init(200, "The recovery codes, this once.", [codes]),
            .init(422, "No one-time codes are asked for.", [APIProblem.content]),
        ]
    ) { call in
        try .json(
            Codes(recoveryCodes: try await call.application.renewRecoveryCodes(of: call.own)))
    }
}
