import HTTP
import Texts

/// The way in: a name and a password, a code, and a new password where one must be chosen.
enum SignInPages {
    static let all = [
        StaffPage(open: SignInPage.Step.password.path, "signInPage") { visit in
            .page(
                SignInPage(
                    frame: visit.frame, revoked: visit.revoked, asked: visit.request.target
                ).markup)
        },
        StaffPage(open: SignInPage.Step.code.path, "signInCodePage") { visit in
            .page(SignInPage(frame: visit.frame, step: .code).markup)
        },
        StaffPage(open: SignInPage.Step.newPassword.path, "newPasswordPage") { visit in
            .page(SignInPage(frame: visit.frame, step: .newPassword).markup)
        },
    ]

    /// A step of the way in that leads to what was asked for.
    static func path(_ step: SignInPage.Step, next request: Request) -> String {
        let isHome = request.target == "/" || request.method != .get
        return isHome ? step.path : "\(step.path)?next=\(request.target.queryEscaped)"
    }
}

extension String {
    /// As the value of a query.
    var queryEscaped: String {
        var text = ""
        for byte in utf8 {
            let isPlain =
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
                || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "/")]
                    .contains(byte)
            if isPlain {
                text.append(Character(Unicode.Scalar(byte)))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                text += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return text
    }
}
