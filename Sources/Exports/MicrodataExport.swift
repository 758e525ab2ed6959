import Casework
import Codelists
public import Reporting
import Texts

/// Microdata as a folder: the table, its descriptor, its codes, and the report of what was done.
public struct MicrodataExport {
    private let data: AnonymousMicrodata
    private let origin: ExportOrigin
    private let texts = ExportTexts()

    public init(_ data: AnonymousMicrodata, origin: ExportOrigin) {
        self.data = data
        self.origin = origin
    }

    /// Writes everything into a new or empty directory; what fails or is interrupted leaves nothing
    /// there.
    public func write(to path: String) throws -> ExportSummary {
        let folder = try ExportFolder(path)
        let files = try write(into: folder)
        try folder.publish()
        return ExportSummary(
            quarter: origin.quarter, edition: origin.edition, audience: origin.audience,
            synthetic: origin.isDemonstration, output: folder.destination, rows: data.published,
            sha256: files[0].sha256, files: files, microdata: MicrodataReport(data))
    }

    func write(into folder: ExportFolder) throws -> [WrittenFile] {
        let table = try writeTable(into: folder)
        let codes = codeTable()
        let codeFile = try codes.write("codes\(origin.suffix).csv", into: folder)
        let report = MicrodataReport(data)
        let stamped = Stamped(origin: origin, report: report)
        var files = [
            table, codeFile,
            try folder.json(
                "datapackage.json", package(table: table, codes: codes, codeFile: codeFile)),
            try folder.json("report\(origin.suffix).json", stamped),
        ]
        for (language, texts) in [("en", texts.english), ("es", texts.spanish)] {
            files.append(
                try folder.text(
                    "report\(origin.suffix).\(language).txt", reportLines(report, texts)))
        }
        files.append(try folder.text("TERMS.txt", termLines))
        files.append(try folder.digests(files))
        return files
    }

    private struct Stamped: Encodable {
        let origin: ExportOrigin
        let report: MicrodataReport

        enum CodingKeys: String, CodingKey { case quarter, edition, audience, synthetic }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(origin.quarter, forKey: .quarter)
            try container.encode(origin.edition, forKey: .edition)
            try container.encode(origin.audience, forKey: .audience)
            try container.encode(origin.isDemonstration, forKey: .synthetic)
            try report.encode(to: encoder)
        }
    }

    // MARK: - The table

    /// Rows are put together once a group and repeated for its people, and what groups of one
    /// combination have in common once a combination: they stand together.
    private func writeTable(into folder: ExportFolder) throws(ExportProblem)
        -> WrittenFile
    {
        let file = try folder.file("microdata\(origin.suffix).csv")
        let header = data.columns.map(\.quasiIdentifier.name) + ["services"]
        let stamp = origin.isInternal ? ",internal\r\n" : "\r\n"
        try file.write(
            header.joined(separator: ",") + (origin.isInternal ? ",audience" : "") + "\r\n")
        let columns = data.columns.map { column in column.values.map { Array($0.code.utf8) } }
        var known: [UInt64: [UInt8]] = [:]
        var line: [UInt8] = []
        var combination: UInt64?
        var common = 0
        for group in data.groups {
            if group.combination != combination {
                combination = group.combination
                line.removeAll(keepingCapacity: true)
                for (column, values) in zip(data.columns, columns) {
                    line += values[data.value(of: group, in: column)]
                    line.append(UInt8(ascii: ","))
                }
                common = line.count
            }
            line.removeSubrange(common...)
            line += Self.services(of: group, &known)
            line += stamp.utf8
            for _ in 0..<group.people { try file.write(line) }
        }
        return try file.finish(rows: data.published)
    }

    private static func services(
        of group: PeopleGroup, _ known: inout [UInt64: [UInt8]]
    ) -> [UInt8] {
        if let text = known[group.serviceSet] { return text }
        let text = Array(
            AnonymousMicrodata.services(of: group).map(\.code).joined(separator: ";").utf8)
        // There are few sets in practice; were there very many, remembering them would cost more.
        if known.count < 10_000 { known[group.serviceSet] = text }
        return text
    }

    /// The values that occur, with their labels.
    private func codeTable() -> CodeTable {
        var table = CodeTable()
        var combinations: [PeopleGroup] = []
        for group in data.groups where group.combination != combinations.last?.combination {
            combinations.append(group)
        }
        for column in data.columns {
            let seen = Set(combinations.map { data.value(of: $0, in: column) })
            for index in seen.sorted() {
                let value = column.values[index]
                table.add(
                    column.quasiIdentifier.name, value.code, value.english, value.spanish)
            }
        }
        for entry in Service.list.entries {
            table.add("services", entry.code, entry.english, entry.spanish)
        }
        return table
    }
}

// MARK: - What is said of it

extension MicrodataExport {
    private var place: [String: String] {
        [
            "quarter": origin.quarter.description,
            "edition": origin.edition.map(String.init) ?? "–",
            "k": String(data.rule.k), "l": String(data.rule.l),
        ]
    }

    private func package(
        table: WrittenFile, codes: CodeTable, codeFile: WrittenFile
    ) -> DataPackage {
        let title = texts("export.microdata.title", place)
        let description = texts("export.microdata.description", place)
        let stamps = texts.stamps(origin)
        var fields = data.columns.map { column in
            let name = column.quasiIdentifier.name
            var field = DataPackage.Field(
                name, "string", texts, constraints: DataPackage.Constraints(required: true))
            field.description = texts.english(TextKey("export.level.\(column.levelName)"))
            field.categories = codes.categories(of: name)
            return field
        }
        var services = DataPackage.Field("services", "list", texts)
        services.delimiter = ";"
        services.itemType = "string"
        services.description = texts.english("export.services.description")
        fields.append(services)
        if origin.isInternal { fields.append(DataPackage.Field("audience", "string", texts)) }
        return DataPackage(
            name: "hub-microdata-\(origin.quarter.description.lowercased())\(origin.suffix)",
            title: title.english, titleSpanish: title.spanish,
            description: "\(stamps.english) \(description.english)",
            descriptionSpanish: "\(stamps.spanish) \(description.spanish)",
            version: origin.version,
            licenses: [
                DataPackage.License(
                    path: "TERMS.txt", title: texts.english("export.terms.title"),
                    name: "other-closed")
            ],
            contributors: [.publisher(texts)], audience: origin.audience,
            synthetic: origin.isDemonstration,
            resources: [
                DataPackage.Resource("microdata", table, title: title, fields: fields),
                CodeTable.resource(codeFile, texts),
            ])
    }

    private func reportLines(_ report: MicrodataReport, _ texts: Texts) -> [String] {
        [texts("export.microdata.title", place)] + self.texts.stampLines(origin, texts) + [""]
            + report.lines(texts)
    }

    private var termLines: [String] {
        [texts.english, texts.spanish].flatMap { texts in
            [texts("export.terms.title")] + self.texts.stampLines(origin, texts)
                + [texts("export.terms"), ""]
        }
    }
}
