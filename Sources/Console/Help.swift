import Texts

/// What the help of a program, of a group of its commands, or of one says.
struct Help<Context> {
    let program: Program<Context>
    let texts: Texts

    /// The page for those words: `usage` is the command, nil for a group.
    func page(for path: [String], _ usage: Usage?) -> HelpPage {
        HelpPage(sections: usage.map(sections(of:)) ?? sections(ofGroup: path))
    }

    private func sections(ofGroup path: [String]) -> [HelpPage.Section] {
        let line = [program.name] + path + [texts("console.help.command")]
        var sections: [HelpPage.Section] = [
            .usage(heading("console.help.usage"), line, [texts("console.help.options")])
        ]
        if path.isEmpty { sections.insert(.paragraph(texts(program.summary)), at: 0) }
        for group in program.groups {
            let usages = group.commands.map { $0.usage }.filter { $0.path.starts(with: path) }
            let rows = usages.map { usage in
                HelpPage.Row(
                    term: usage.path.joined(separator: " "), text: texts(usage.summary))
            }
            sections.append(.rows(texts(group.title), rows))
        }
        sections.append(globalOptions)
        let more = [program.name, texts("console.help.command")].joined(separator: " ")
        sections.append(.paragraph(texts("console.help.more", ["command": more])))
        return sections
    }

    private func sections(of usage: Usage) -> [HelpPage.Section] {
        let arguments = usage.positionals.map(\.synopsis) + usage.options.map(\.synopsis)
        let positionals = usage.positionals.map { positional in
            HelpPage.Row(
                term: "<\(positional.name)>",
                text: sentences(texts(positional.help), note(on: positional.values)))
        }
        let exits = usage.exits.map { exit in
            HelpPage.Row(term: String(exit.status.rawValue), text: texts(exit.note))
        }
        return [
            .paragraph(texts(usage.summary)),
            .usage(heading("console.help.usage"), [program.name] + usage.path, arguments),
            .paragraph(usage.discussion.map { texts($0) } ?? ""),
            .rows(heading("console.help.heading.positionals"), positionals),
            .rows(heading("console.help.heading.options"), rows(usage.options)),
            globalOptions,
            .lines(
                heading("console.help.heading.examples", count: usage.examples.count),
                usage.examples),
            .rows(heading("console.help.heading.exits"), exits),
        ]
    }

    private var globalOptions: HelpPage.Section {
        .rows(heading("console.help.heading.global"), rows(program.options))
    }

    private func heading(_ key: TextKey, count: Int = 1) -> String {
        texts(key, ["count": String(count)])
    }

    /// Where some option has a letter, the names of all stand below each other.
    private func rows(_ options: [Usage.Option]) -> [HelpPage.Row] {
        let blank = options.contains { $0.short != nil } ? "    " : ""
        return options.map { option in
            let letter = option.short.map { "-\($0), " } ?? blank
            let isSpelledOut =
                if case .oneOf(let allowed) = option.values {
                    option.placeholder == allowed.joined(separator: "|")
                } else {
                    false
                }
            return HelpPage.Row(
                term: letter + option.signature,
                text: sentences(
                    texts(option.help), isSpelledOut ? nil : note(on: option.values),
                    option.isRepeatable ? texts("console.help.repeatable") : nil))
        }
    }

    /// What help says, with what follows it: a sentence follows only a sentence.
    private func sentences(_ text: String, _ notes: String?...) -> String {
        let following = notes.compactMap(\.self)
        let first = following.isEmpty || text.hasSuffix(".") ? text : text + "."
        return ([first] + following).joined(separator: " ")
    }

    private func note(on values: Usage.Values) -> String? {
        switch values {
        case .oneOf(let allowed):
            texts("console.help.allowed", ["values": allowed.joined(separator: ", ")])
        case .listOf(let allowed):
            texts("console.help.allowed.list", ["values": allowed.joined(separator: ", ")])
        case .any, .file, .directory, .dynamic:
            nil
        }
    }
}
