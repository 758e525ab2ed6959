import CMicroHTTPD
import Glibc

/// The engine: libmicrohttpd in poll mode.
///
/// Not in epoll mode: version 0.9.75 misses there the end of a stream that comes with data.
/// Unchecked: the library locks its daemon itself.
struct Daemon: @unchecked Sendable {
    private let pointer: OpaquePointer
    private let service: Unmanaged<Service>

    /// Takes the socket over.
    init(on socket: ListeningSocket, for service: Service) throws(ServerError) {
        let limits = service.configuration
        let retained = Unmanaged.passRetained(service)
        let context = retained.toOpaque()
        var texts: [UnsafeMutablePointer<CChar>?] = []
        defer { texts.forEach { free($0) } }

        func item(_ option: MHD_OPTION, _ value: Int, _ pointer: UnsafeMutableRawPointer? = nil)
            -> MHD_OptionItem
        {
            MHD_OptionItem(option: option, value: value, ptr_value: pointer)
        }
        func text(_ option: MHD_OPTION, _ value: String) -> MHD_OptionItem {
            texts.append(strdup(value))
            return item(option, 0, texts.last.flatMap { $0.map { UnsafeMutableRawPointer($0) } })
        }
        var options = [
            item(.LISTEN_SOCKET, Int(socket.descriptor)),
            item(.THREAD_POOL_SIZE, limits.threads),
            item(.CONNECTION_LIMIT, limits.maximumConnections),
            // The engine's own answers to what does not fit are 414 and 431 as well.
            item(
                .CONNECTION_MEMORY_LIMIT, limits.maximumTarget + limits.maximumHeaders + 16 << 10),
            item(.STRICT_FOR_CLIENT, 1),
            item(.NOTIFY_CONNECTION, unsafeBitCast(Callbacks.connection, to: Int.self), context),
            item(.NOTIFY_COMPLETED, unsafeBitCast(Callbacks.completed, to: Int.self), context),
            item(.URI_LOG_CALLBACK, unsafeBitCast(Callbacks.target, to: Int.self), context),
            item(.UNESCAPE_CALLBACK, unsafeBitCast(Callbacks.unescape, to: Int.self), context),
        ]
        // Without the engine's log: it speaks of clients' mistakes, and the access log does too.
        var flags = MHD_USE_POLL_INTERNAL_THREAD.rawValue | MHD_USE_SUSPEND_RESUME.rawValue
        if let count = limits.maximumConnectionsPerAddress {
            options.append(item(.PER_IP_CONNECTION_LIMIT, count))
        }
        if let tls = limits.tls {
            flags |= MHD_USE_TLS.rawValue
            options += [
                text(.HTTPS_MEM_CERT, tls.certificate), text(.HTTPS_MEM_KEY, tls.key),
                text(.HTTPS_PRIORITIES, "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"),
            ]
        }
        options.append(item(.END, 0))
        let started = options.withUnsafeMutableBufferPointer { options -> OpaquePointer? in
            guard let first = options.baseAddress else { return nil }
            return withVaList([MHD_OPTION.ARRAY.rawValue, first, MHD_OPTION.END.rawValue]) {
                MHD_start_daemon_va(flags, 0, nil, nil, Callbacks.request, context, $0)
            }
        }
        guard let started else {
            retained.release()
            throw limits.tls == nil ? .engineFailed : .certificateRefused
        }
        pointer = started
        self.service = retained
    }

    /// Takes no more connections and gives the socket up.
    func quiesce() {
        let socket = MHD_quiesce_daemon(pointer)
        if socket >= 0 { close(socket) }
    }

    /// Closes all connections. Nothing may be suspended.
    func stop() {
        MHD_stop_daemon(pointer)
        service.release()
    }
}
