/// Lets only so many databases be in use at a time: the server has so many connections, and tests
/// that wait for each other's turn on the machine all take longer.
actor DatabaseGate {
    static let shared = DatabaseGate(places: 8)

    private var places: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { self.places = places }

    func enter() async {
        if places > 0 {
            places -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { places += 1 } else { waiting.removeFirst().resume() }
    }
}
