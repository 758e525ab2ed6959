import Casework
import Codelists
import Console
import FoundationEssentials
import Operations
import Texts

extension Code {
    /// The label of the value in a language.
    func label(_ texts: Texts) -> String {
        guard let entry = Self.list[number] else { return code }
        return texts.language == .spanish ? entry.spanish : entry.english
    }
}

extension Array {
    func labels<Kind>(_ texts: Texts) -> String where Element == Code<Kind> {
        map { $0.label(texts) }.joined(separator: ", ")
    }
}

/// Cases for people to read.
enum CaseText {
    static func list(_ cases: [CaseView], _ session: Session) -> String {
        let texts = session.texts
        if cases.isEmpty { return texts("case.none") }
        var table = TextTable([
            .left(texts("case.column.reference"), leastWidth: 18),
            .left(texts("case.column.due"), leastWidth: 10),
            .left(texts("case.column.priority"), leastWidth: 6),
            .left(texts("case.column.status"), leastWidth: 6),
            .left(texts("case.column.people")), .left(texts("case.column.needs")),
            .left(texts("case.column.next")),
        ])
        for view in cases {
            let content = view.content
            let due = content.nextStep?.dueOn.description ?? ""
            table.add([
                content.reference, view.isOverdue ? "\(due) !" : due,
                content.priority.label(texts), content.status.label(texts),
                view.people.map(name).joined(separator: ", "), content.needs.labels(texts),
                content.nextStep?.text ?? "",
            ])
        }
        return table.render(for: session.terminal)
    }

    static func show(_ view: CaseView, _ session: Session) -> String {
        let texts = session.texts
        let content = view.content
        var table = TextTable([.left(""), .left("", leastWidth: 40)])
        func row(_ key: TextKey, _ value: String?) {
            if let value, !value.isEmpty { table.add([texts(key), value]) }
        }
        row("case.column.reference", content.reference)
        row("case.column.id", content.id.description)
        row("column.version", String(content.version))
        row("case.column.status", content.status.label(texts))
        row("case.column.outcome", content.outcome?.label(texts))
        row("case.column.priority", content.priority.label(texts))
        row("case.column.needs", content.needs.labels(texts))
        for person in view.people { row("case.column.person", describe(person, texts)) }
        row("case.column.plan", content.plan)
        row("case.column.next", content.nextStep?.text)
        row("case.column.due", content.nextStep?.dueOn.description)
        row("case.column.worker", content.worker?.description)
        row("column.opened", content.openedOn.description)
        row("column.closed", content.closedOn?.description)
        if content.isRestricted { row("case.column.restricted", texts("case.restricted")) }
        if !view.isReadable { row("case.column.plan", texts("case.unreadable")) }
        let head = table.render(for: session.terminal)
        guard let timeline = view.timeline, !timeline.isEmpty else { return head }
        return head + "\n\n" + render(timeline, session)
    }

    private static func render(_ timeline: [TimelineEntry], _ session: Session) -> String {
        let texts = session.texts
        var table = TextTable([
            .left(texts("column.date"), leastWidth: 10), .left(texts("column.what")),
            .left(texts("column.actor")), .left(texts("case.column.text"), leastWidth: 30),
        ])
        for entry in timeline {
            table.add([
                String(entry.at.formatted(.iso8601).prefix(10)),
                "\(texts(TextKey("case.timeline.\(entry.kind)"))) \(what(entry, texts))",
                entry.actor,
                entry.text ?? entry.codes.services?.compactMap { Service($0)?.label(texts) }
                    .joined(separator: ", ") ?? "",
            ])
        }
        return table.render(for: session.terminal)
    }

    private static func what(_ entry: TimelineEntry, _ texts: Texts) -> String {
        switch entry.kind {
        case "change": texts(TextKey("case.change.\(entry.what)"))
        case "attachment": AttachmentKind(entry.what)?.label(texts) ?? entry.what
        case "referral": ReferralStatus(entry.what)?.label(texts) ?? entry.what
        default: entry.what
        }
    }

    private static func name(_ person: CasePersonView) -> String {
        let names = [person.givenNames, person.familyNames].compactMap(\.self)
        return names.isEmpty ? "–" : names.joined(separator: " ")
    }

    private static func describe(_ person: CasePersonView, _ texts: Texts) -> String {
        var parts = [
            name(person), person.sex.label(texts), person.ageBand.label(texts),
            person.nationality.label(texts),
        ]
        if !person.vulnerabilities.isEmpty { parts.append(person.vulnerabilities.labels(texts)) }
        if !person.languages.isEmpty { parts.append(person.languages.labels(texts)) }
        return parts.joined(separator: ", ")
    }
}
