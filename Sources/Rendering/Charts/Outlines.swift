import Drawing
import RenderingFiles

/// The outlines of the region's countries, as they were embedded.
struct Outlines: Sendable {
    /// Rings of longitude and latitude in degrees.
    struct Country: Sendable {
        let code: String
        var rings: [[Point]]
    }

    let countries: [Country]

    static let embedded: Outlines = {
        var count = 0
        let start = rendering_file_outlines(&count)
        return Outlines(UnsafeBufferPointer(start: start, count: count))
    }()

    /// Reads lines of a code and its ring's points in hundredths of a degree.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var countries: [Country] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: " "))
            guard let code = fields.first, line.first != UInt8(ascii: "#") else { continue }
            let name = String(decoding: code, as: UTF8.self)
            let ring = fields.dropFirst().compactMap(Self.point)
            if countries.last?.code == name {
                countries[countries.count - 1].rings.append(ring)
            } else {
                countries.append(Country(code: name, rings: [ring]))
            }
        }
        self.countries = countries
    }

    private static func point(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> Point? {
        let parts = field.split(separator: UInt8(ascii: ",")).compactMap { digits in
            Int(String(decoding: digits, as: UTF8.self))
        }
        guard parts.count == 2 else { return nil }
        return Point(Double(parts[0]) / 100, Double(parts[1]) / 100)
    }
}
