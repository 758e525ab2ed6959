/// Whether a request's head leaves no doubt about where its body ends.
///
/// libmicrohttpd takes a second, differing Content-Length and `chunked` beside another coding; a
/// proxy in front may read either differently, and then one client's bytes become another's request.
/// Source of the rules: RFC 9112, section 6.3, and RFC 9110, section 5.
enum Framing {
    static func isSound(_ headers: Headers) -> Bool {
        var hosts = 0
        var lengths = 0
        var codings = 0
        for (name, value) in headers.fields {
            guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte),
                value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 })
            else { return false }
            switch name.utf8.count {
            case 4 where Headers.isSame(name, "Host"):
                hosts += 1
            case 14 where Headers.isSame(name, "Content-Length"):
                lengths += 1
                guard (1...18).contains(value.utf8.count),
                    value.utf8.allSatisfy({ (0x30...0x39).contains($0) })
                else { return false }
            case 17 where Headers.isSame(name, "Transfer-Encoding"):
                codings += 1
                guard Headers.isSame(value, "chunked") else { return false }
            default:
                break
            }
        }
        return hosts <= 1 && lengths + codings <= 1
    }

    static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
            UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "_"),
            UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
