import CaseStore
import Casework
import Codelists
import Credentials
import Exports
import FoundationEssentials
import Postgres
import Reporting

/// Reads a quarter as it stood, and makes of it what an edition freezes.
struct QuarterLedger {
    let application: Application
    let quarter: Quarter
    let directory: HubDirectory
    let connection: Connection

    /// The hubs of an edition: those that were open in the quarter, by their numbers.
    typealias HubRow = (number: Int16, code: HubCode, name: String)

    init(_ application: Application, _ quarter: Quarter, on connection: Connection) async throws {
        self.application = application
        self.quarter = quarter
        self.connection = connection
        directory = try await HubDirectory.load(on: connection)
    }

    /// The quarter as it stood when `change` was drawn.
    func standing(at change: Int64) async throws -> StandingQuarter {
        var events: [StandingEvent] = []
        for row in try await connection.all(.standing(in: quarter, at: change)) {
            if events.last?.id == row.event.id {
                events[events.count - 1].add(row.event.participants)
            } else {
                events.append(row.event)
            }
        }
        return StandingQuarter(
            quarter: quarter, events: events,
            persons: try await connection.all(.standingPersons(in: quarter, at: change)),
            countries: Dictionary(
                uniqueKeysWithValues: directory.entries.values.map { ($0.number, $0.hub.country) }))
    }

    var openHubs: [HubRow] {
        directory.entries.values.filter { $0.hub.isOpen(in: quarter) }
            .map { ($0.number, $0.hub.code, $0.hub.name) }
    }

    var numbers: [HubCode: Int16] { directory.entries.mapValues(\.number) }

    /// The first and the latest day that it is now at any hub.
    var today: CalendarDate? { directory.entries.values.map(\.today).max() }

    func completeness(of standing: StandingQuarter, hubs: [HubRow]) -> Completeness {
        Completeness(
            of: standing, hubs: hubs.map { (number: $0.number, code: $0.code, name: $0.name) })
    }

    /// What people reached and referrals sent are counted from, as it is recorded now.
    func secondaryInputs() async throws -> SecondaryInputs {
        var sessions: [SecondaryInputs.Session] = []
        for fact in try await connection.all(.sessionFacts(in: quarter)) {
            if sessions.last?.activity != fact.session.activity
                || sessions.last?.number != fact.session.number
            {
                sessions.append(fact.session)
            }
            if let count = fact.count { sessions[sessions.count - 1].counts.append(count) }
            if let attendee = fact.attendee {
                sessions[sessions.count - 1].attendees.append(attendee)
            }
        }
        return SecondaryInputs(
            sessions: sessions, referrals: try await connection.all(.referralFacts(in: quarter)))
    }

    /// Id and keyed digest of every event counted, in the order of the ids: 24 bytes each.
    func inputs(of standing: StandingQuarter) -> [UInt8] {
        let index = application.sealer.vault.blindIndex
        let events = standing.events.values.map { event in
            (id: event.id.bytes, digest: index.key(.content, standing.fingerprint(of: event)))
        }.sorted { $0.id.lexicographicallyPrecedes($1.id) }
        return events.flatMap { $0.id + $0.digest.prefix(8) }
    }

    /// What the signature is over.
    static func signed(content: [UInt8], inputs: [UInt8]) -> [UInt8] {
        Array("hub edition 1\n".utf8) + ContentDigest.of(content) + ContentDigest.of(inputs)
    }

    /// The digests of the codelists that this program was built with.
    static var codelistDigests: [String: String] {
        Dictionary(
            uniqueKeysWithValues: Codelist.names.map { name in
                (
                    name,
                    ContentDigest.of(EmbeddedFile.named("codelists/\(name).csv")?.bytes ?? [])
                        .hexadecimal
                )
            })
    }
}

extension Connection {
    /// The edition that is meant; nil for the open quarter.
    func edition(of quarter: Quarter, _ choice: EditionChoice) async throws -> StoredEdition? {
        switch choice {
        case .open: return nil
        case .number(let number):
            guard let edition = try await first(.edition(number, of: quarter)) else {
                throw OperationError.unknownEdition(quarter, number)
            }
            return edition
        case .latest:
            guard let edition = try await first(.edition(nil, of: quarter)) else {
                throw ExportProblem.notClosed(quarter)
            }
            return edition
        }
    }
}

extension StoredEdition {
    /// A digest over all that was frozen, in hexadecimal.
    var digest: String {
        ContentDigest.of(QuarterLedger.signed(content: content, inputs: inputs)).hexadecimal
    }
}

extension EventID {
    var bytes: [UInt8] { withUnsafeBytes(of: uuid.uuid) { Array($0) } }
}

extension Hub {
    /// Whether it was open on any day of the quarter.
    func isOpen(in quarter: Quarter) -> Bool {
        if let openedOn, openedOn >= quarter.days.upperBound { return false }
        if let closedOn, closedOn < quarter.firstDay { return false }
        return true
    }
}
