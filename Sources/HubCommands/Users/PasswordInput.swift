import Operations

/// A password that a program hands over on the standard input: its first line.
enum PasswordInput {
    static func read() throws -> String {
        guard let line = readLine(strippingNewline: true), !line.isEmpty else {
            throw OperationError.invalid(field: "--password-stdin")
        }
        return line
    }
}

/// What was made of an account; `password` only when one was made for it, to be used once.
struct PasswordDocument: Encodable {
    let name: String
    let password: String?
}
