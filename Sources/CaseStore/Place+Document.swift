import Casework
import FoundationEssentials

/// A place as the JSON in which it waits.
extension Place {
    init(document text: String) throws {
        guard let place = try? JSONDecoder().decode(Place.self, from: Data(text.utf8)) else {
            throw StoreError.unreadable(table: "place")
        }
        self = place
    }

    var text: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }
}
