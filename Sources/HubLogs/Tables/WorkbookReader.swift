/// Reads one sheet of an XLSX workbook (ECMA-376), row by row.
struct WorkbookReader: TableReader {
    private let part: ArchivePart
    private let parser: XMLEvents
    private let sheet: SheetParser
    private var isAtEnd = false

    var progress: (done: Int64, total: Int64) { (part.done, part.size) }

    init(
        _ archive: Archive, workbook: Workbook, options: TableOptions
    ) throws(TableError) {
        guard let part = try archive.part(workbook.sheetPath) else {
            throw .damagedWorkbook(part: "worksheet", row: 0)
        }
        self.part = part
        sheet = SheetParser(workbook: workbook, options: options)
        parser = XMLEvents(handler: sheet, part: part.name, options: options)
    }

    mutating func next() throws(TableError) -> TableRow? {
        while true {
            while let row = sheet.takeRow() {
                if !row.isBlank { return row }
            }
            if isAtEnd { return nil }
            if parser.isPaused {
                try parser.resume()
            } else if let bytes = try part.read() {
                try parser.feed(bytes)
            } else {
                try parser.finish()
                isAtEnd = true
            }
        }
    }
}
