/// The United Nations' regions (M49), by which a nationality is told less exactly.
struct WorldRegion: Hashable, Sendable {
    /// The three digits of M49.
    let code: String
    let english: String
    let spanish: String

    /// The sub-region of a country by its ISO number; nil for what belongs to none.
    static func subregion(of country: Int16) -> WorldRegion? { byCountry[country]?.sub }

    /// The continent of a country by its ISO number; nil for what belongs to none.
    static func continent(of country: Int16) -> WorldRegion? { byCountry[country]?.continent }

    private static let byCountry: [Int16: (sub: WorldRegion, continent: WorldRegion)] = {
        var table: [Int16: (sub: WorldRegion, continent: WorldRegion)] = [:]
        for (continent, regions) in all {
            for (region, countries) in regions {
                for country in countries { table[country] = (region, continent) }
            }
        }
        return table
    }()

    /// United Nations Statistics Division, Standard Country or Area Codes for Statistical Use
    /// (M49): the intermediate region where there is one, else the sub-region.
    private static let all: [(WorldRegion, [(WorldRegion, [Int16])])] = [
        (
            WorldRegion(code: "002", english: "Africa", spanish: "África"),
            [
                (
                    WorldRegion(
                        code: "011", english: "Western Africa", spanish: "África occidental"),
                    [
                        132, 204, 270, 288, 324, 384, 430, 466, 478, 562, 566, 624, 654,
                        686, 694, 768, 854,
                    ]
                ),
                (
                    WorldRegion(
                        code: "014", english: "Eastern Africa", spanish: "África oriental"),
                    [
                        86, 108, 174, 175, 231, 232, 260, 262, 404, 450, 454, 480, 508, 638,
                        646, 690, 706, 716, 728, 800, 834, 894,
                    ]
                ),
                (
                    WorldRegion(
                        code: "015", english: "Northern Africa", spanish: "África septentrional"),
                    [
                        12, 434, 504, 729, 732, 788, 818,
                    ]
                ),
                (
                    WorldRegion(
                        code: "017", english: "Middle Africa", spanish: "África central"),
                    [
                        24, 120, 140, 148, 178, 180, 226, 266, 678,
                    ]
                ),
                (
                    WorldRegion(
                        code: "018", english: "Southern Africa", spanish: "África meridional"),
                    [
                        72, 426, 516, 710, 748,
                    ]
                ),
            ]
        ),
        (
            WorldRegion(code: "019", english: "Americas", spanish: "Américas"),
            [
                (
                    WorldRegion(
                        code: "005", english: "South America", spanish: "América del Sur"),
                    [
                        32, 68, 74, 76, 152, 170, 218, 238, 239, 254, 328, 600, 604, 740,
                        858, 862,
                    ]
                ),
                (
                    WorldRegion(
                        code: "013", english: "Central America", spanish: "América Central"),
                    [
                        84, 188, 222, 320, 340, 484, 558, 591,
                    ]
                ),
                (
                    WorldRegion(
                        code: "021", english: "Northern America", spanish: "América del Norte"),
                    [
                        60, 124, 304, 666, 840,
                    ]
                ),
                (
                    WorldRegion(
                        code: "029", english: "Caribbean", spanish: "Caribe"),
                    [
                        28, 44, 52, 92, 136, 192, 212, 214, 308, 312, 332, 388, 474, 500,
                        531, 533, 534, 535, 630, 652, 659, 660, 662, 663, 670, 780, 796, 850,
                    ]
                ),
            ]
        ),
        (
            WorldRegion(code: "142", english: "Asia", spanish: "Asia"),
            [
                (
                    WorldRegion(
                        code: "030", english: "Eastern Asia", spanish: "Asia oriental"),
                    [
                        156, 158, 344, 392, 408, 410, 446, 496,
                    ]
                ),
                (
                    WorldRegion(
                        code: "034", english: "Southern Asia", spanish: "Asia meridional"),
                    [
                        4, 50, 64, 144, 356, 364, 462, 524, 586,
                    ]
                ),
                (
                    WorldRegion(
                        code: "035", english: "South-eastern Asia", spanish: "Asia sudoriental"),
                    [
                        96, 104, 116, 360, 418, 458, 608, 626, 702, 704, 764,
                    ]
                ),
                (
                    WorldRegion(
                        code: "143", english: "Central Asia", spanish: "Asia central"),
                    [
                        398, 417, 762, 795, 860,
                    ]
                ),
                (
                    WorldRegion(
                        code: "145", english: "Western Asia", spanish: "Asia occidental"),
                    [
                        31, 48, 51, 196, 268, 275, 368, 376, 400, 414, 422, 512, 634, 682,
                        760, 784, 792, 887,
                    ]
                ),
            ]
        ),
        (
            WorldRegion(code: "150", english: "Europe", spanish: "Europa"),
            [
                (
                    WorldRegion(
                        code: "039", english: "Southern Europe", spanish: "Europa meridional"),
                    [
                        8, 20, 70, 191, 292, 300, 336, 380, 470, 499, 620, 674, 688, 705,
                        724, 807,
                    ]
                ),
                (
                    WorldRegion(
                        code: "151", english: "Eastern Europe", spanish: "Europa oriental"),
                    [
                        100, 112, 203, 348, 498, 616, 642, 643, 703, 804,
                    ]
                ),
                (
                    WorldRegion(
                        code: "154", english: "Northern Europe", spanish: "Europa septentrional"),
                    [
                        208, 233, 234, 246, 248, 352, 372, 428, 440, 578, 744, 752, 826,
                        831, 832, 833,
                    ]
                ),
                (
                    WorldRegion(
                        code: "155", english: "Western Europe", spanish: "Europa occidental"),
                    [
                        40, 56, 250, 276, 438, 442, 492, 528, 756,
                    ]
                ),
            ]
        ),
        (
            WorldRegion(code: "009", english: "Oceania", spanish: "Oceanía"),
            [
                (
                    WorldRegion(
                        code: "053", english: "Australia and New Zealand",
                        spanish: "Australia y Nueva Zelandia"),
                    [
                        36, 162, 166, 334, 554, 574,
                    ]
                ),
                (
                    WorldRegion(
                        code: "054", english: "Melanesia", spanish: "Melanesia"),
                    [
                        90, 242, 540, 548, 598,
                    ]
                ),
                (
                    WorldRegion(
                        code: "057", english: "Micronesia", spanish: "Micronesia"),
                    [
                        296, 316, 520, 580, 581, 583, 584, 585,
                    ]
                ),
                (
                    WorldRegion(
                        code: "061", english: "Polynesia", spanish: "Polinesia"),
                    [
                        16, 184, 258, 570, 612, 772, 776, 798, 876, 882,
                    ]
                ),
            ]
        ),
    ]
}
