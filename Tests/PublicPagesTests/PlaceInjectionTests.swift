import CaseStore
import Casework
import Codelists
import Foundation
import HubLogs
import OpenAPI
import Operations
import Testing
import Workbooks

@testable import HubServer

/// What somebody writes into a sheet of places comes out as text, wherever it comes out.
@Suite struct PlaceInjectionTests {
    /// The columns that take free text.
    private static let columns = ["name", "locality", "address", "phone", "note", "website"]

    private static func text(_ column: String) -> String {
        switch column {
        case "website": "https://example.org/\"><script>alert(1)</script>"
        case "phone": "+1;=2<svg/onload=alert(2)>"
        default: HostileRecord.text("/\(column)")
        }
    }

    @Test("Every text column, from CSV and from a workbook: pages, PDF, GeoJSON, HSDS and the API")
    func sheets() async throws {
        try await PublicSite.with { site in
            let heading = Self.columns + ["country", "latitude", "longitude"]
            let row = Self.columns.map(Self.text) + ["GTM", "14.6", "-90.5"]
            let csv = try Self.csv([heading, row])
            let taken = try await site.operation.importSheet(.places, path: csv)
            #expect(taken.records.added == 1 && taken.rejects.isEmpty, "\(taken.rejects)")
            let places = try await site.operation.records(Place.self).map(\.record)
                .filter { $0.hub == nil }
            let place = try #require(places.first)
            #expect(place.name == Self.text("name") && place.phone == Self.text("phone"))

            // A cell that begins as a formula is refused in a workbook, whatever kind it is of.
            let refused = try await site.operation.importSheet(
                .places, path: Self.workbook([heading, row]))
            #expect(refused.rejects.map(\.reason) == [.formula] && !refused.isTaken)
            let other = ["Otra <script>alert(1)</script>"] + row.dropFirst().map { "x\($0)" }
            var fields = Array(other.prefix(5)) + [row[5]] + ["GTM", "14.7", "-90.6"]
            fields[3] = "<svg/onload=alert(2)>"
            let second = try await site.operation.importSheet(
                .places, path: Self.workbook([heading, fields]))
            #expect(second.records.added == 1, "\(second.rejects)")

            for found in try await site.operation.records(Place.self).map(\.record)
            where found.hub == nil {
                for path in ["/map?lang=es", "/map/embed", "/places/\(found.slug)"] {
                    let page = try await site.get(path).text
                    for piece in HostileRecord.markup { #expect(!page.contains(piece), "\(path)") }
                }
                let page = try await site.get("/places/\(found.slug)?lang=es").text
                for text in [found.name, found.note, found.address].compactMap(\.self) {
                    #expect(page.contains(Markup("\(text)").html), "\(text)")
                }
                let pdf = try await site.get("/places/\(found.slug)/pdf")
                let printed = try await Judge.pdfText(Array(pdf.body))
                #expect(printed.contains("<script>alert(1)</script>"))
                for path in [
                    "/api/public/places", "/api/public/places.geojson", "/api/public/hsds",
                    "/api/public/hsds/organizations",
                ] {
                    let answer = try await site.get(path)
                    #expect(answer.headers["x-content-type-options"] == "nosniff", "\(path)")
                    #expect(answer.headers["content-type"]?.contains("json") == true)
                    _ = try JSONValue(parsing: Array(answer.body))
                }
                let bodies = try JSONValue(
                    parsing: Array(try await site.get("/api/public/hsds/organizations").body))
                let names = bodies["contents"]?.array?.compactMap { $0["name"]?.string } ?? []
                #expect(names.contains(found.name))
            }
            // Ends of lines and marks that turn the direction of what follows are refused.
            for mark in ["a\r\nBcc: x@example.org", "a\u{202E}b", "a\u{1B}[31m"] {
                let sheet = try Self.csv([["name", "country"], [mark, "GTM"]])
                let summary = try? await site.operation.importSheet(.places, path: sheet)
                #expect(summary?.records.added ?? 0 == 0, "\(mark.debugDescription)")
            }
        }
    }

    private static func csv(_ rows: [[String]]) throws -> String {
        var writer = DelimitedWriter()
        for row in rows { writer.row(row) }
        let path = "/tmp/places-\(UUID().uuidString).csv"
        try Data(writer.bytes).write(to: URL(filePath: path))
        return path
    }

    private static func workbook(_ rows: [[String]]) throws -> String {
        let path = "/tmp/places-\(UUID().uuidString).xlsx"
        let book = try Workbook(
            path: path,
            .init(title: "", subject: "", author: "", keywords: "", comments: "", created: 0))
        let sheet = try book.sheet("Hoja1")
        for (line, row) in rows.enumerated() {
            for (column, text) in row.enumerated() {
                try sheet.write(text, row: line, column: column)
            }
        }
        try book.close()
        return path
    }
}
