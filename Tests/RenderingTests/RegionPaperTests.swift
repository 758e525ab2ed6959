import Casework
import CommonMark
import Foundation
import Testing
import Texts

@testable import Rendering

/// The papers of the region's work as others read them: long and hostile texts, in both languages.
@Suite(.enabled(if: Tool.hasPoppler, "needs poppler-utils")) struct RegionPaperTests {
    /// Long, in scripts that our fonts have, with what other formats give a meaning to.
    static let hostile = "=1+1 <script>alert(\"1\")</script> & \\{x} %PDF ñandú Überweisung"
    static let long = hostile + String(repeating: " coordinación interinstitucional", count: 12)
    static let place = hostile + String(repeating: " coordinación", count: 8)
    static let day = CalendarDate(year: 2021, month: 3, day: 23) ?? .init(dayNumber: 0)

    static let cases = Language.whole.flatMap { language in
        Paper.allCases.map { (language, $0) }
    }

    /// The document's words in reading order, and what poppler says of it.
    private func read(_ bytes: [UInt8]) throws -> (text: String, info: String, fonts: [String]) {
        try withFolder { folder in
            let file = folder.appending(path: "paper.pdf")
            try Data(bytes).write(to: file)
            let words = try Tool.text("pdftotext", ["-raw", "-nopgbrk", file.path, "-"])
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let fonts = try Tool.text("pdffonts", [file.path]).split(separator: "\n").dropFirst(2)
            return (words, try Tool.text("pdfinfo", [file.path]), fonts.map(String.init))
        }
    }

    private func check(
        _ bytes: [UInt8], _ language: Language, says parts: [String], pages: Int? = nil
    ) throws {
        let (text, info, fonts) = try read(bytes)
        var rest = text[...]
        for part in parts {
            let words = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let found = rest.firstRange(of: words)
            #expect(found != nil, "\(words)")
            if let found { rest = rest[found.upperBound...] }
        }
        #expect(!text.contains("⟦"))
        #expect(info.contains("Tagged:          yes"))
        #expect(String(decoding: bytes, as: UTF8.self).contains("/Lang (\(language.rawValue))"))
        #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains(" yes yes yes ") })
        if let pages { #expect(info.contains("Pages:           \(pages)\n")) }
    }

    private func decode<Record: Decodable>(_ object: [String: Any]) throws -> Record {
        try JSONDecoder().decode(
            Record.self, from: JSONSerialization.data(withJSONObject: object))
    }

    private func activity() throws -> Activity {
        try decode([
            "slug": "a", "kind": "training", "title": Self.long, "countries": ["CRI"],
            "audience": "police",
            "sessions": [["held": "2021-03-23", "place": Self.hostile, "topic": Self.hostile]],
        ])
    }

    @Test(arguments: cases)
    func signInSheet(language: Language, paper: Paper) throws {
        let link = "https://hubs.example.org/check-in/1-a.1616544000.0123456789abcdef"
        let sheet = SignInSheetPDF(
            try activity(), session: 1, checkIn: link, texts: Texts(language), paper: paper,
            made: Self.day, isDemonstration: true)
        try check(
            try #require(sheet).bytes, language,
            says: [Self.long, Self.hostile, Self.hostile, "1", "19"])
        #expect(
            SignInSheetPDF(
                try activity(), session: 2, texts: Texts(language), made: Self.day,
                isDemonstration: false) == nil)
    }

    @Test(arguments: cases)
    func certificates(language: Language, paper: Paper) throws {
        let names = ["Ana Pérez", Self.hostile, Self.long]
        let document = CertificatePDF(
            try activity(), names: names, organisers: [Self.long, "IOM", "DGME"],
            texts: Texts(language), paper: paper, made: Self.day, isDemonstration: false)
        try check(
            try document.bytes, language,
            says: names.flatMap { [$0, Self.long] }, pages: 3)
    }

    @Test(arguments: cases)
    func minutes(language: Language, paper: Paper) throws {
        let meeting: Meeting = try decode([
            "slug": "m", "network": "n", "title": Self.long, "held": "2021-03-23",
            "agenda": [Self.hostile, Self.long],
            "attendance": [["body": Self.long, "people": 2], ["body": "DGME", "people": 3]],
            "minutes": (0..<40).map { "\($0). \(Self.long)" }.joined(separator: "\n\n"),
        ])
        let network: Network = try decode([
            "slug": "n", "kind": "committee", "name": Self.hostile, "countries": ["PAN"],
        ])
        let slug = try #require(Slug("x"))
        let actions = [Self.day, nil].map {
            AgreedAction(
                slug: slug, network: slug, kind: .action, title: Self.long, owner: Self.hostile,
                due: $0)
        }
        let document = MinutesPDF(
            meeting, of: network, actions: actions, texts: Texts(language), paper: paper,
            made: Self.day, isDemonstration: true)
        try check(
            try document.bytes, language,
            says: [Self.hostile, Self.long, "1.", Self.hostile, "2.", Self.long, "5", "39."])
    }

    @Test(arguments: cases)
    func bulletin(language: Language, paper: Paper) throws {
        let body = """
            # Heading
            A *word* with [a link](https://example.org) and <b>no markup</b>.

            1. First
            2. Second

            > Said
            """
        let items = (0..<6).map { index in
            PrintedItem(
                title: "\(index) \(Self.long)", dateline: "PAN", blocks: CommonMark(body).blocks,
                sources: ["Source \(index)"], corrections: [Self.hostile])
        }
        let document = BulletinPDF(
            title: Self.hostile, day: Self.day, items: items, texts: Texts(language),
            paper: paper, isDemonstration: true)
        try check(
            try document.bytes, language,
            says: [
                Self.hostile, "0 \(Self.long)", "Heading",
                "A word with a link (https://example.org) and <b>no markup</b>.", "1. First",
                "2. Second", "Said", "[1] Source 0", Self.hostile, "5 \(Self.long)",
            ])
    }

    @Test("One page, whatever stands on it, with the number for the receiver", arguments: cases)
    func slip(language: Language, paper: Paper) throws {
        let id = "0178b1a2-7c00-7000-8000-000000000005"
        let content = ReferralSlipPDF.Content(
            reference: id,
            from: .init(name: "Ventanilla de Tapachula", lines: ["MX-TAP · México"]),
            to: .init(name: Self.place, lines: [Self.hostile, "+52 000 000"]),
            needs: ["Albergue", "Atención de salud", "Documentación", Self.hostile],
            priority: "Urgente (72 h)", sent: Self.day, due: Self.day.adding(days: 3))
        let document = ReferralSlipPDF(
            content, code: "https://hubs.example.org/referrals/\(id)", texts: Texts(language),
            paper: paper, made: Self.day, isDemonstration: true)
        try check(
            try document.bytes, language,
            says: [
                Self.place, Self.hostile, "Albergue", Self.hostile,
                "Urgente (72 h)", id, "Ventanilla de Tapachula",
            ], pages: 1)
    }
}
