import CCmark

/// A text in CommonMark, read by libcmark.
///
/// What is written for the web is safe by how it is made: raw HTML in the text is text like all
/// other, and links that run something lose their address (libcmark's safe mode, its default).
public final class CommonMark {
    let root: OpaquePointer

    /// Reads a text. Never fails: every text is CommonMark.
    public init(_ text: String) {
        var text = text
        let parsed = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
            }
        }
        guard let parsed = parsed ?? cmark_node_new(CMARK_NODE_DOCUMENT) else {
            preconditionFailure("no memory for a text")
        }
        root = parsed
        for node in nodes(of: [CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE]) {
            Self.makeText(of: node)
        }
        cmark_consolidate_text_nodes(root)
    }

    deinit { cmark_node_free(root) }

    /// The same text as a web page shows it; only what `replacing` made is not escaped.
    public var html: String { rendered(cmark_render_html(root, CMARK_OPT_DEFAULT)) }

    /// The text for a message without markup, in lines of `width`; 0 leaves paragraphs whole.
    public func plainText(width: Int32 = 72) -> String {
        let written = rendered(cmark_render_commonmark(root, CMARK_OPT_DEFAULT, width))
        var text = ""
        var isEscaped = false
        for character in written {
            // Nobody reads it as CommonMark again: what only kept it from being markup goes.
            if !isEscaped, character == "\\" {
                isEscaped = true
                continue
            }
            if isEscaped, !(character.isASCII && (character.isPunctuation || character.isSymbol)) {
                text.append("\\")
            }
            isEscaped = false
            text.append(character)
        }
        return isEscaped ? text + "\\" : text
    }

    /// The words alone, a line for each paragraph, heading and item.
    public var words: String {
        guard let iterator = cmark_iter_new(root) else { return "" }
        defer { cmark_iter_free(iterator) }
        var words = ""
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return words }
            guard let node = cmark_iter_get_node(iterator) else { continue }
            switch (event, cmark_node_get_type(node)) {
            case (CMARK_EVENT_ENTER, CMARK_NODE_TEXT), (CMARK_EVENT_ENTER, CMARK_NODE_CODE),
                (CMARK_EVENT_ENTER, CMARK_NODE_CODE_BLOCK):
                words += cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
            case (CMARK_EVENT_ENTER, CMARK_NODE_SOFTBREAK): words += " "
            case (CMARK_EVENT_ENTER, CMARK_NODE_LINEBREAK): words += "\n"
            case (CMARK_EVENT_EXIT, CMARK_NODE_PARAGRAPH), (CMARK_EVENT_EXIT, CMARK_NODE_HEADING):
                words += "\n"
            default: break
            }
        }
    }

    /// One piece of a text after a replacement.
    public enum Piece {
        case text(String)
        /// Markup that is written as it stands: whoever makes it has escaped what it holds.
        case markup(String)
    }

    /// Replaces pieces of running text; code and addresses stay as they are.
    ///
    /// - Parameter pieces: what a run of text becomes; nil leaves it.
    public func replaceText(with pieces: (String) -> [Piece]?) {
        for node in nodes(of: [CMARK_NODE_TEXT]) {
            guard let literal = cmark_node_get_literal(node),
                let replacement = pieces(String(cString: literal))
            else { continue }
            for piece in replacement {
                guard let new = Self.node(for: piece) else { continue }
                if cmark_node_insert_before(node, new) == 0 { cmark_node_free(new) }
            }
            cmark_node_free(node)
        }
    }

    /// Puts what stands in raw HTML in its place, as text: in a paragraph where it was a block.
    private static func makeText(of node: OpaquePointer) {
        guard let text = cmark_node_new(CMARK_NODE_TEXT) else { return }
        cmark_node_set_literal(text, cmark_node_get_literal(node))
        var new = text
        if cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK,
            let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH)
        {
            cmark_node_append_child(paragraph, text)
            new = paragraph
        }
        if cmark_node_replace(node, new) == 0 {
            cmark_node_free(new)
        } else {
            cmark_node_free(node)
        }
    }

    private static func node(for piece: Piece) -> OpaquePointer? {
        switch piece {
        case .text(let text):
            let node = cmark_node_new(CMARK_NODE_TEXT)
            cmark_node_set_literal(node, text)
            return node
        case .markup(let markup):
            let node = cmark_node_new(CMARK_NODE_CUSTOM_INLINE)
            cmark_node_set_on_enter(node, markup)
            return node
        }
    }

    /// Collected first: a tree must not change under its iterator.
    private func nodes(of types: [cmark_node_type]) -> [OpaquePointer] {
        guard let iterator = cmark_iter_new(root) else { return [] }
        defer { cmark_iter_free(iterator) }
        var nodes: [OpaquePointer] = []
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return nodes }
            if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator),
                types.contains(cmark_node_get_type(node))
            {
                nodes.append(node)
            }
        }
    }

    /// The memory that libcmark gives is freed as its documentation says.
    private func rendered(_ text: UnsafeMutablePointer<CChar>?) -> String {
        guard let text else { return "" }
        defer { cmark_get_default_mem_allocator().pointee.free(text) }
        return String(cString: text)
    }
}
