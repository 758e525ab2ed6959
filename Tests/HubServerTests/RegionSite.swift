import CaseStore
import Casework
import Codelists
import Credentials
import Foundation
import OpenAPI
import Operations
import Postgres
import TestDatabase
import Testing
import Texts

@testable import HubServer

/// The region's demonstration on a database of its own, and calls of the API as it is described.
struct RegionSite: Sendable {
    let application: Application

    static func with(_ body: @Sendable (Self) async throws -> Void) async throws {
        try await TestDatabase.with { pool in
            let master = MasterKey.generate()
            let application = Application(
                database: pool, vault: Vault(master: master), actor: .machine("test"))
            try await application.check(master)
            for file in EmbeddedFile.under("demonstration/region/") {
                _ = try await application.importRecords(try RegionFile(json: Data(file.bytes)))
            }
            try await withTaskExecutorPreference(pool.executor) {
                try await body(Self(application: application))
            }
        }
    }

    /// Calls an endpoint by its name; what is answered must be as its description says.
    @discardableResult
    func call(
        _ name: String, _ path: [String: String] = [:], query: [String: String] = [:],
        body: JSONValue = .null, version: Int? = nil
    ) async throws -> (status: Int, json: JSONValue, bytes: [UInt8]) {
        let endpoint = try #require(
            API.endpoints.first { $0.operation.name == name }, "no endpoint \(name)")
        let sent = Sent(path: path, query: query, body: body, version: version)
        try endpoint.check(sent)
        guard case .inside(let perform) = endpoint.work else {
            throw APIProblem(.unauthenticated)
        }
        let answer = try await perform(
            APICall(application: application, sent: sent, texts: Texts(.english)))
        let described = try #require(
            endpoint.operation.answers.first { $0.status == answer.status },
            "\(name) answers \(answer.status)")
        switch answer.body {
        case .json(let bytes):
            let json = try JSONValue(parsing: bytes)
            let content = try #require(described.contents.first)
            #expect(content.schema.problems(json) == [], "\(name)")
            return (answer.status, json, bytes)
        case .bytes(let bytes, let mediaType):
            #expect(described.contents.contains { $0.mediaType == mediaType }, "\(name)")
            return (answer.status, .null, bytes)
        case .none: return (answer.status, .null, [])
        }
    }

    /// The problem with which a call is refused.
    func problem(
        _ name: String, _ path: [String: String] = [:], query: [String: String] = [:],
        body: JSONValue = .null, version: Int? = nil
    ) async throws -> APIProblem? {
        do {
            try await call(name, path, query: query, body: body, version: version)
            return nil
        } catch let problem as APIProblem {
            return problem
        } catch let error as RegionError {
            return error.problem
        }
    }
}
