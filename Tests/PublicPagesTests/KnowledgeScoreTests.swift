import Casework
import Documents
import Foundation
import Testing

/// Means over a few people tell of them: they are not said.
@Suite struct KnowledgeScoreTests {
    @Test("Marks are said of five people and more", arguments: 1...9)
    func isSuppressed(people: Int) throws {
        let score = try JSONDecoder().decode(
            KnowledgeScore.self,
            from: Data(
                #"{"people": \#(people), "before": 41.25, "after": 83.75, "maximum": 100}"#.utf8))
        let slug = try #require(Slug("talamanca-trafficking"))
        let said = String(
            decoding: try JSONEncoder().encode(KnowledgeDocument(slug, score)), as: UTF8.self)
        let isShown = people >= 5
        for number in ["\"people\":\(people)", "41.25", "83.75", "42.5"] {
            #expect(said.contains(number) == isShown, "\(said)")
        }
        #expect(said.contains("\"suppressed\":\(!isShown)"))
        #expect(said.contains("\"people\":null") == !isShown)
    }
}
