import HubLogs

/// The codes of a package's tables with their labels in both languages, a table itself.
struct CodeTable {
    private struct Entry: Hashable {
        let column: String
        let code: String
        let english: String
        let spanish: String
    }

    private var entries: [Entry] = []
    private var known: Set<Entry> = []

    mutating func add(_ column: String, _ code: String, _ english: String, _ spanish: String) {
        let entry = Entry(column: column, code: code, english: english, spanish: spanish)
        if known.insert(entry).inserted { entries.append(entry) }
    }

    func categories(of column: String) -> [DataPackage.Category] {
        entries.filter { $0.column == column }.map {
            DataPackage.Category(value: $0.code, label: $0.english, labelSpanish: $0.spanish)
        }
    }

    func write(_ name: String, into folder: ExportFolder) throws(ExportProblem)
        -> WrittenFile
    {
        var writer = DelimitedWriter()
        writer.row(["column", "code", "label_en", "label_es"])
        for entry in entries {
            writer.row([entry.column, entry.code, entry.english, entry.spanish])
        }
        let file = try folder.file(name)
        try file.write(writer.bytes)
        return try file.finish(rows: entries.count)
    }

    static func resource(_ file: WrittenFile, _ texts: ExportTexts) -> DataPackage.Resource {
        DataPackage.Resource(
            "codes", file, title: texts("export.codes"),
            fields: ["column", "code", "label_en", "label_es"].map {
                DataPackage.Field(
                    $0, "string", texts, constraints: DataPackage.Constraints(required: true))
            }, primaryKey: ["column", "code"])
    }
}
