import Casework
import Foundation
import HubLogs
import OpenAPI
import Operations
import Testing
import Texts
import Workbooks

@testable import HTTP
@testable import HubServer

/// Spreadsheets over the API, with the manners of a hub log.
@Suite struct SheetEndpointTests {
    private static func send(
        _ site: RegionSite, _ name: String, _ bytes: [UInt8], at path: [String: String] = [:],
        query: [String: String] = [:]
    ) async throws -> (status: Int, json: JSONValue) {
        let endpoint = try #require(
            SheetEndpoints.all.first { $0.operation.name == name }, "no endpoint \(name)")
        let upload = try UploadedFile(in: "/tmp")
        try bytes.withUnsafeBytes { try upload.append($0) }
        var sent = Sent(path: path, query: query)
        sent.upload = upload
        guard case .inside(let perform) = endpoint.work else {
            throw APIProblem(.unauthenticated)
        }
        let answer = try await perform(
            APICall(application: site.application, sent: sent, texts: Texts(.spanish)))
        guard case .json(let bytes) = answer.body else { throw APIProblem(.malformed) }
        let json = try JSONValue(parsing: bytes)
        let described = try #require(
            endpoint.operation.answers.first { $0.status == answer.status })
        #expect(described.contents.first?.schema.problems(json) == [])
        return (answer.status, json)
    }

    /// As CSV, and as a workbook.
    private static func files(_ rows: [[String]]) throws -> [[UInt8]] {
        var writer = DelimitedWriter()
        for row in rows { writer.row(row) }
        let path = "/tmp/sheet-\(UUID().uuidString).xlsx"
        defer { try? FileManager.default.removeItem(atPath: path) }
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
        return [writer.bytes, Array(try Data(contentsOf: URL(filePath: path)))]
    }

    @Test("Rejects come back by line, column and reason; nothing is written until accepted")
    func sheets() async throws {
        try await RegionSite.with { site in
            let accepting = ["accept_rejects": "true"]
            let path = ["slug": "talamanca-trafficking", "session": "1"]
            let slug = try #require(Slug("talamanca-trafficking"))
            let people = [
                ["Nombre", "Institución", "Sexo"], ["Ana Pérez", "IFAM", "mujer"],
                ["Luz Mora", "", "zzz"], ["", "", "mujer"],
            ]
            for (index, file) in try Self.files(people).enumerated() {
                let refused = try await Self.send(site, "importParticipants", file, at: path)
                #expect(refused.status == 200 && refused.json["rejected"] == 2)
                let first = refused.json["rejects"]?.array?.first
                #expect(first?["line"] == 3 && first?["column"] == "Sexo")
                #expect(first?["value"] == "zzz" && first?["reason"]?.string?.isEmpty == false)
                #expect(!"\(refused.json)".contains("Luz"))
                #expect(try await site.application.attendees(of: slug).count == index)
                let taken = try await Self.send(
                    site, "importParticipants", file, at: path, query: accepting)
                #expect(taken.status == 201 && taken.json["added"] == .integer(1 - index))
                #expect(taken.json["repeated"] == .integer(index))
            }
            await #expect(throws: RegionError.unknownSession(9)) {
                try await Self.send(
                    site, "importParticipants", try Self.files(people)[0],
                    at: ["slug": "talamanca-trafficking", "session": "9"],
                    query: ["dry_run": "true"])
            }

            let actions = [
                ["Acción", "Responsable", "Vence"], ["Uno", "A", "31/12/2021"],
                ["Dos", "", "1/1/2022"], ["Tres", "B", "ayer"],
            ]
            let network = ["slug": "darien-committee"]
            for (index, file) in try Self.files(actions).enumerated() {
                let dry = try await Self.send(
                    site, "importActions", file, at: network, query: ["dry_run": "true"])
                #expect(dry.status == 200 && dry.json["rejected"] == 2)
                #expect(dry.json["added"] == .integer(1 - index))
                let made = try await Self.send(
                    site, "importActions", file, at: network, query: accepting)
                #expect(made.status == 201 && made.json["added"] == .integer(1 - index))
                #expect(made.json["repeated"] == .integer(index))
            }

            let places = [
                ["name", "country", "services"], ["Casa", "GTM", "employment"],
                ["X", "Narnia", ""],
            ]
            let bodies = [
                ["nombre", "tipo", "pais"], ["Casa", "ngo", "GTM"], ["X", "ngo", "Narnia"],
                ["Y", "", "GTM"],
            ]
            for (name, rows, faults) in [
                ("importPlaces", places, 1), ("importOrganisations", bodies, 2),
            ] {
                for (index, file) in try Self.files(rows).enumerated() {
                    let taken = try await Self.send(site, name, file, query: accepting)
                    #expect(taken.status == 201, "\(name)")
                    #expect(taken.json["added"] == .integer(1 - index), "\(name)")
                    #expect(taken.json["rejected"] == .integer(faults), "\(name)")
                }
                await #expect(throws: (any Error).self) {
                    try await Self.send(site, name, Array("name\nCasa\n".utf8))
                }
            }
            let changed = try Self.files([
                ["name", "country", "note"], ["Casa", "GTM", "<b>x</b>"],
            ])[0]
            await #expect(throws: RegionError.self) {
                try await Self.send(site, "importPlaces", changed)
            }
            let kept = try await Self.send(
                site, "importPlaces", changed, query: ["conflict": "replace"])
            #expect(kept.json["updated"] == 1)
        }
    }
}
