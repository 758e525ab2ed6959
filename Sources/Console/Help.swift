import Texts

/// Lays out the help of a program, of a group of its commands, or of one.
struct Help {
    let texts: Texts
    let width: Int
    let hasColor: Bool

    /// The widest left column; what is longer stands on a line of its own.
    private static let widestTerm = 28

    func text<Context>(of program: Program<Context>, _ path: [String], _ usage: Usage?) -> String {
        let sections =
            if let usage {
                sections(of: usage, program)
            } else {
                sections(of: program, path)
            }
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func sections<Context>(of program: Program<Context>, _ path: [String]) -> [String] {
        let line = [program.name] + path + [texts("console.help.command")]
        var sections = [
            usageSection(line, [texts("console.help.options")])
        ]
        if path.isEmpty { sections.insert(paragraph(program.summary), at: 0) }
        for group in program.groups {
            let usages = group.commands.map { $0.usage }.filter { $0.path.starts(with: path) }
            let rows = usages.map { ($0.path.joined(separator: " "), texts($0.summary)) }
            sections.append(section(group.title, rows))
        }
        sections.append(section("console.help.heading.global", rows(program.options)))
        let more = [program.name, texts("console.help.command")].joined(separator: " ")
        sections.append(
            lines(texts("console.help.more", ["command": more]), indent: 0))
        return sections
    }

    private func sections<Context>(of usage: Usage, _ program: Program<Context>) -> [String] {
        let arguments = usage.positionals.map(\.synopsis) + usage.options.map(\.synopsis)
        let positionals = usage.positionals.map { positional in
            ("<\(positional.name)>", texts(positional.help) + note(on: positional.values))
        }
        let examples = usage.examples.map { "  \($0)\n" }.joined()
        let exits = usage.exits.map { (String($0.status.rawValue), texts($0.note)) }
        return [
            paragraph(usage.summary),
            usageSection([program.name] + usage.path, arguments),
            usage.discussion.map(paragraph) ?? "",
            section("console.help.heading.positionals", positionals),
            section("console.help.heading.options", rows(usage.options)),
            section("console.help.heading.global", rows(program.options)),
            examples.isEmpty
                ? "" : heading("console.help.heading.examples", usage.examples.count) + examples,
            section("console.help.heading.exits", exits),
        ]
    }

    private func rows(_ options: [Usage.Option]) -> [(String, String)] {
        options.map { option in
            let letter = option.short.map { "-\($0), " } ?? ""
            let repeatable = option.isRepeatable ? " " + texts("console.help.repeatable") : ""
            return (
                letter + option.signature,
                texts(option.help) + note(on: option.values) + repeatable
            )
        }
    }

    private func note(on values: Usage.Values) -> String {
        switch values {
        case .oneOf(let allowed) where allowed.count > 2:
            " " + texts("console.help.allowed", ["values": allowed.joined(separator: ", ")])
        case .listOf(let allowed):
            " " + texts("console.help.allowed.list", ["values": allowed.joined(separator: ", ")])
        case .oneOf, .any, .file, .directory, .dynamic:
            ""
        }
    }

    /// The usage line, its continuation under the first argument.
    private func usageSection(_ words: [String], _ arguments: [String]) -> String {
        let start = "  " + words.joined(separator: " ")
        let indent = min(start.displayWidth + 1, width / 2)
        var line = start
        var result = heading("console.help.usage")
        for argument in arguments {
            if line.displayWidth + 1 + argument.displayWidth > width, line != start {
                result += line + "\n"
                line = String(repeating: " ", count: indent - 1)
            }
            line += " " + argument
        }
        return result + line + "\n"
    }

    private func section(_ title: TextKey, _ rows: [(term: String, text: String)]) -> String {
        guard !rows.isEmpty else { return "" }
        let terms = rows.map(\.term.displayWidth)
        let column = min(terms.max() ?? 0, Self.widestTerm)
        let indent = column + 4
        var result = heading(title)
        for (term, text) in rows {
            let body = lines(text, indent: indent)
            if term.displayWidth > column {
                result += "  \(term)\n" + body
            } else {
                let padding = String(repeating: " ", count: indent - 2 - term.displayWidth)
                result += "  \(term)\(padding)" + body.dropFirst(indent)
            }
        }
        return result
    }

    private func heading(_ title: TextKey, _ count: Int = 1) -> String {
        let text = texts(title, ["count": String(count)])
        return (hasColor ? TextStyle.bold.applied(to: text) : text) + "\n"
    }

    private func paragraph(_ key: TextKey) -> String {
        lines(texts(key), indent: 0)
    }

    private func lines(_ text: String, indent: Int) -> String {
        let padding = String(repeating: " ", count: indent)
        return text.wrapped(toWidth: max(width - indent, 20))
            .map { $0.isEmpty ? "\n" : padding + $0 + "\n" }
            .joined()
    }
}
