import Drawing

/// Classes of people by which a map is shaded: five at most, of round and equal width.
///
/// Only visible numbers make them.
struct MapScale {
    let step: Int
    let classes: Int

    init(greatest: Int) {
        let wanted = max(1, (greatest + 4) / 5)
        var unit = 1
        while unit * 10 <= wanted { unit *= 10 }
        step = [1, 2, 3, 4, 5, 6, 8, 10].lazy.map { $0 * unit }.first { $0 >= wanted } ?? wanted
        classes = max(1, min(5, (greatest + step - 1) / step))
    }

    func shade(_ people: Int) -> Paint {
        guard people > 0 else { return .paper }
        return paint(of: min(classes, (people + step - 1) / step) - 1)
    }

    /// The darkest for the highest class, however many there are.
    func paint(of index: Int) -> Paint { Paint.shades[5 - classes + index] }

    func range(of index: Int) -> ClosedRange<Int> { (index * step + 1)...((index + 1) * step) }
}
