import CXlsxWriter

/// A sheet of a workbook; rows and columns count from 0.
public struct Sheet {
    let sheet: UnsafeMutablePointer<lxw_worksheet>
    let book: UnsafeMutablePointer<lxw_workbook>
    let name: String
    let formats: [Workbook.Style: UnsafeMutablePointer<lxw_format>]

    public func write(
        _ text: String, row: Int, column: Int, _ style: Workbook.Style = .text
    ) throws(WorkbookError) {
        try WorkbookError.check(
            worksheet_write_string(
                sheet, lxw_row_t(row), lxw_col_t(column), text, formats[style]))
    }

    public func write(
        _ number: Int, row: Int, column: Int, _ style: Workbook.Style = .number
    ) throws(WorkbookError) {
        try WorkbookError.check(
            worksheet_write_number(
                sheet, lxw_row_t(row), lxw_col_t(column), Double(number), formats[style]))
    }

    /// An empty cell with a look of its own.
    public func writeBlank(
        row: Int, column: Int, _ style: Workbook.Style
    ) throws(WorkbookError) {
        try WorkbookError.check(
            worksheet_write_blank(sheet, lxw_row_t(row), lxw_col_t(column), formats[style]))
    }

    /// How wide a column is, in characters.
    public func setWidth(_ width: Double, column: Int) throws(WorkbookError) {
        try WorkbookError.check(
            worksheet_set_column(
                sheet, lxw_col_t(column), lxw_col_t(column), width, nil))
    }

    /// How high a row is, in points; not every reader fits rows to their text.
    public func setHeight(_ height: Double, row: Int) throws(WorkbookError) {
        try WorkbookError.check(worksheet_set_row(sheet, lxw_row_t(row), height, nil))
    }

    /// Keeps the rows above in sight.
    public func freeze(above row: Int) { worksheet_freeze_panes(sheet, lxw_row_t(row), 0) }

    /// Prints on one page's width, those rows repeated on each page, with a line at the foot.
    public func setPrinting(header rows: ClosedRange<Int>?, foot: String) throws(WorkbookError) {
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        if let rows {
            try WorkbookError.check(
                worksheet_repeat_rows(
                    sheet, lxw_row_t(rows.lowerBound), lxw_row_t(rows.upperBound)))
        }
        // An ampersand begins a code there.
        let text = "&L" + foot.replacing("&", with: "&&") + "&R&P / &N"
        try WorkbookError.check(worksheet_set_footer(sheet, text))
    }

    public func hideGridlines() {
        worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    }

    /// A native chart of cells of this sheet.
    public struct Chart {
        public var title: String
        /// Upright columns rather than lying bars.
        public var isUpright: Bool
        public var rows: ClosedRange<Int>
        public var labels: Int
        /// The columns, stacked in this order, with the row that names them.
        public var series: [Int]
        public var heading: Int

        public init(
            title: String, isUpright: Bool, rows: ClosedRange<Int>, labels: Int, series: [Int],
            heading: Int
        ) {
            self.title = title
            self.isUpright = isUpright
            self.rows = rows
            self.labels = labels
            self.series = series
            self.heading = heading
        }
    }

    /// Draws a chart with its upper left corner in that cell.
    public func add(_ chart: Chart, row: Int, column: Int) throws(WorkbookError) {
        let kind = chart.isUpright ? LXW_CHART_COLUMN_STACKED : LXW_CHART_BAR_STACKED
        guard let native = workbook_add_chart(book, UInt8(kind.rawValue)) else {
            throw WorkbookError("the chart \(chart.title) cannot be added")
        }
        let (first, last) = (lxw_row_t(chart.rows.lowerBound), lxw_row_t(chart.rows.upperBound))
        for (index, column) in chart.series.enumerated() {
            let series = chart_add_series(native, nil, nil)
            let (labels, values) = (lxw_col_t(chart.labels), lxw_col_t(column))
            chart_series_set_categories(series, name, first, labels, last, labels)
            chart_series_set_values(series, name, first, values, last, values)
            chart_series_set_name_range(series, name, lxw_row_t(chart.heading), values)
            var fill = lxw_chart_fill()
            fill.color = index == 0 ? 0x0B4F8A : 0xA9C6E0
            chart_series_set_fill(series, &fill)
            var line = lxw_chart_line()
            line.color = 0x0B4F8A
            line.width = 0.5
            chart_series_set_line(series, &line)
        }
        chart_title_set_name(native, chart.title)
        chart_legend_set_position(native, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
        // Lying bars have their values on the horizontal axis, and would begin with the last row.
        let axes = native.pointee
        if !chart.isUpright { chart_axis_set_reverse(axes.y_axis) }
        let values = chart.isUpright ? axes.y_axis : axes.x_axis
        chart_axis_set_num_format(values, "#,##0")
        var grid = lxw_chart_line()
        grid.color = 0xD9D9D9
        grid.width = 0.5
        chart_axis_major_gridlines_set_line(values, &grid)
        chart_set_series_gap(native, 50)
        var options = lxw_chart_options()
        options.x_scale = 1.3
        options.y_scale = chart.isUpright ? 1.2 : max(1.0, Double(chart.rows.count) * 0.075)
        try WorkbookError.check(
            worksheet_insert_chart_opt(
                sheet, lxw_row_t(row), lxw_col_t(column), native, &options))
    }
}
