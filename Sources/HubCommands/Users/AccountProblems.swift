import Console
import Credentials
import Operations
import Texts

extension PasswordProblem {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .length:
            (
                texts("error.password.length", ["length": String(Password.minimumLength)]),
                .dataError
            )
        case .guessable: (texts("error.password.guessable"), .dataError)
        case .busy: (texts("error.busy"), .tempFail)
        }
    }
}

extension SignInProblem {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .refused: (texts("error.signin.refused"), .noPermission)
        case .wait(let seconds):
            (texts("error.signin.wait", ["seconds": texts.number(seconds)]), .tempFail)
        case .notSignedIn, .revoked: (texts("error.signin.none"), .noPermission)
        case .mustChangePassword: (texts("error.signin.change"), .noPermission)
        case .busy: (texts("error.busy"), .tempFail)
        }
    }
}
