import CMicroHTTPD
import Glibc

/// The functions that the engine calls, on its own threads.
///
/// The engine keeps three pointers of ours: the service, which outlives it; one retained
/// `Connection` a socket; one retained `Exchange` a request.
enum Callbacks {
    typealias Pointer = UnsafeMutableRawPointer

    private static func object<Object: AnyObject>(
        _ pointer: Pointer?, as type: Object.Type = Object.self
    ) -> Object? {
        pointer.map { Unmanaged<Object>.fromOpaque($0).takeUnretainedValue() }
    }

    static let connection: MHD_NotifyConnectionCallback = { context, connection, slot, event in
        guard let service = object(context, as: Service.self), let slot else { return }
        if event == .CONNECTION_NOTIFY_STARTED {
            let started = Connection(
                descriptor: hub_connection_descriptor(connection),
                address: addressText(hub_connection_address(connection)),
                deadline: .now + service.configuration.headTime)
            slot.pointee = Unmanaged.passRetained(started).toOpaque()
            service.add(started)
        } else if let known = slot.pointee {
            slot.pointee = nil
            service.remove(Unmanaged<Connection>.fromOpaque(known).takeRetainedValue())
        }
    }

    /// The request's first line has come: the only place where the target is still raw.
    static let target:
        @convention(c) (Pointer?, UnsafePointer<CChar>?, OpaquePointer?) -> Pointer? = {
            context, target, connection in
            guard let service = object(context, as: Service.self), let target, let connection,
                let socket = object(hub_connection_context(connection), as: Connection.self)
            else { return nil }
            let exchange = Exchange(
                String(cString: target), on: socket, ConnectionHandle(pointer: connection),
                of: service)
            return Unmanaged.passRetained(exchange).toOpaque()
        }

    /// Leaves escapes as they are: the engine would decode before it splits.
    static let unescape:
        @convention(c) (Pointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?) -> Int = {
            _, _, text in text.map { strlen($0) } ?? 0
        }

    static let request: MHD_AccessHandlerCallback = {
        _, connection, _, method, _, piece, size, slot in
        guard let connection, let method, let size,
            let exchange = object(slot?.pointee, as: Exchange.self)
        else { return .NO }
        let count = size.pointee
        switch exchange.stage {
        case .head:
            let refusal = exchange.begin(
                method: String(cString: method), headers: headers(of: connection))
            if let refusal { return exchange.send(refusal, on: connection) }
            if exchange.wantsAdmission { exchange.admit() }
            return .YES
        case .admitting:
            exchange.connection.takeBack()
            if let refusal = exchange.admitted() { return exchange.send(refusal, on: connection) }
            return .YES
        case .body where count > 0:
            size.pointee = 0
            return exchange.take(UnsafeRawBufferPointer(start: piece, count: count)) ? .YES : .NO
        case .body:
            if let response = exchange.answer() { return exchange.send(response, on: connection) }
            return .YES
        case .answering:
            exchange.connection.takeBack()
            guard case .respond(let response) = exchange.takeOutcome() else { return .YES }
            return exchange.send(response, on: connection)
        case .sending:
            return .NO
        }
    }

    static let completed: MHD_RequestCompletedCallback = { _, _, slot, reason in
        guard let slot, let pointer = slot.pointee else { return }
        slot.pointee = nil
        Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue()
            .complete(isSent: reason == .REQUEST_TERMINATED_COMPLETED_OK)
    }

    private static func headers(of connection: OpaquePointer) -> Headers {
        var headers = Headers()
        withUnsafeMutablePointer(to: &headers) { headers in
            _ = MHD_get_connection_values_n(
                connection, .HEADER_KIND,
                { headers, _, name, nameLength, value, valueLength in
                    let name = UnsafeRawBufferPointer(start: name, count: nameLength)
                    let value = UnsafeRawBufferPointer(
                        start: value, count: value == nil ? 0 : valueLength)
                    headers?.assumingMemoryBound(to: Headers.self).pointee.add(
                        String(decoding: name, as: UTF8.self),
                        String(decoding: value, as: UTF8.self))
                    return .YES
                }, headers)
        }
        return headers
    }
}
