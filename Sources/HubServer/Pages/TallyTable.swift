import Codelists
import Texts

/// The counters of anonymous people, by age band and sex.
struct TallyTable: Sendable {
    let texts: Texts

    /// The keys that add one, by sex.
    static let sexKeys = ["female": "f", "male": "m", "other": "k", "unknown": "j"]
    /// The keys that choose the age band, youngest first, unknown last.
    static let bandKeys = [
        "0-4": "z", "5-11": "x", "12-17": "c", "18-59": "v", "60+": "b", "unknown": "n",
    ]

    var markup: Markup {
        let sexes = Self.unknownLast(Sex.list)
        let heads = sexes.map { sex -> Markup in
            """
            <th scope="col">\(sex.label(texts.language)) \
            \(Self.sexKeys[sex.code].map { "<kbd>\($0)</kbd>" as Markup })</th>
            """
        }
        let rows = Self.unknownLast(AgeBand.list).map { band -> Markup in
            let cells = sexes.map { cell($0, band) }
            return """
                <tr data-band="\(band.code)"><th scope="row">\(band.label(texts.language)) \
                \(Self.bandKeys[band.code].map { "<kbd>\($0)</kbd>" as Markup })</th>\(cells)</tr>

                """
        }
        return """
            <fieldset id="f-tally" tabindex="-1" aria-describedby="tally-hint f-tally-error">
            <legend class="quiet">\(texts("web.log.tally.legend"))</legend>
            <table class="tally" id="tally">
            <thead><tr><td></td>\(heads)</tr></thead>
            <tbody>
            \(rows)</tbody>
            </table>
            <p id="f-tally-count" role="status"></p>
            <p class="error" id="f-tally-error" hidden></p>
            </fieldset>

            """
    }

    private func cell(_ sex: CodelistEntry, _ band: CodelistEntry) -> Markup {
        let group = "\(sex.label(texts.language)), \(band.label(texts.language))"
        return """
            <td data-sex="\(sex.code)" data-label="\(group)" data-count="0">\
            <button type="button" class="more" aria-label="\(group)"><span>0</span></button>\
            <button type="button" class="less" aria-label="−" hidden>−</button></td>
            """
    }

    /// The values in use, in their order; unknown is the last thing to choose.
    static func unknownLast(_ list: Codelist) -> [CodelistEntry] {
        list.entries.filter { $0.number != 0 && !$0.isRetired }
            + list.entries.filter { $0.number == 0 }
    }
}
