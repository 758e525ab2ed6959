import Casework
import Reporting
import Texts

extension AggregatesExport {
    func package(
        table: WrittenFile, hidden: WrittenFile, more: [DataPackage.Resource], codes: CodeTable,
        codeFile: WrittenFile
    ) -> DataPackage {
        let place = [
            "quarter": origin.quarter.description,
            "edition": origin.edition.map(String.init) ?? "–",
        ]
        let title = texts("export.aggregates.title", place)
        let description = texts("export.aggregates.description", place)
        let stamps = texts.stamps(origin)
        func count(_ suppression: Suppression) -> Int {
            cells.count { $0.figure.suppression == suppression }
        }
        return DataPackage(
            name: "hub-aggregates-\(origin.quarter.description.lowercased())\(origin.suffix)",
            title: title.english, titleSpanish: title.spanish,
            description: stamped(description.english, stamps.english),
            descriptionSpanish: stamped(description.spanish, stamps.spanish),
            version: origin.version,
            licenses: [licence], contributors: [.publisher(texts)], audience: origin.audience,
            synthetic: origin.isDemonstration,
            resources: [
                DataPackage.Resource(
                    "aggregates", table, title: title, fields: fields(columns, codes),
                    commentRows: hasHashtags ? [2] : nil),
                DataPackage.Resource(
                    "suppressions", hidden, title: texts("export.aggregates.suppressions"),
                    fields: fields(suppressionColumns, codes)),
            ] + more + [
                CodeTable.resource(codeFile, texts)
            ],
            suppression: DataPackage.SuppressionManifest(
                cells: cells.count, primary: count(.primary),
                complementary: count(.complementary), path: hidden.name))
    }

    /// IOM's open licence for what is published. An internal export is under none.
    private var licence: DataPackage.License {
        origin.isInternal
            ? DataPackage.License(
                path: nil, title: texts.english("export.internal"), name: "other-closed")
            : DataPackage.License(
                path: "https://creativecommons.org/licenses/by/3.0/igo/",
                title: texts.english("export.licence"), name: nil)
    }

    private func stamped(_ text: String, _ stamp: String) -> String {
        stamp.isEmpty ? text : "\(stamp) \(text)"
    }

    private func fields(_ columns: [AggregateColumn], _ codes: CodeTable) -> [DataPackage.Field] {
        columns.map { column in
            var constraints = DataPackage.Constraints()
            if column.isRequired { constraints.required = true }
            if column.isNumber { constraints.minimum = 0 }
            var field = DataPackage.Field(
                column.name, column.type, texts, constraints: constraints)
            field.hashtag = column.hashtag
            // A hub's country is named also where no row is that country's.
            let categories = column.name == "country" ? [] : codes.categories(of: column.name)
            if !categories.isEmpty { field.categories = categories }
            return field
        }
    }
}
