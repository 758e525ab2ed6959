import Casework
import FoundationEssentials
import Glibc
import Texts

/// What is said about somebody, from a file or standard input: a command line can be read by the
/// machine's other users.
enum TextInput {
    /// What is wrong with a file; never what it says.
    enum Problem: Error, Equatable {
        case unreadable(String)
        case tooLong(String)
        case notText(String)
        case notTexts(String)

        func text(_ texts: Texts) -> String {
            switch self {
            case .unreadable(let file): texts("case.input.unreadable", ["file": file])
            case .tooLong(let file): texts("case.input.toolong", ["file": file])
            case .notText(let file): texts("case.input.nottext", ["file": file])
            case .notTexts(let file): texts("case.input.nottexts", ["file": file])
            }
        }
    }

    /// All bytes of a file, or of standard input for `-`.
    static func bytes(_ path: String, limit: Int) throws(Problem) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path) }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            guard count > 0 else { throw .unreadable(path) }
            bytes.append(contentsOf: buffer.prefix(count))
            if bytes.count > limit { throw .tooLong(path) }
        }
    }

    /// Text without the line breaks at its end.
    static func text(_ path: String) throws(Problem) -> String {
        let bytes = try bytes(path, limit: 4 * Case.longestText)
        guard var text = String(validating: bytes, as: UTF8.self) else { throw .notText(path) }
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }

    /// Plan, next step, and what a protection case says about trafficking, as JSON.
    static func texts(_ path: String) throws(Problem) -> CaseTextsFile {
        let bytes = try bytes(path, limit: 8 * Case.longestText)
        guard let texts = try? JSONDecoder().decode(CaseTextsFile.self, from: Data(bytes)) else {
            throw .notTexts(path)
        }
        return texts
    }
}

/// `{"plan": "…", "next_step": "…", "trafficking": {…}}`; each may be left out.
struct CaseTextsFile: Decodable {
    var plan: String?
    var nextStep: String?
    var trafficking: TraffickingDetails?

    enum CodingKeys: String, CodingKey {
        case plan, trafficking
        case nextStep = "next_step"
    }
}
