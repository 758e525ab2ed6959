import FoundationEssentials

/// Lets only so many sites be at work at a time: each keeps several processes busy, and tests that
/// wait for each other's turn on the machine all take longer.
actor SiteGate {
    static let shared = SiteGate(places: max(2, ProcessInfo.processInfo.activeProcessorCount))

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
