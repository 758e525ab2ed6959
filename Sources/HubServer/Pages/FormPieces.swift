import Texts

/// The pieces that forms are made of, each with its label and a place for what is wrong with it.
///
/// A field's name is the JSON pointer of what it fills, without the first slash: `person/sex`.
struct FormPieces: Sendable {
    let texts: Texts

    /// One value of a choice.
    struct Option: Sendable {
        let value: String
        let label: String
        var key: String?

        init(_ value: String, _ label: String, key: String? = nil) {
            self.value = value
            self.label = label
            self.key = key
        }
    }

    /// A line of text, a date, a password or a number.
    func input(
        _ name: String, _ label: TextKey, type: String = "text", value: String = "",
        hint: TextKey? = nil, isRequired: Bool = false, autocomplete: String = "off",
        most: Int? = nil, extra: Markup = .none, in form: String? = nil
    ) -> Markup {
        let id = Self.id(name, in: form)
        return field(id, label, hint: hint) { described in
            """
            <input id="\(id)" name="\(name)" type="\(type)" value="\(value)" \
            autocomplete="\(autocomplete)" aria-describedby="\(described)"\
            \(attribute: "maxlength", most.map(String.init))\
            \(attribute: "required", if: isRequired)\(extra)>
            """
        }
    }

    func area(
        _ name: String, _ label: TextKey, hint: TextKey? = nil, most: Int, value: String = "",
        rows: Int = 3, extra: Markup = .none, in form: String? = nil
    ) -> Markup {
        let id = Self.id(name, in: form)
        return field(id, label, hint: hint) { described in
            """
            <textarea id="\(id)" name="\(name)" rows="\(rows)" maxlength="\(most)" \
            aria-describedby="\(described)"\(extra)>\(value)</textarea>
            """
        }
    }

    /// A list to choose one of.
    func select(
        _ name: String, _ label: TextKey, _ options: [Option], chosen: String? = nil,
        hint: TextKey? = nil, isRequired: Bool = false, isNullable: Bool = false,
        in form: String? = nil
    ) -> Markup {
        let id = Self.id(name, in: form)
        let items = options.map { option -> Markup in
            """
            <option value="\(option.value)"\(attribute: "selected", if: option.value == chosen)>\
            \(option.label)</option>

            """
        }
        return field(id, label, hint: hint) { described in
            """
            <select id="\(id)" name="\(name)" aria-describedby="\(described)"\
            \(attribute: "data-null", if: isNullable)\
            \(attribute: "required", if: isRequired)>
            \(items)</select>
            """
        }
    }

    /// Choices that all show, to touch or to press their key: one of them, or any number.
    func chips(
        _ name: String, _ label: TextKey, _ options: [Option], chosen: Set<String> = [],
        isMultiple: Bool = false, isList: Bool = false, hint: TextKey? = nil
    ) -> Markup {
        let kind = isMultiple ? "checkbox" : "radio"
        let items = options.map { option -> Markup in
            let key: Markup? = option.key.map { "<kbd>\($0)</kbd> " }
            return """
                <label class="chip"><input type="\(kind)" name="\(name)" value="\(option.value)"\
                \(attribute: "data-key", option.key)\(attribute: "data-list", if: isList)\
                \(attribute: "checked", if: chosen.contains(option.value))>\
                <span>\(key)\(option.label)</span></label>

                """
        }
        let id = Self.id(name)
        return """
            <fieldset class="chips" id="\(id)" aria-describedby="\(id)-error" tabindex="-1">
            <legend>\(texts(label))</legend>
            \(hint.map { "<p class=\"hint\">\(texts($0))</p>\n" as Markup })<div>
            \(items)</div>
            <p class="error" id="\(id)-error" hidden></p>
            </fieldset>

            """
    }

    /// A new id, made when the form is sent: the same form again is the same thing.
    var newID: Markup { "<input type=\"hidden\" name=\"id\" data-new-id>\n" }

    /// A value that the form sends as it is.
    func hidden(_ name: String, _ value: String, isList: Bool = false) -> Markup {
        """
        <input type="hidden" name="\(name)" value="\(value)"\(attribute: "data-list", if: isList)>

        """
    }

    /// Yes or no.
    func check(_ name: String, _ label: TextKey, isOn: Bool = false, extra: Markup = .none)
        -> Markup
    {
        """
        <p class="check"><label><input type="checkbox" id="\(Self.id(name))" name="\(name)"\
        \(attribute: "checked", if: isOn)\(extra)> <span>\(texts(label))</span></label></p>

        """
    }

    /// A form that is sent to the API as JSON.
    ///
    /// It leads to `next`, or where that is `?` to the page that was asked for before; the answer
    /// may say another place in a `next` of its own. With `opens` another account or language may
    /// be shown after it, so that the pages that the device keeps are not of use any more. What is a
    /// `draft` of something waits on the device while there is no line; a change sends only what was
    /// changed. A `secret` of the answer is shown once, in place of going on; `refusal` says what 401
    /// means here, `done` what a form that stays where it is has done.
    func form(
        _ method: String, _ path: String, next: String, submit: TextKey, isDanger: Bool = false,
        ifMatch version: Int? = nil, name: String? = nil, opens: Bool = false,
        draft: String? = nil, isChange: Bool = false, secret: String? = nil,
        refusal: TextKey? = nil, done: TextKey? = nil, _ content: Markup
    ) -> Markup {
        """
        <form method="post" data-method="\(method)" data-path="\(path)" data-next="\(next)" novalidate\
        \(attribute: "data-version", version.map(String.init))\(attribute: "id", name)\
        \(attribute: "data-fresh", if: opens)\(attribute: "data-draft", draft)\
        \(attribute: "data-change", if: isChange)\(attribute: "data-secret", secret)\
        \(attribute: "data-refusal", refusal.map { texts($0) })\
        \(attribute: "data-done", done.map { texts($0) })>
        <p class="problem" role="alert" hidden></p>
        \(content)<p class="actions"><button\(attribute: "class", isDanger ? "danger" : nil)>\
        \(texts(submit))</button></p>
        </form>

        """
    }

    private func field(
        _ id: String, _ label: TextKey, hint: TextKey?, _ control: (String) -> Markup
    ) -> Markup {
        let note: Markup? = hint.map { "<p class=\"hint\" id=\"\(id)-hint\">\(texts($0))</p>\n" }
        let described = hint == nil ? "\(id)-error" : "\(id)-hint \(id)-error"
        return """
            <div class="field">
            <label for="\(id)">\(texts(label))</label>
            \(note)\(control(described))
            <p class="error" id="\(id)-error" hidden></p>
            </div>

            """
    }

    /// A page with several forms names the form, so that no two fields have one id.
    static func id(_ name: String, in form: String? = nil) -> String {
        "f-" + name.replacing("/", with: "-").replacing("_", with: "-")
            + (form.map { "-\($0)" } ?? "")
    }
}
