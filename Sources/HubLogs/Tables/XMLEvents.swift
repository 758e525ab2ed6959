import CExpat

/// What takes the events of an XML part.
protocol XMLHandler: AnyObject {
    func start(_ element: String, _ attributes: XMLAttributes)
    func end(_ element: String)
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
    var error: TableError? { get }
}

/// An element's attributes, looked up without a copy of all.
struct XMLAttributes {
    fileprivate let pointers: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// By local name, whatever its prefix.
    subscript(name: String) -> String? {
        guard var pointer = pointers else { return nil }
        while let key = pointer[0], let value = pointer[1] {
            let full = String(cString: key)
            if full == name || full.hasSuffix(":\(name)") { return String(cString: value) }
            pointer += 2
        }
        return nil
    }
}

/// An XML parser (expat) that is fed piece by piece.
///
/// A document type is refused: workbooks have none, and entities are how XML bombs are made.
final class XMLEvents {
    private let parser: XML_Parser?
    private let handler: any XMLHandler
    private var hasDocumentType = false

    init(handler: any XMLHandler) {
        self.handler = handler
        parser = XML_ParserCreate("UTF-8")
        // The parser calls back only while `feed` runs, when this object is alive.
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let events = XMLEvents.from(context), let name else { return }
                events.handler.start(
                    XMLEvents.local(name), XMLAttributes(pointers: attributes))
            },
            { context, name in
                guard let events = XMLEvents.from(context), let name else { return }
                events.handler.end(XMLEvents.local(name))
            })
        XML_SetCharacterDataHandler(parser) { context, text, count in
            guard let events = XMLEvents.from(context), let text else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                events.handler.text(UnsafeBufferPointer(start: $0, count: Int(count)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            guard let events = XMLEvents.from(context) else { return }
            events.hasDocumentType = true
            XML_StopParser(events.parser, 0)
        }
    }

    deinit { XML_ParserFree(parser) }

    func feed(_ bytes: [UInt8]) throws(TableError) {
        let status = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                XML_Parse(parser, $0.baseAddress, Int32($0.count), 0)
            }
        }
        guard status == XML_STATUS_OK, !hasDocumentType else { throw .damagedWorkbook }
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> XMLEvents? {
        context.map { Unmanaged<XMLEvents>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func local(_ name: UnsafePointer<CChar>) -> String {
        let full = String(cString: name)
        guard let colon = full.lastIndex(of: ":") else { return full }
        return String(full[full.index(after: colon)...])
    }
}
