import Console
import Matching
import Texts

/// What an evaluation found, for people and for programs.
struct DuplicatesReport {
    let records: Int
    let truth: Int
    let seconds: Double
    let evaluation: MatchingEvaluation

    struct Document: Encodable {
        struct Quality: Encodable {
            let threshold: Double?
            let pairs: Int
            let precision: Double
            let recall: Double
            let f1: Double

            init(_ quality: LinkageQuality, threshold: Double? = nil) {
                self.threshold = threshold
                pairs = quality.right + quality.wrong
                precision = quality.precision
                recall = quality.recall
                f1 = quality.f1
            }
        }

        let records: Int
        let truePairs: Int
        let candidates: Int
        let keptTruePairs: Int
        let threshold: Double
        let precision: Double
        let recall: Double
        let f1: Double
        let best: Quality
        let automatic: Quality
        let seconds: Double

        enum CodingKeys: String, CodingKey {
            case records, candidates, threshold, precision, recall, f1, best, automatic, seconds
            case truePairs = "true_pairs"
            case keptTruePairs = "kept_true_pairs"
        }
    }

    var document: Document {
        Document(
            records: records, truePairs: truth, candidates: evaluation.candidates,
            keptTruePairs: evaluation.keptTruth, threshold: evaluation.threshold,
            precision: evaluation.quality.precision, recall: evaluation.quality.recall,
            f1: evaluation.quality.f1,
            best: .init(evaluation.bestQuality, threshold: evaluation.bestThreshold),
            automatic: .init(evaluation.automatic), seconds: seconds)
    }

    func write(to session: Session) {
        let texts = session.texts
        session.terminal.write(
            texts(
                "duplicates.evaluate.summary",
                [
                    "records": texts.number(records), "truth": texts.number(truth),
                    "candidates": texts.number(evaluation.candidates),
                    "kept": texts.number(evaluation.keptTruth),
                    "seconds": texts.decimal(seconds, decimals: 1),
                ]))
        var table = TextTable([
            .left(texts("duplicates.column.decision")), .right(texts("duplicates.column.score")),
            .right(texts("duplicates.column.pairs")),
            .right(texts("duplicates.column.precision")),
            .right(texts("duplicates.column.recall")), .right("F1"),
        ])
        func add(_ key: TextKey, _ quality: LinkageQuality, threshold: Double?) {
            table.add([
                texts(key), threshold.map { texts.decimal($0, decimals: 1) } ?? "",
                texts.number(quality.right + quality.wrong),
                texts.decimal(quality.precision, decimals: 4),
                texts.decimal(quality.recall, decimals: 4),
                texts.decimal(quality.f1, decimals: 4),
            ])
        }
        add("duplicates.decision.learnt", evaluation.quality, threshold: evaluation.threshold)
        add("duplicates.decision.best", evaluation.bestQuality, threshold: evaluation.bestThreshold)
        add("duplicates.decision.automatic", evaluation.automatic, threshold: nil)
        session.terminal.write(table)
    }
}
