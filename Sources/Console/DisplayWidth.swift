extension Character {
    /// The columns that a terminal gives the character: 0, 1 or 2.
    ///
    /// Two for East Asian wide and full-width forms and for emoji (UAX #11),
    /// none for combining marks and controls.
    var displayWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        if first.isASCII { return first.value < 0x20 || first.value == 0x7F ? 0 : 1 }
        switch first.properties.generalCategory {
        case .control, .format, .nonspacingMark, .enclosingMark:
            return 0
        default:
            break
        }
        let isEmoji =
            first.properties.isEmojiPresentation
            || unicodeScalars.contains { $0.value == 0xFE0F }
        return isEmoji || Self.isWide(first.value) ? 2 : 1
    }

    /// The blocks of width W and F in EastAsianWidth.txt, Unicode 15, whole.
    private static func isWide(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
            0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF,
            0x20000...0x2FFFD, 0x30000...0x3FFFD:
            true
        default:
            false
        }
    }
}

extension StringProtocol {
    /// The columns that a terminal gives the text.
    var displayWidth: Int {
        // Most texts are ASCII, and then a byte is a column.
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }

    /// The text with what could steer a terminal, or reorder its line, made
    /// visible as `�`: data must not move the cursor.
    var printable: String {
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(self) }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            result.append(Self.steers(scalar) ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// The text cut to that many columns, `mark` in place of what is cut.
    func truncated(toWidth width: Int, mark: String) -> String {
        guard displayWidth > width else { return String(self) }
        var result = ""
        var left = width - mark.displayWidth
        guard left >= 0 else { return String(repeating: ".", count: Swift.max(width, 0)) }
        for character in self {
            left -= character.displayWidth
            if left < 0 { break }
            result.append(character)
        }
        return result + mark
    }

    /// The text in lines of at most `width` columns, broken at spaces.
    ///
    /// A word longer than a line stands alone and whole.
    func wrapped(toWidth width: Int) -> [String] {
        var lines: [String] = []
        for paragraph in split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            for word in paragraph.split(separator: " ") {
                if line.isEmpty {
                    line = String(word)
                } else if line.displayWidth + 1 + word.displayWidth <= width {
                    line += " " + word
                } else {
                    lines.append(line)
                    line = String(word)
                }
            }
            lines.append(line)
        }
        return lines
    }
}
