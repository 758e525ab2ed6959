import CXlsxWriter

/// A workbook in the making. Nothing is on disk before `close`.
///
/// The same calls give the same bytes: the day of creation is the caller's to say.
public final class Workbook {
    public struct Properties {
        public var title: String
        public var subject: String
        public var author: String
        public var keywords: String
        public var comments: String
        /// Seconds since 1970.
        public var created: Int

        public init(
            title: String, subject: String, author: String, keywords: String, comments: String,
            created: Int
        ) {
            self.title = title
            self.subject = subject
            self.author = author
            self.keywords = keywords
            self.comments = comments
            self.created = created
        }
    }

    /// How a cell looks.
    public enum Style: CaseIterable {
        case text, wrapped, title, heading, number, totalText, totalNumber, hidden, quiet
        /// The heading of a column of numbers, above them.
        case numberHeading
        /// Text to the right of a number, and its heading.
        case aside, asideHeading
    }

    private var book: UnsafeMutablePointer<lxw_workbook>?
    private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]

    /// Fails when there is no memory. The file is written by `close`.
    public init(path: String, _ properties: Properties) throws(WorkbookError) {
        guard let book = workbook_new(path) else { throw WorkbookError("no memory") }
        self.book = book
        for style in Style.allCases { formats[style] = Self.format(style, in: book) }
        try describe(book, properties)
    }

    deinit { if let book { lxw_workbook_free(book) } }

    /// Adds a sheet; names longer than a workbook allows are cut.
    public func sheet(_ name: String) throws(WorkbookError) -> Sheet {
        var short = String(name.prefix(31))
        short.replace(/[\[\]:*?\/\\]/, with: " ")
        guard let book, let sheet = workbook_add_worksheet(book, short) else {
            throw WorkbookError("the sheet \(short) cannot be added")
        }
        return Sheet(sheet: sheet, book: book, name: short, formats: formats)
    }

    /// Writes the file; once only.
    public func close() throws(WorkbookError) {
        guard let book else { return }
        self.book = nil
        try WorkbookError.check(workbook_close(book))
    }

    private func describe(
        _ book: UnsafeMutablePointer<lxw_workbook>, _ properties: Properties
    ) throws(WorkbookError) {
        var record = lxw_doc_properties()
        var copies: [UnsafeMutablePointer<CChar>?] = []
        defer { for copy in copies { free(copy) } }
        func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
            let copy = strdup(text)
            copies.append(copy)
            return copy
        }
        record.title = copy(properties.title)
        record.subject = copy(properties.subject)
        record.author = copy(properties.author)
        record.keywords = copy(properties.keywords)
        record.comments = copy(properties.comments)
        record.created = time_t(properties.created)
        try WorkbookError.check(workbook_set_properties(book, &record))
    }

    private static func format(
        _ style: Style, in book: UnsafeMutablePointer<lxw_workbook>
    ) -> UnsafeMutablePointer<lxw_format>? {
        guard let format = workbook_add_format(book) else { return nil }
        format_set_font_name(format, "Calibri")
        format_set_font_size(format, style == .title ? 16 : 11)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        switch style {
        case .text: break
        case .wrapped: format_set_text_wrap(format)
        case .title: format_set_font_color(format, 0x0B4F8A)
        case .aside: format_set_indent(format, 1)
        case .heading, .numberHeading, .asideHeading:
            if style == .numberHeading {
                format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
            }
            if style == .asideHeading { format_set_indent(format, 1) }
            format_set_bold(format)
            format_set_text_wrap(format)
            format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_bg_color(format, 0xF1F4F7)
        case .number: format_set_num_format(format, "#,##0")
        case .totalText, .totalNumber:
            format_set_bold(format)
            format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
            if style == .totalNumber { format_set_num_format(format, "#,##0") }
        case .hidden:
            format_set_pattern(format, UInt8(LXW_PATTERN_LIGHT_UP.rawValue))
            format_set_fg_color(format, 0x55626E)
            format_set_bg_color(format, 0xFFFFFF)
        case .quiet: format_set_font_color(format, 0x55626E)
        }
        return format
    }
}

/// The workbook cannot be written: the disk is full, or the path is not ours.
public struct WorkbookError: Error, Equatable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }

    static func check(_ error: lxw_error) throws(WorkbookError) {
        guard error != LXW_NO_ERROR else { return }
        throw WorkbookError(String(cString: lxw_strerror(error)))
    }
}
