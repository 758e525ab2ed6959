import Glibc

/// An element's name without its prefix, compared where it lies.
struct XMLName {
    private let start: UnsafePointer<CChar>

    init(_ full: UnsafePointer<CChar>) {
        start = strrchr(full, Int32(UInt8(ascii: ":"))).map { UnsafePointer($0) + 1 } ?? full
    }

    /// Lets a `switch` over names read as one over strings.
    static func ~= (pattern: StaticString, name: XMLName) -> Bool { name.isEqual(to: pattern) }

    static func == (name: XMLName, text: StaticString) -> Bool { name.isEqual(to: text) }

    private func isEqual(to text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            for index in 0..<wanted.count
            where start[index] == 0 || UInt8(bitPattern: start[index]) != wanted[index] {
                return false
            }
            return start[wanted.count] == 0
        }
    }
}

/// An element's attributes, looked up without a copy of all; by local name, whatever the prefix.
struct XMLAttributes {
    let pointers: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    subscript(name: StaticString) -> String? { value(of: name).map { String(cString: $0) } }

    /// The value where it lies: until the handler returns.
    func value(of name: StaticString) -> UnsafePointer<CChar>? {
        guard var pointer = pointers else { return nil }
        while let key = pointer[0], let value = pointer[1] {
            if XMLName(key) == name { return value }
            pointer += 2
        }
        return nil
    }

    /// The value as a number; nil for anything but a few digits.
    func number(_ name: StaticString) -> Int? {
        guard var pointer = value(of: name) else { return nil }
        var number = 0
        var digits = 0
        while pointer.pointee != 0 {
            guard (0x30...0x39).contains(pointer.pointee), digits < 9 else { return nil }
            number = number * 10 + Int(pointer.pointee - 0x30)
            digits += 1
            pointer += 1
        }
        return digits == 0 ? nil : number
    }
}
