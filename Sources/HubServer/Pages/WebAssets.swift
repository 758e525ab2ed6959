import Codelists
import FoundationEssentials
import Texts
import WebFiles

/// A file that pages load.
struct WebAsset: Sendable {
    /// Its place on the server, with a digest of its content: it never changes there.
    let path: String
    let mediaType: String
    let bytes: [UInt8]
}

/// The files that pages load: stylesheet, scripts, pictures, texts for the scripts.
///
/// Scripts import each other by their plain names; what is served names the files with their
/// digests, so that a browser may keep each for ever and loads after an update what changed.
enum WebAssets {
    /// All files, by path; each is served as `public, max-age=31536000, immutable`.
    static let byPath: [String: WebAsset] = {
        var assets = named.values.map { $0 } + texts.values.map { $0 }
        for language in Language.whole { assets.append(manifest(language)) }
        return Dictionary(assets.map { ($0.path, $0) }) { first, _ in first }
    }()

    /// Where a file of `Sources/WebFiles` is served; its plain name where there is none.
    static func path(_ name: String) -> String { named[name]?.path ?? "/assets/\(name)" }

    static func textsPath(_ language: Language) -> String { texts[language]?.path ?? "" }

    static func manifestPath(_ language: Language) -> String { manifest(language).path }

    /// What a page's scripts work with that no page has in it.
    static let scripts = named.keys.filter { $0.hasSuffix(".js") && $0 != "sw.js" }.sorted()

    /// The service worker, to be served as `/sw.js` with `no-cache`: it holds the list of what works
    /// without a network, and so changes whenever one of the files does.
    static let serviceWorker: WebAsset = {
        let files =
            (scripts + ["app.css", "icon.svg"]).map { path($0) } + Language.whole.map(textsPath)
        let list = json(files.sorted())
        let version = digest(Array(list.utf8) + (raw["sw.js"] ?? []))
        let head = "const VERSION = \"\(version)\";\nconst FILES = \(list);\n"
        return WebAsset(
            path: "/sw.js", mediaType: mediaType(of: "sw.js"),
            bytes: Array(head.utf8) + (raw["sw.js"] ?? []))
    }()

    private static let raw: [String: [UInt8]] = {
        let files = UnsafeBufferPointer(start: web_files_all(), count: web_files_count())
        var raw: [String: [UInt8]] = [:]
        for file in files {
            raw[String(cString: file.name)] = Array(
                UnsafeBufferPointer(start: file.bytes, count: file.count))
        }
        return raw
    }()

    private static let named: [String: WebAsset] = {
        var done: [String: WebAsset] = [:]
        for name in raw.keys.sorted() { _ = settle(name, &done) }
        return done
    }()

    /// A file with the names of those it imports settled before it: imports make no circle.
    private static func settle(_ name: String, _ done: inout [String: WebAsset]) -> String {
        if let asset = done[name] { return asset.path }
        var bytes = raw[name] ?? []
        if name.hasSuffix(".js") {
            var text = String(decoding: bytes, as: UTF8.self)
            for imported in raw.keys.sorted() where text.contains("\"./\(imported)\"") {
                text = text.replacing("\"./\(imported)\"", with: "\"\(settle(imported, &done))\"")
            }
            bytes = Array(text.utf8)
        }
        let asset = asset(name, bytes)
        done[name] = asset
        return asset.path
    }

    /// The texts that scripts show, of one language, as a module.
    private static let texts: [Language: WebAsset] = {
        var files: [Language: WebAsset] = [:]
        for language in Language.whole {
            let texts = Texts(language)
            let prefix = "web.script."
            let keys = Texts.keys(in: language).filter { $0.hasPrefix(prefix) }
            var pairs = keys.map { (String($0.dropFirst(prefix.count)), texts(TextKey($0))) }
            pairs += Service.list.entries.map { ("service.\($0.code)", $0.label(language)) }
            let content = json(Dictionary(pairs) { first, _ in first })
            let module = "export default \(content);\n"
            files[language] = asset("texts-\(language.rawValue).js", Array(module.utf8))
        }
        return files
    }()

    private static func manifest(_ language: Language) -> WebAsset {
        let texts = Texts(language)
        let manifest = Manifest(
            name: texts("web.name.long"), shortName: texts("web.name"), lang: language.rawValue,
            icons: [
                .init(src: path("icon-192.png"), sizes: "192x192"),
                .init(src: path("icon-512.png"), sizes: "512x512"),
            ])
        let text = json(manifest)
        return asset("manifest-\(language.rawValue).webmanifest", Array(text.utf8))
    }

    private static func asset(_ name: String, _ bytes: [UInt8]) -> WebAsset {
        let parts = name.split(separator: ".", maxSplits: 1)
        let path = "/assets/\(parts[0]).\(digest(bytes)).\(parts.last ?? "")"
        return WebAsset(path: path, mediaType: mediaType(of: name), bytes: bytes)
    }

    private static func mediaType(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "webmanifest": "application/manifest+json"
        default: "application/octet-stream"
        }
    }

    /// FNV-1a: it tells versions of our own files apart, nothing more.
    private static func digest(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }

    /// How the app stands among a device's others once it is installed.
    private struct Manifest: Encodable {
        struct Icon: Encodable {
            let src: String
            let sizes: String
            let type = "image/png"
            let purpose = "any maskable"
        }

        let id = "/"
        let name: String
        let shortName: String
        let lang: String
        let startURL = "/log"
        let scope = "/"
        let display = "standalone"
        let themeColor = "#0b4f8a"
        let backgroundColor = "#ffffff"
        let icons: [Icon]

        enum CodingKeys: String, CodingKey {
            case id, name, lang, scope, display, icons
            case shortName = "short_name"
            case startURL = "start_url"
            case themeColor = "theme_color"
            case backgroundColor = "background_color"
        }
    }
}
