import Casework
public import CommonMark

extension BulletinBody {
    /// For paper: the text in blocks, its figures numbered, and where each of them comes from.
    public var printed: (blocks: [CommonMark.Block], sources: [String]) {
        let text = CommonMark(source)
        var sources: [BoundFigure] = []
        text.replaceText { run in
            BoundFigure.pieces(of: run).map { pieces in
                pieces.map { piece in
                    switch piece {
                    case .text(let text): return .text(text)
                    case .figure(let figure):
                        let place = sources.firstIndex(of: figure) ?? sources.count
                        if place == sources.count { sources.append(figure) }
                        return .text("\(shown(figure)) [\(place + 1)]")
                    }
                }
            }
        }
        return (text.blocks, sources.map(provenance))
    }
}
