import CExpat

/// What takes the events of an XML part.
protocol XMLHandler: AnyObject {
    func start(_ element: XMLName, _ attributes: XMLAttributes)
    func end(_ element: XMLName)
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
    /// What is wrong with what came so far.
    var error: TableError? { get }
    /// Where in the part it stands, for a message; 0 where nothing is known.
    var row: Int { get }
    /// Whether what came so far must be taken away before more comes.
    var needsPause: Bool { get }
}

extension XMLHandler {
    var needsPause: Bool { false }
    func end(_ element: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    var error: TableError? { nil }
    var row: Int { 0 }
}

/// An XML parser (expat) that is fed piece by piece.
///
/// A document type is refused: workbooks have none, and entities are how XML bombs are made. So are
/// elements nested without end and tags of megabytes, both of which expat would keep in memory.
final class XMLEvents {
    private let parser: XML_Parser?
    private let handler: any XMLHandler
    private let part: String
    private let options: TableOptions
    /// Whether the handler needed a pause: `resume` comes before the next piece.
    private(set) var isPaused = false
    private var isRefused = false
    private var depth = 0
    private var fed: Int64 = 0
    private static let maximumDepth = 64

    init(handler: any XMLHandler, part: String, options: TableOptions) {
        self.handler = handler
        self.part = part
        self.options = options
        parser = XML_ParserCreate("UTF-8")
        // The parser calls back only while `feed` runs, when this object is alive.
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let events = XMLEvents.from(context), let name else { return }
                events.depth += 1
                if events.depth > XMLEvents.maximumDepth { return events.refuse() }
                events.handler.start(XMLName(name), XMLAttributes(pointers: attributes))
            },
            { context, name in
                guard let events = XMLEvents.from(context), let name else { return }
                events.depth -= 1
                events.handler.end(XMLName(name))
                if events.handler.needsPause { XML_StopParser(events.parser, 1) }
            })
        XML_SetCharacterDataHandler(parser) { context, text, count in
            guard let events = XMLEvents.from(context), let text else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                events.handler.text(UnsafeBufferPointer(start: $0, count: Int(count)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            XMLEvents.from(context)?.refuse()
        }
    }

    deinit { XML_ParserFree(parser) }

    func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws(TableError) {
        fed += Int64(bytes.count)
        let status = bytes.withMemoryRebound(to: CChar.self) {
            XML_Parse(parser, $0.baseAddress, Int32($0.count), 0)
        }
        try check(status)
        if isPaused { return }
        // What expat has not made an event of lies in its memory.
        let waiting = fed - Int64(XML_GetCurrentByteIndex(parser))
        if waiting > Int64(options.maximumFieldBytes) + Int64(bytes.count) {
            throw .damagedWorkbook(part: part, row: handler.row)
        }
    }

    func resume() throws(TableError) { try check(XML_ResumeParser(parser)) }

    /// Throws when the part stops before its document ends.
    func finish() throws(TableError) { try check(XML_Parse(parser, nil, 0, 1)) }

    private func check(_ status: XML_Status) throws(TableError) {
        if let error = handler.error { throw error }
        guard status != XML_STATUS_ERROR, !isRefused else {
            throw .damagedWorkbook(part: part, row: handler.row)
        }
        isPaused = status == XML_STATUS_SUSPENDED
    }

    private func refuse() {
        isRefused = true
        XML_StopParser(parser, 0)
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> XMLEvents? {
        context.map { Unmanaged<XMLEvents>.fromOpaque($0).takeUnretainedValue() }
    }
}
