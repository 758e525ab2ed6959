/// What came of a spreadsheet's rows: the records of those that could be read, and why the others
/// could not.
public struct SheetReading<Record: Sendable>: Sendable {
    public private(set) var accepted: [Record] = []
    public private(set) var rejects: [HubLogReject] = []
    /// Rows under the heading.
    public let rows: Int

    /// Reads each row of a sheet whose fields can be what they seem.
    init<Column>(
        _ sheet: Sheet<Column>,
        _ read: (SheetLine<Column>) throws(HubLogReject) -> Record
    ) {
        rows = sheet.rows.count
        for row in sheet.rows {
            do throws(HubLogReject) {
                try sheet.check(row)
                accepted.append(try read(SheetLine(row: row, sheet: sheet)))
            } catch {
                rejects.append(error)
            }
        }
    }

    /// The same, where no two rows may have one `key`: the second is rejected, by the column from
    /// which the key comes.
    init<Column, Key: Hashable>(
        _ sheet: Sheet<Column>, eachOnceBy column: Column, _ key: (Record) -> Key,
        _ read: (SheetLine<Column>) throws(HubLogReject) -> Record
    ) {
        var taken: Set<Key> = []
        self.init(sheet) { (line) throws(HubLogReject) in
            let record = try read(line)
            guard taken.insert(key(record)).inserted else {
                throw line.reject(column, .recordTwice)
            }
            return record
        }
    }
}

/// One row of a sheet, by its columns.
struct SheetLine<Column: SheetColumn> {
    let row: TableRow
    let sheet: Sheet<Column>

    /// What stands in a column; nil for nothing.
    subscript(_ column: Column) -> String? {
        let text = sheet.text(row, column)
        return text.isEmpty ? nil : text
    }

    /// What stands in a column that cannot be left empty.
    func required(_ column: Column) throws(HubLogReject) -> String {
        guard let text = self[column] else { throw reject(column, .missing) }
        return text
    }

    /// What `parse` makes of a column; nil for nothing, a reject where it makes nothing of it.
    func value<Value>(
        _ column: Column, _ reason: HubLogReason, _ parse: (String) -> Value?
    ) throws(HubLogReject) -> Value? {
        guard let text = self[column] else { return nil }
        guard let value = parse(text) else { throw reject(column, reason) }
        return value
    }

    /// The same for a column that cannot be left empty.
    func requiredValue<Value>(
        _ column: Column, _ reason: HubLogReason, _ parse: (String) -> Value?
    ) throws(HubLogReject) -> Value {
        _ = try required(column)
        guard let value = try value(column, reason, parse) else { throw reject(column, reason) }
        return value
    }

    func reject(_ column: Column, _ reason: HubLogReason) -> HubLogReject {
        sheet.reject(row, column, reason)
    }
}
