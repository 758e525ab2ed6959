import Synchronization

/// Counts what one server does. Made before the server, so that a route can show it.
public final class Metrics: Sendable {
    private struct Series: Hashable {
        let route: String
        let method: String
        let statusClass: Int
    }

    private struct Times {
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
        var count = 0
        var seconds = 0.0
    }

    private struct State {
        var requests: [Series: Int] = [:]
        var times: [String: Times] = [:]
    }

    /// Upper ends of the histogram's buckets, in seconds.
    private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private let state = Mutex(State())
    private let requests = Atomic<Int>(0)
    private let sockets = Atomic<Int>(0)
    private let work = Atomic<Int>(0)

    public init() {}

    /// Requests whose head has come and whose answer has not been sent to its end.
    public var requestsInFlight: Int { requests.load(ordering: .acquiring) }
    public var connections: Int { sockets.load(ordering: .acquiring) }
    /// Handlers and writers of bodies that have not returned.
    var tasks: Int { work.load(ordering: .acquiring) }

    func countRequest(_ change: Int) { requests.add(change, ordering: .acquiringAndReleasing) }
    func countConnection(_ change: Int) { sockets.add(change, ordering: .acquiringAndReleasing) }
    func countTask(_ change: Int) { work.add(change, ordering: .acquiringAndReleasing) }

    func count(_ record: AccessRecord) {
        let route = record.route ?? ""
        let seconds = record.duration / .seconds(1)
        state.withLock { state in
            let series = Series(
                route: route, method: record.method, statusClass: record.status / 100)
            state.requests[series, default: 0] += 1
            state.times[route, default: Times()].count += 1
            state.times[route, default: Times()].seconds += seconds
            if let bucket = Self.bounds.firstIndex(where: { seconds <= $0 }) {
                state.times[route, default: Times()].buckets[bucket] += 1
            }
        }
    }

    /// In Prometheus' text format, version 0.0.4.
    public var text: String {
        let (requests, times) = state.withLock { ($0.requests, $0.times) }
        var lines = [
            "# HELP http_requests_in_flight Requests being answered.",
            "# TYPE http_requests_in_flight gauge",
            "http_requests_in_flight \(requestsInFlight)",
            "# HELP http_connections Open connections.",
            "# TYPE http_connections gauge",
            "http_connections \(connections)",
            "# HELP http_requests_total Requests by route, method and class of status.",
            "# TYPE http_requests_total counter",
        ]
        lines += requests.map { series, count in
            """
            http_requests_total{route="\(series.route)",method="\(series.method)",\
            status="\(series.statusClass)xx"} \(count)
            """
        }.sorted()
        lines += [
            "# HELP http_request_duration_seconds From the request's first line to the answer's end.",
            "# TYPE http_request_duration_seconds histogram",
        ]
        for (route, times) in times.sorted(by: { $0.key < $1.key }) {
            var sum = 0
            for (bound, count) in zip(Self.bounds, times.buckets) {
                sum += count
                lines.append(
                    "http_request_duration_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(sum)"
                )
            }
            lines += [
                "http_request_duration_seconds_bucket{route=\"\(route)\",le=\"+Inf\"} \(times.count)",
                "http_request_duration_seconds_sum{route=\"\(route)\"} \(times.seconds)",
                "http_request_duration_seconds_count{route=\"\(route)\"} \(times.count)",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
