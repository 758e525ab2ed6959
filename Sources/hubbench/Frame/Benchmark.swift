/// A group of measurements that are taken in one go.
protocol Benchmark {
    static var name: String { get }
    static var summary: String { get }

    init(_ bench: Bench)

    func run() async throws -> [Measurement]
}
