import CCmark

extension CommonMark {
    /// A part of a text that stands by itself, for paper: its words without markup.
    public struct Block: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case heading, paragraph, quote, code
            /// Of a list, with its mark: `•` or `2.`
            case item(String)
        }

        public let kind: Kind
        public let text: String
    }

    /// The text as a row of blocks; raw HTML is text, as everywhere.
    public var blocks: [Block] {
        guard let iterator = cmark_iter_new(root) else { return [] }
        defer { cmark_iter_free(iterator) }
        var blocks: [Block] = []
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return blocks }
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else {
                continue
            }
            switch cmark_node_get_type(node) {
            case CMARK_NODE_HEADING:
                blocks.append(Block(kind: .heading, text: Self.words(in: node)))
            case CMARK_NODE_PARAGRAPH:
                blocks.append(Block(kind: Self.kind(of: node), text: Self.words(in: node)))
            case CMARK_NODE_CODE_BLOCK:
                blocks.append(Block(kind: .code, text: Self.literal(node)))
            default: continue
            }
        }
    }

    private static func kind(of paragraph: OpaquePointer) -> Block.Kind {
        guard let parent = cmark_node_parent(paragraph) else { return .paragraph }
        switch cmark_node_get_type(parent) {
        case CMARK_NODE_BLOCK_QUOTE: return .quote
        case CMARK_NODE_ITEM:
            // Only the first paragraph of an item has its mark.
            guard cmark_node_first_child(parent) == paragraph, let list = cmark_node_parent(parent)
            else { return .item("") }
            guard cmark_node_get_list_type(list) == CMARK_ORDERED_LIST else { return .item("•") }
            var number = Int(cmark_node_get_list_start(list))
            var before = cmark_node_previous(parent)
            while let item = before {
                number += 1
                before = cmark_node_previous(item)
            }
            return .item("\(number).")
        default: return .paragraph
        }
    }

    /// What a reader reads of a node; where a link leads is said after its words.
    private static func words(in node: OpaquePointer) -> String {
        var text = ""
        var child = cmark_node_first_child(node)
        while let one = child {
            switch cmark_node_get_type(one) {
            case CMARK_NODE_TEXT, CMARK_NODE_CODE: text += literal(one)
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
            case CMARK_NODE_LINK:
                let words = words(in: one)
                let address = cmark_node_get_url(one).map { String(cString: $0) } ?? ""
                text += words
                if address.hasPrefix("http"), address != words { text += " (\(address))" }
            case CMARK_NODE_HTML_INLINE: break
            default: text += words(in: one)
            }
            child = cmark_node_next(one)
        }
        return text
    }

    private static func literal(_ node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }
}
