import Casework
import Console
import Documents
import Texts

/// Events as a table for people.
enum EventTable {
    static func render(_ events: [EventDocument], texts: Texts, terminal: Terminal) -> String {
        var table = TextTable(
            [
                .left(texts("column.event")), .right(texts("column.version")),
                .left(texts("column.date")), .left(texts("column.record")),
                .left(texts("column.change")), .right(texts("column.identified")),
                .right(texts("column.anonymous")), .left(texts("column.services")),
            ])
        for event in events {
            let facts = event.facts
            table.add([
                facts.id.description, String(facts.version), facts.occurredOn.description,
                event.recordID ?? "", facts.change, String(facts.identified),
                String(facts.anonymous), facts.services.joined(separator: ", "),
            ])
        }
        return table.render(for: terminal)
    }
}
