import Casework
import Foundation
import HTTP
import Operations
import Synchronization
import Testing
import Texts

@testable import HubServer

/// What is given again: never after anything changed, and never to anybody else.
@Suite struct AnswerCacheTests {
    /// A database that only counts what was written.
    private final class Ledger: Sendable {
        let number = Atomic<Int>(0)

        func write() { number.add(1, ordering: .sequentiallyConsistent) }
        var standing: Int { number.load(ordering: .sequentiallyConsistent) }
    }

    private static func key(
        _ role: Role = .regionalAnalyst, hub: String? = nil, country: String? = nil,
        scopes: Set<Permission>? = nil, target: String = "/r", language: Language = .english
    ) -> AnswerCache.Key {
        AnswerCache.Key(
            target: target, language: language,
            actor: Actor(
                name: "a", role: role, hub: hub.flatMap { HubCode($0) }, country: country,
                scopes: scopes))
    }

    private static func answer(_ number: Int) -> APIAnswer {
        APIAnswer(status: 200, body: .json(Array("\(number)".utf8)))
    }

    private static func number(_ answer: APIAnswer) -> Int {
        if case .json(let bytes) = answer.body {
            return Int(String(decoding: bytes, as: UTF8.self)) ?? -1
        }
        return -1
    }

    @Test("An answer is made once while nothing changes, and anew after any change")
    func again() async throws {
        let (cache, ledger) = (AnswerCache(), Ledger())
        var made = 0
        for round in 0..<5 {
            for _ in 0..<3 {
                let answer = try await cache.answer(Self.key()) {
                    "\(ledger.standing)"
                } make: {
                    made += 1
                    return Self.answer(ledger.standing)
                }
                #expect(Self.number(answer) == round)
            }
            ledger.write()
        }
        #expect(made == 5)
    }

    @Test("What changed while an answer was made is not kept, and a refusal never is")
    func meanwhile() async throws {
        let (cache, ledger) = (AnswerCache(), Ledger())
        let first = try await cache.answer(Self.key()) {
            "\(ledger.standing)"
        } make: {
            let answer = Self.answer(ledger.standing)
            ledger.write()
            return answer
        }
        #expect(Self.number(first) == 0)
        let second = try await cache.answer(Self.key()) {
            "\(ledger.standing)"
        } make: {
            Self.answer(ledger.standing)
        }
        #expect(Self.number(second) == 1)
        var made = 0
        for _ in 0..<2 {
            _ = try await cache.answer(Self.key(target: "/other")) {
                "\(ledger.standing)"
            } make: {
                made += 1
                return APIAnswer(status: 404, body: .none)
            }
        }
        #expect(made == 2)
    }

    @Test("Whoever sees something else is given something else")
    func apart() async throws {
        let (cache, ledger) = (AnswerCache(), Ledger())
        let keys = [
            Self.key(), Self.key(target: "/r?audience=public"), Self.key(language: .spanish),
            Self.key(scopes: [.readFigures]), Self.key(scopes: [.readFigures, .export]),
            Self.key(.countryOfficer, country: "MX"), Self.key(.countryOfficer, country: "GT"),
            Self.key(.manager, hub: "MX-TAP"), Self.key(.manager, hub: "MX-TIJ"),
            Self.key(.clerk, hub: "MX-TAP"),
        ]
        for _ in 0..<2 {
            for (number, key) in keys.enumerated() {
                let answer = try await cache.answer(key) {
                    "\(ledger.standing)"
                } make: {
                    Self.answer(number)
                }
                #expect(Self.number(answer) == number)
            }
        }
    }

    @Test("With many who write and ask, nobody is told less than was there when they asked")
    func atOnce() async throws {
        let (cache, ledger) = (AnswerCache(), Ledger())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<200 {
                        ledger.write()
                        await Task.yield()
                    }
                }
            }
            for _ in 0..<6 {
                group.addTask {
                    for _ in 0..<200 {
                        let before = ledger.standing
                        let answer = try await cache.answer(Self.key()) {
                            await Task.yield()
                            return "\(ledger.standing)"
                        } make: {
                            let found = ledger.standing
                            await Task.yield()
                            return Self.answer(found)
                        }
                        #expect((before...ledger.standing).contains(Self.number(answer)))
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
