/// What a sheet's cells refer to: shared strings, and which styles are dates.
struct Workbook: Sendable {
    let sheetPath: String
    let strings: SharedStrings
    let dateStyles: Set<Int>
    let countsFrom1904: Bool

    /// Finds the sheet: by its name, or the first that is shown.
    init(_ archive: Archive, options: TableOptions) throws(TableError) {
        let root = RelationParser()
        guard try archive.parse("_rels/.rels", with: root),
            let main = root.targets.first(where: { $0.kind.hasSuffix("/officeDocument") })
        else { throw .foreignArchive }
        if main.target.hasSuffix(".bin") { throw .oldWorkbook }
        guard main.target.hasSuffix(".xml"), !main.target.hasSuffix("document.xml") else {
            throw .foreignArchive
        }
        let path = Self.resolve(main.target, from: "")
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let file = path.split(separator: "/").last.map(String.init) ?? ""
        let book = BookParser()
        guard try archive.parse(path, with: book) else {
            throw .damagedWorkbook(part: "workbook", row: 0)
        }
        let links = RelationParser()
        guard
            try archive.parse(
                "\(folder.isEmpty ? "" : "\(folder)/")_rels/\(file).rels", with: links)
        else { throw .damagedWorkbook(part: "workbook.rels", row: 0) }

        let targets = Dictionary(
            links.targets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        // A chart's sheet has no rows.
        let sheets = book.sheets.filter {
            targets[$0.id].map { $0.kind.hasSuffix("/worksheet") } ?? true
        }
        let wanted =
            if let name = options.sheet {
                sheets.first { $0.name == name }
            } else {
                sheets.first(where: \.isShown) ?? sheets.first
            }
        guard let wanted else {
            throw options.sheet.map { .noSuchSheet($0, sheets: sheets.count) } ?? .noSheet
        }
        guard let sheet = targets[wanted.id] else {
            throw .damagedWorkbook(part: "workbook.rels", row: 0)
        }
        sheetPath = Self.resolve(sheet.target, from: folder)
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
