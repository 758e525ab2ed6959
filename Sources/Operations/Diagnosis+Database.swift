import CaseStore
import Casework
import Credentials
import Postgres
import Reporting

/// What the database says, asked with the service's privileges.
extension Diagnosis {
    func databaseFindings() async throws -> [Finding] {
        let standing = try await workplace.asOwner { pool in
            try await pool.withConnection { try await Migrator().standing(on: $0) }
        }
        guard standing != .absent else {
            return [Finding(.schema, .fail, "absent")]
        }
        if workplace.databaseURL != nil {
            let role = try await workplace.asOwner { try await $0.one(.serviceRole) }
            guard role.isGranted else {
                throw WorkplaceError.administratorMust(run: role.statement)
            }
        }
        let pool = Pool(workplace.service(maximumConnections: 1))
        do {
            let facts = try await pool.one(.serverFacts)
            var findings = [server(facts), finding(standing)]
            findings.append(try await identity(pool))
            findings += [checksums(facts), try await privileges(facts, pool)]
            // What is wrong with the schema would only be said again, less clearly.
            if case .upToDate = standing {
                findings += [try await counts(pool), try await zones(facts, pool)]
            }
            await pool.close()
            return findings
        } catch {
            await pool.close()
            throw error
        }
    }

    private func server(_ facts: ServerFacts) -> Finding {
        let values = ["version": facts.version]
        return facts.majorVersion < 15
            ? Finding(.server, .warn, "old", values) : Finding(.server, .ok, "ok", values)
    }

    private func finding(_ standing: Migrator.Standing) -> Finding {
        switch standing {
        case .upToDate(let migrations):
            Finding(.schema, .ok, "ok", ["count": String(migrations)])
        case .absent: Finding(.schema, .fail, "absent")
        case .behind(let files):
            Finding(.schema, .warn, "behind", ["names": files.joined(separator: ", ")])
        case .altered(let name): Finding(.schema, .fail, "altered", ["name": name])
        case .newer(let name): Finding(.schema, .fail, "newer", ["name": name])
        }
    }

    private func identity(_ pool: Pool) async throws -> Finding {
        guard let vault = try? workplace.vault() else {
            return Finding(.identity, .fail, "nokey")
        }
        let known = try await pool.first(.keyIdentifier)
        return known == nil || known == vault.keyIdentifier
            ? Finding(.identity, .ok, "ok") : Finding(.identity, .fail, "wrong")
    }

    private func checksums(_ facts: ServerFacts) -> Finding {
        if facts.checksumFailures > 0 {
            return Finding(
                .checksums, .fail, "broken", ["count": String(facts.checksumFailures)])
        }
        return facts.hasChecksums
            ? Finding(.checksums, .ok, "ok") : Finding(.checksums, .warn, "off")
    }

    private func privileges(_ facts: ServerFacts, _ pool: Pool) async throws -> Finding {
        if facts.isSuperuser {
            return Finding(.privileges, .fail, "superuser", ["role": facts.role])
        }
        let alterable = try await pool.all(.alterableHistory)
        return alterable.isEmpty
            ? Finding(.privileges, .ok, "ok", ["role": facts.role])
            : Finding(
                .privileges, .fail, "alterable",
                ["role": facts.role, "names": alterable.joined(separator: ", ")])
    }

    private func counts(_ pool: Pool) async throws -> Finding {
        let recorded = try await pool.all(
            .totals(from: Quarter(index: 4 * 1990), through: Quarter(index: 4 * 2200)))
        let latest = recorded.map(\.quarter).suffix(Self.quarters)
        for quarter in latest {
            // One snapshot: what is recorded meanwhile is in both or in neither.
            let agree = try await pool.transaction(.readOnly) { connection in
                let current = try await connection.all(.cells(of: [quarter])).map(\.cell)
                let counted = try await connection.all(.counted(in: quarter)).map(\.cell)
                return Set(current) == Set(counted)
            }
            guard agree else {
                return Finding(.counts, .fail, "differ", ["quarter": quarter.description])
            }
        }
        return Finding(.counts, .ok, "ok", ["count": String(latest.count)])
    }

    private func zones(_ facts: ServerFacts, _ pool: Pool) async throws -> Finding {
        let unknown = try await pool.all(.unknownTimeZones)
        if !unknown.isEmpty {
            return Finding(.zones, .fail, "unknown", ["names": unknown.joined(separator: ", ")])
        }
        return facts.hasRecentTimeZones
            ? Finding(.zones, .ok, "ok") : Finding(.zones, .warn, "old")
    }
}
