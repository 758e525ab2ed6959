import HTTP
import PublicFiles
import RenderingFiles

/// The files that public pages load, each under a name that holds a digest of it: it never changes
/// there.
enum PublicAssets {
    static let byName: [String: Asset] = Dictionary(
        known.values.map { ($0.name, $0) }
    ) { first, _ in first }

    struct Asset: Sendable {
        let name: String
        let mediaType: String
        let bytes: [UInt8]

        var path: String { "/public/\(name)" }
    }

    /// Where a file is served; nil for one that this binary was built without.
    static func path(_ name: String) -> String? { known[name]?.path }

    static func text(_ name: String) -> String {
        String(decoding: known[name]?.bytes ?? [], as: UTF8.self)
    }

    private static let known: [String: Asset] = {
        var known: [String: Asset] = [:]
        for file in UnsafeBufferPointer(start: public_files_all(), count: public_files_count()) {
            let name = String(cString: file.name)
            known[name] = asset(
                name, Array(UnsafeBufferPointer(start: file.bytes, count: file.count)))
        }
        var count = 0
        let outlines = rendering_file_outlines(&count)
        known["outlines.txt"] = asset(
            "outlines.txt", Array(UnsafeBufferPointer(start: outlines, count: count)))
        return known
    }()

    private static func asset(_ name: String, _ bytes: [UInt8]) -> Asset {
        let parts = name.split(separator: ".", maxSplits: 1)
        let type =
            switch parts.last {
            case "css": "text/css; charset=utf-8"
            case "js": "text/javascript; charset=utf-8"
            default: "text/plain; charset=utf-8"
            }
        return Asset(
            name: "\(parts[0]).\(ETag(of: bytes).value).\(parts.last ?? "")", mediaType: type,
            bytes: bytes)
    }
}
