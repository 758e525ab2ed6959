import FoundationEssentials

/// A transaction that was seen, as a script for pgbench: the same statements with the same values,
/// but for ids and keys, which are made anew each time.
struct PgbenchScript {
    let transaction: [StatementCapture.Sent]

    init(_ transaction: [StatementCapture.Sent]) { self.transaction = transaction }

    func write(to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    var text: String {
        """
        \\set event :event + 1
        \\set number :round * 1000000000000 + :client_id * 1000000000 + :event
        \(transaction.map { sql(of: $0) + ";" }.joined(separator: "\n"))

        """
    }

    private func sql(of sent: StatementCapture.Sent) -> String {
        var sql = sent.sql
        // From the last, since $1 is also how $10 begins.
        for (index, parameter) in sent.parameters.enumerated().reversed() {
            sql = sql.replacing(
                "$\(index + 1)", with: literal(parameter.text, parameter.type, sent.unique))
        }
        return sql
    }

    private func literal(
        _ text: String?, _ type: String, _ unique: [String: StatementCapture.Unique]
    ) -> String {
        guard let text else { return "NULL::\(type)" }
        guard let kind = unique.first(where: { text.contains($0.key) })?.value else {
            return "'\(text.replacing("'", with: "''"))'::\(type)"
        }
        let value =
            switch kind {
            case .identifier: "lpad(to_hex(:number::bigint), 32, '0')::uuid"
            case .key: "decode(md5(:number::text), 'hex')"
            }
        return type.hasSuffix("[]") ? "ARRAY[\(value)]" : "\(value)::\(type)"
    }
}
