/// Reads one sheet of an XLSX workbook (ECMA-376), row by row.
struct WorkbookReader: TableReader {
    private let part: ArchivePart
    private let parser: XMLEvents
    private let sheet: SheetParser

    var progress: (done: Int64, total: Int64) { (part.done, part.size) }

    init(path: String, options: TableOptions) throws(TableError) {
        let archive = try Archive(path: path, maximumPartBytes: options.maximumPartBytes)
        let workbook = try Workbook(archive, sheet: options.sheet, options: options)
        sheet = SheetParser(workbook: workbook, options: options)
        guard let part = try archive.part(workbook.sheetPath) else { throw .damagedWorkbook }
        self.part = part
        parser = XMLEvents(handler: sheet)
    }

    mutating func next() throws(TableError) -> TableRow? {
        while true {
            if let row = sheet.takeRow() {
                if row.fields.contains(where: { !$0.isEmpty }) || !row.formulas.isEmpty {
                    return row
                }
                continue
            }
            guard let bytes = try part.read() else { return nil }
            try parser.feed(bytes)
            if let error = sheet.error { throw error }
        }
    }
}

/// What a sheet's cells refer to: shared strings, and which styles are dates.
struct Workbook {
    let sheetPath: String
    let strings: [String]
    let dateStyles: Set<Int>
    let countsFrom1904: Bool

    init(_ archive: Archive, sheet name: String?, options: TableOptions) throws(TableError) {
        let relations = RelationParser()
        guard try archive.parse("_rels/.rels", with: relations) else { throw .damagedWorkbook }
        guard
            let main = relations.targets.first(where: { $0.kind.hasSuffix("/officeDocument") })
        else { throw .notATable }
        let mainPath = Self.resolve(main.target, from: "")
        let folder = mainPath.split(separator: "/").dropLast().joined(separator: "/")
        let file = mainPath.split(separator: "/").last.map(String.init) ?? ""
        let book = BookParser()
        guard try archive.parse(mainPath, with: book) else { throw .damagedWorkbook }
        let links = RelationParser()
        let prefix = folder.isEmpty ? "" : "\(folder)/"
        guard try archive.parse("\(prefix)_rels/\(file).rels", with: links) else {
            throw .damagedWorkbook
        }
        let wanted = name.map { name in book.sheets.first { $0.name == name } } ?? book.sheets.first
        guard let wanted else { throw name == nil ? .notATable : .noSuchSheet }
        guard let target = links.targets.first(where: { $0.id == wanted.id }) else {
            throw .damagedWorkbook
        }
        sheetPath = Self.resolve(target.target, from: folder)
        countsFrom1904 = book.countsFrom1904
        let shared = SharedStringParser(maximumBytes: options.maximumSharedStringBytes)
        if let link = links.targets.first(where: { $0.kind.hasSuffix("/sharedStrings") }) {
            _ = try archive.parse(Self.resolve(link.target, from: folder), with: shared)
        }
        strings = shared.strings
        let styles = StyleParser()
        if let link = links.targets.first(where: { $0.kind.hasSuffix("/styles") }) {
            _ = try archive.parse(Self.resolve(link.target, from: folder), with: styles)
        }
        dateStyles = styles.dateStyles
    }

    /// A relation's target as a path in the archive.
    static func resolve(_ target: String, from folder: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = folder.split(separator: "/").map(String.init)
        for part in target.split(separator: "/") {
            switch part {
            case "..": _ = parts.popLast()
            case ".": break
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}
