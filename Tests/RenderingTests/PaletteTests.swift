import Drawing
import Foundation
import Testing

@testable import Rendering

/// What the pictures are painted with can be told apart by everybody, and in black and white.
@Suite struct PaletteTests {
    /// How somebody sees, as what becomes of linear red, green and blue: Machado, Oliveira and
    /// Fernandes (2009), for the whole lack of one kind of cone.
    enum Vision: CaseIterable {
        case full, protanopia, deuteranopia, tritanopia, grey

        var rows: [[Double]] {
            switch self {
            case .full: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
            case .protanopia:
                [
                    [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                    [-0.003882, -0.048116, 1.051998],
                ]
            case .deuteranopia:
                [
                    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                    [-0.011820, 0.042940, 0.968881],
                ]
            case .tritanopia:
                [
                    [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                    [0.004733, 0.691367, 0.303900],
                ]
            case .grey: [[Double]](repeating: Self.luminance, count: 3)
            }
        }

        /// How much each part of a colour gives light.
        static let luminance = [0.2126, 0.7152, 0.0722]

        func luminance(of rgb: UInt32) -> Double {
            let linear = [16, 8, 0].map { shift in
                let part = Double((rgb >> shift) & 255) / 255
                return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
            }
            return zip(rows, Self.luminance).reduce(0) { sum, row in
                let seen = zip(row.0, linear).reduce(0) { $0 + $1.0 * $1.1 }
                return sum + row.1 * min(1, max(0, seen))
            }
        }
    }

    /// WCAG's contrast of two paints, 1 to 21.
    private func contrast(
        _ one: Paint, _ other: Paint, _ palette: [Paint: UInt32], _ vision: Vision
    ) throws -> Double {
        let lights = try [one, other].map { vision.luminance(of: try #require(palette[$0])) }
        return (max(lights[0], lights[1]) + 0.05) / (min(lights[0], lights[1]) + 0.05)
    }

    /// CIE's lightness, 0 to 100: equal steps look equal.
    private func lightness(
        _ paint: Paint, _ palette: [Paint: UInt32], _ vision: Vision
    ) throws -> Double {
        let light = vision.luminance(of: try #require(palette[paint]))
        return light > 216.0 / 24_389 ? 116 * cbrt(light) - 16 : light * 24_389 / 27
    }

    /// The paints as the documents have them, and as the page has them by day and in the dark.
    private static func palettes() -> [String: [Paint: UInt32]] {
        let printed = Dictionary(uniqueKeysWithValues: Paint.allCases.map { ($0, $0.rgb) })
        let parts = ReportPage.style.split(separator: "prefers-color-scheme: dark", maxSplits: 1)
        let pages = parts.map { part in
            var palette: [Paint: UInt32] = [:]
            for match in part.matches(of: /--([a-z]+)([0-9]?): #([0-9a-f]{6})/) {
                let name = match.2.isEmpty ? String(match.1) : "shade\(match.2)"
                guard let paint = Paint(rawValue: name), palette[paint] == nil else { continue }
                palette[paint] = UInt32(match.3, radix: 16)
            }
            return palette
        }
        return ["print": printed, "day": pages.first ?? [:], "dark": pages.last ?? [:]]
    }

    @Test("The page has the paints of the documents by day, and others in the dark")
    func page() {
        let palettes = Self.palettes()
        let printed = palettes["print"]?.filter { $0.key != .hatched }
        #expect(palettes["day"] == printed)
        #expect(palettes["dark"]?.count == printed?.count && palettes["dark"] != printed)
    }

    @Test("Words can be read on every ground", arguments: Vision.allCases)
    func words(vision: Vision) throws {
        for (name, palette) in Self.palettes() {
            for (word, ground) in [
                (Paint.ink, Paint.paper), (.ink, .panel), (.quiet, .paper), (.quiet, .panel),
                (.accent, .paper),
            ] {
                let contrast = try contrast(word, ground, palette, vision)
                #expect(contrast >= 4.5, "\(name): \(word) on \(ground)")
            }
        }
    }

    @Test("The two parts of a bar stand out from each other", arguments: Vision.allCases)
    func bars(vision: Vision) throws {
        for (name, palette) in Self.palettes() {
            #expect(try contrast(.accent, .pale, palette, vision) >= 3, "\(name)")
            #expect(try contrast(.accent, .paper, palette, vision) >= 3, "\(name)")
        }
    }

    @Test("Each class of the map is plainly darker than the one before", arguments: Vision.allCases)
    func shades(vision: Vision) throws {
        for (name, palette) in Self.palettes() {
            let steps = try ([.land] + Paint.shades).map { try lightness($0, palette, vision) }
            for (index, (one, next)) in zip(steps, steps.dropFirst()).enumerated() {
                // In the dark it is the other way round: more people are more light.
                let step = name == "dark" ? next - one : one - next
                #expect(step >= 7, "\(name): \(index) and \(index + 1) differ by \(step)")
            }
        }
    }
}
