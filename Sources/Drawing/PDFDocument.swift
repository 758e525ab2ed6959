import CPangoCairo

/// Pages of marks as a tagged PDF.
public struct PDFDocument: Sendable {
    public struct Metadata: Sendable {
        public var title: String
        public var author: String
        public var subject: String
        public var keywords: String
        /// ISO 639-1.
        public var language: String
        /// ISO 8601, such as `2021-04-15T00:00:00Z`: the clock is not asked.
        public var made: String

        public init(
            title: String, author: String, subject: String, keywords: String, language: String,
            made: String
        ) {
            self.title = title
            self.author = author
            self.subject = subject
            self.keywords = keywords
            self.language = language
            self.made = made
        }
    }

    public struct Bookmark: Sendable {
        public var title: String
        /// From 1.
        public var page: Int
        public var y: Double

        public init(title: String, page: Int, y: Double) {
            self.title = title
            self.page = page
            self.y = y
        }
    }

    public var width: Double
    public var height: Double
    public var pages: [[Mark]]
    public var bookmarks: [Bookmark]
    public var metadata: Metadata

    public init(
        width: Double, height: Double, pages: [[Mark]], bookmarks: [Bookmark], metadata: Metadata
    ) {
        self.width = width
        self.height = height
        self.pages = pages
        self.bookmarks = bookmarks
        self.metadata = metadata
    }

    /// The same document gives the same bytes.
    public func bytes(_ typesetter: Typesetter) throws(DrawingError) -> [UInt8] {
        let sink = ByteSink()
        var failure: DrawingError?
        sink.collect { write, closure in
            let surface = cairo_pdf_surface_create_for_stream(write, closure, width, height)
            guard let surface, let cairo = cairo_create(surface) else {
                failure = DrawingError("no surface")
                return
            }
            describe(surface)
            let canvas = Canvas(cairo: cairo, typesetter: typesetter, isTagged: true)
            for page in pages {
                canvas.draw(page)
                cairo_show_page(cairo)
            }
            let status = cairo_status(cairo)
            cairo_destroy(cairo)
            cairo_surface_finish(surface)
            failure = DrawingError(status) ?? DrawingError(cairo_surface_status(surface))
            cairo_surface_destroy(surface)
        }
        if let failure { throw failure }
        return PDFUpdate(sink.bytes).adding(
            language: metadata.language, alternatives: alternatives)
    }

    /// What the figures show, in words, in their order.
    private var alternatives: [String] {
        pages.joined().compactMap { mark in
            if case .beginFigure(let text) = mark { text } else { nil }
        }
    }

    private func describe(_ surface: OpaquePointer) {
        for (key, text) in [
            (CAIRO_PDF_METADATA_TITLE, metadata.title),
            (CAIRO_PDF_METADATA_AUTHOR, metadata.author),
            (CAIRO_PDF_METADATA_SUBJECT, metadata.subject),
            (CAIRO_PDF_METADATA_KEYWORDS, metadata.keywords),
            (CAIRO_PDF_METADATA_CREATOR, "hubctl"),
            (CAIRO_PDF_METADATA_CREATE_DATE, metadata.made),
            (CAIRO_PDF_METADATA_MOD_DATE, metadata.made),
        ] {
            cairo_pdf_surface_set_metadata(surface, key, text)
        }
        for bookmark in bookmarks {
            cairo_pdf_surface_add_outline(
                surface, CAIRO_PDF_OUTLINE_ROOT, bookmark.title,
                "page=\(bookmark.page) pos=[0 \(Int(bookmark.y))]",
                CAIRO_PDF_OUTLINE_FLAG_OPEN)
        }
    }
}
