import Casework
import Codelists
import Texts

/// What can be done with a case.
extension CasePage {
    private var texts: Texts { frame.texts }
    private var pieces: FormPieces { FormPieces(texts: texts) }
    private var path: String { "\(StaffPaths.cases)/\(id)" }
    private var page: String { "/cases/\(id)" }

    var work: Markup {
        let note = pieces.form(
            "POST", "\(path)/notes", next: page, submit: "web.case.note.add", draft: "case",
            """
            \(pieces.newID)\(pieces.area("text", "web.case.note", most: 4_000))
            """)
        return """
            <section>
            <h2>\(texts("web.case.note.title"))</h2>
            \(note)</section>
            \(change)\(attach)\(give)\(close)
            """
    }

    private var change: Markup {
        let form = pieces.form(
            "PATCH", path, next: page, submit: "web.case.save", ifMatch: content.version,
            draft: "case", isChange: true,
            """
            \(pieces.input("next_step", "web.cases.step", value: content.nextStep, most: 500))\
            \(pieces.input("due", "web.cases.due.on", type: "date",
                value: content.due?.description ?? ""))\
            \(pieces.select("priority", "web.cases.priority", priorities,
                chosen: content.priority.code))\
            \(pieces.chips("needs", "web.cases.needs", services,
                chosen: Set(content.needs.map(\.code)), isMultiple: true, isList: true))\
            \(pieces.area("plan", "web.cases.plan", most: 4_000, value: content.plan))
            """)
        return details("web.case.change", form, name: "change")
    }

    private var services: [FormPieces.Option] {
        Service.list.entries.filter { !$0.isRetired }
            .map { .init($0.code, $0.label(texts.language)) }
    }

    private var attach: Markup {
        let form: Markup = """
            <form method="post" data-upload="\(path)/attachments" data-next="\(page)" novalidate>
            <p class="problem" role="alert" hidden></p>
            \(pieces.select("kind", "web.case.attach.kind", kinds))\
            <div class="field"><label for="f-file">\(texts("web.case.attach.file"))</label>
            <input id="f-file" name="file" type="file" required \
            accept=".pdf,.png,.jpg,.jpeg" \
            aria-describedby="f-file-hint f-file-error">
            <p class="hint" id="f-file-hint">\(texts("web.case.attach.hint"))</p>
            <p class="error" id="f-file-error" hidden></p></div>
            <p class="actions"><button>\(texts("web.case.attach"))</button></p>
            </form>

            """
        return details("web.case.attach.title", form)
    }

    private var give: Markup? {
        guard !workers.isEmpty else { return nil }
        let nobody = FormPieces.Option("", texts("web.case.assign.nobody"))
        let form = pieces.form(
            "POST", "\(path)/assignment", next: page, submit: "web.case.assign",
            ifMatch: content.version,
            pieces.select(
                "worker", "web.cases.worker", [nobody] + workers, chosen: worker,
                isNullable: true))
        return details("web.case.assign.title", form)
    }

    private var close: Markup {
        let form = pieces.form(
            "POST", "\(path)/closure", next: page, submit: "web.case.close", isDanger: true,
            ifMatch: content.version,
            pieces.select("outcome", "web.case.outcome", outcomes, isRequired: true))
        return details("web.case.close.title", form)
    }

    var reopening: Markup {
        pieces.form(
            "POST", "\(path)/reopening", next: page, submit: "web.case.reopen",
            ifMatch: content.version, pieces.input("reason", "web.case.reason", isRequired: true))
    }

    private func details(_ title: TextKey, _ form: Markup, name: String? = nil) -> Markup {
        """
        <details\(attribute: "id", name)><summary>\(texts(title))</summary>
        \(form)</details>

        """
    }
}
