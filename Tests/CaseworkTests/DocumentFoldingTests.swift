import Casework
import Testing

@Suite struct DocumentFoldingTests {
    @Test(
        "Case, spaces and punctuation are no part of a number",
        arguments: [
            "0801-1990-12345", "0801 1990 12345", " 0801.1990/12345 ", "080119 9012345",
            "0801\u{00A0}1990\u{2013}12345",
        ])
    func separators(number: String) { #expect(DocumentFolding.fold(number) == "0801199012345") }

    @Test func letters() {
        #expect(DocumentFolding.fold("h-0705 4440") == DocumentFolding.fold("H07054440"))
        #expect(DocumentFolding.fold("abcxyzABCXYZ") == "ABCXYZABCXYZ")
        #expect(DocumentFolding.fold("a1"[...]) == "A1")
    }

    @Test(
        "Leading zeros and the order of characters count",
        arguments: [
            ("0123", "123"), ("O123", "0123"), ("12-3", "12-30"), ("A12", "12A"),
        ])
    func apart(one: String, other: String) {
        #expect(DocumentFolding.fold(one) != DocumentFolding.fold(other))
    }

    @Test(
        "What holds no letter or digit is no number", arguments: ["", " ", "-", "--/..", "№", "ñ"])
    func nothing(number: String) { #expect(DocumentFolding.fold(number).isEmpty) }

    @Test("Folding again changes nothing")
    func idempotent() {
        for number in ["h-0705 4440", "", "Ñ 12é", "№ 7"] {
            let folded = DocumentFolding.fold(number)
            #expect(DocumentFolding.fold(folded) == folded)
        }
    }
}
