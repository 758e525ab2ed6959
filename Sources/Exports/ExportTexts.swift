import Texts

/// The sentences of an export in both languages at once: its files stand alone, for either reader.
struct ExportTexts {
    let english = Texts(.english)
    let spanish = Texts(.spanish)

    typealias Both = (english: String, spanish: String)

    func callAsFunction(_ key: TextKey, _ values: [String: String] = [:]) -> Both {
        (english(key, values), spanish(key, values))
    }

    func callAsFunction(_ key: String) -> Both { self(TextKey(key)) }

    /// What a reader must know before the first number: for whom it is, and whether it is real.
    func stamps(_ origin: ExportOrigin) -> Both {
        let keys = Self.stampKeys(origin)
        return (
            keys.map { english($0) }.joined(separator: " "),
            keys.map { spanish($0) }.joined(separator: " ")
        )
    }

    func stampLines(_ origin: ExportOrigin, _ texts: Texts) -> [String] {
        Self.stampKeys(origin).map { texts($0) }
    }

    private static func stampKeys(_ origin: ExportOrigin) -> [TextKey] {
        var keys: [TextKey] = []
        if origin.isDemonstration { keys.append("export.synthetic") }
        if origin.isInternal { keys.append("export.internal") }
        if origin.edition == nil { keys.append("export.open") }
        return keys
    }
}

extension DataPackage.Field {
    /// A column whose title is a text of ours.
    init(
        _ name: String, _ type: String, _ texts: ExportTexts,
        constraints: DataPackage.Constraints? = nil
    ) {
        let title = texts("export.column.\(name)")
        self.init(
            name: name, type: type, title: title.english, titleSpanish: title.spanish,
            constraints: constraints)
    }
}

extension DataPackage.Contributor {
    static func publisher(_ texts: ExportTexts) -> Self {
        Self(title: texts.english("export.publisher"), roles: ["publisher"])
    }
}
