import CaseStore
import Casework
import Codelists
import Documents
import FoundationEssentials
import HTTP
import Operations
import Rendering
import Reporting
import Texts

/// A quarter's figures with their charts, as far as one's role reaches; from a hub's row to its
/// own figures, and from there to the events behind them.
enum ReportPages {
    static let all = [latest, quarter, hub, events, cell, file]

    /// The latest quarter of which something is counted; in the demonstration the one that it is of.
    private static let latest = StaffPage("/reports", "reportsPage", for: .readFigures) { visit in
        let quarter =
            visit.frame.isDemonstration
            ? Demonstration.quarter : try await visit.application.latestQuarter()
        return .redirect(place(of: visit.actor, in: quarter ?? Quarter(containing: .today)))
    }

    private static let quarter = StaffPage(
        "/reports/{quarter}", "quarterPage", for: .readFigures
    ) { visit in
        let quarter: Quarter = try visit.path("quarter")
        switch visit.actor.reach(of: .readFigures) {
        case .ownHub, .nothing: return .redirect(place(of: visit.actor, in: quarter))
        case .ownCountry:
            let hubs = try await visit.application.hubs()
                .filter { visit.actor.may(.readFigures, at: $0.code) }
            return .page(
                ReportHubsPage(frame: visit.frame, quarter: quarter, hubs: hubs).markup)
        case .everywhere:
            let report = try await visit.application.report(
                on: quarter, ReportRequest(isDrawn: true))
            return .page(page(visit, quarter, nil, report).markup)
        }
    }

    private static let hub = StaffPage(
        "/reports/{quarter}/hubs/{hub}", "hubReportPage", for: .readFigures
    ) { visit in
        let quarter: Quarter = try visit.path("quarter")
        let hub: HubCode = try visit.path("hub")
        let report = try await visit.application.report(on: quarter, at: hub)
        return .page(page(visit, quarter, hub, report).markup)
    }

    private static let most = 100

    private static let events = StaffPage(
        "/reports/{quarter}/hubs/{hub}/events", "hubEventsPage", for: .readEvents
    ) { visit in
        let quarter: Quarter = try visit.path("quarter")
        let hub: HubCode = try visit.path("hub")
        let after: EventCursor? = visit.query("after")
        let service: Service? = visit.query("service", as: String.self).flatMap { Service($0) }
        let found = try await visit.application.events(
            at: hub, in: quarter, limit: most, before: after.map { ($0.day, $0.event) })
        let path = "\(ReportsPage.path(quarter))/hubs/\(hub)/events"
        let next = found.count < most ? nil : found.last
        return .page(
            EventsPage(
                frame: visit.frame, quarter: quarter, hub: hub,
                rows: found.filter { event in
                    service.map { event.services.contains($0.number) } ?? true
                }.map { .init($0) },
                next: next.map { "\(path)?after=\(EventCursor(day: $0.occurredOn, event: $0.id))" }
            ).markup)
    }

    /// The events behind one figure, which its place in the tables names.
    private static let cell = StaffPage(
        "/reports/{quarter}/events", "cellEventsPage", for: .readEvents
    ) { visit in
        var categories: [Reporting.Dimension: String] = [:]
        for item in visit.request.query {
            guard let dimension = Reporting.Dimension(item.name) else { continue }
            categories[dimension] = item.value
        }
        let quarter: Quarter = try visit.path("quarter")
        let after: EventCursor? = visit.query("after")
        let found = try await visit.application.events(
            behind: CellQuestion(quarter, categories), limit: most,
            before: after.map { ($0.day, $0.event) })
        let places = found.figure.places.map { "\($0.dimension)=\($0.code)" }
        return .page(
            CellEventsPage(
                frame: visit.frame, figure: found.figure,
                rows: found.events.map {
                    .init(event: .init($0.event), hub: $0.event.hub, counted: $0.counted)
                },
                next: found.next.map { CellEventsPage.path(quarter, places + ["after=\($0)"]) }
            ).markup)
    }

    /// The forms in which a report may be taken away.
    private enum Form: String, CaseIterable {
        case pdf, xlsx, csv, json
    }

    private static let file = StaffPage(
        "/reports/{quarter}/{file}", "reportFile", for: .readFigures
    ) { visit in
        let quarter: Quarter = try visit.path("quarter")
        let parts = (visit.request.parameters["file"] ?? "").split(separator: ".")
        guard parts.count == 2, let form = Form(rawValue: String(parts[1])) else {
            throw APIProblem(.notFound)
        }
        let report: QuarterlyReport
        if parts[0] == "report" {
            report = try await visit.application.report(on: quarter, ReportRequest(isDrawn: true))
        } else {
            guard let hub = HubCode(String(parts[0])) else { throw APIProblem(.notFound) }
            report = try await visit.application.report(on: quarter, at: hub)
        }
        return try answer(report, form, "\(quarter)-\(parts[0]).\(form.rawValue)", visit.texts)
    }

    private static func answer(
        _ report: QuarterlyReport, _ form: Form, _ name: String, _ texts: Texts
    ) throws -> PageAnswer {
        switch form {
        case .pdf:
            let pdf = ReportPDF(report, texts: texts, paper: .a4, made: .today)
            return .file(try pdf.bytes, mediaType: "application/pdf", name: name)
        case .xlsx:
            let folder = FileManager.default.temporaryDirectory
            let file = folder.appending(path: "hub-report-\(UUID().uuidString).xlsx")
            defer { try? FileManager.default.removeItem(at: file) }
            let path = file.path(percentEncoded: false)
            try ReportWorkbook(report, texts: texts, made: .today).write(to: path)
            return .file(
                Array(try Data(contentsOf: file)),
                mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                name: name)
        case .csv:
            let rows = [ReportRows.header] + ReportRows.rows(of: report, language: texts.language)
            let text = rows.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
            return .file(Array(text.utf8), mediaType: "text/csv; charset=utf-8", name: name)
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let document = ReportDocument(report, language: texts.language)
            return .file(
                Array(try encoder.encode(document)), mediaType: "application/json", name: name)
        }
    }

    private static func quoted(_ field: String) -> String {
        let isPlain = !field.contains { $0 == "," || $0 == "\"" || $0.isNewline }
        return isPlain ? field : "\"\(field.replacing("\"", with: "\"\""))\""
    }

    private static func page(
        _ visit: PageVisit, _ quarter: Quarter, _ hub: HubCode?, _ report: QuarterlyReport
    ) -> ReportsPage {
        ReportsPage(
            frame: visit.frame, quarter: quarter, hub: hub, report: report, made: .today,
            isAlone: visit.actor.reach(of: .readFigures) == .ownHub,
            downloads: Form.allCases.map {
                .init(
                    name: $0.rawValue.uppercased(),
                    path: "\(ReportsPage.path(quarter))/\(hub?.description ?? "report").\($0)")
            })
    }

    /// Where somebody's figures of a quarter are.
    private static func place(of actor: Actor, in quarter: Quarter) -> String {
        let path = ReportsPage.path(quarter)
        guard actor.reach(of: .readFigures) == .ownHub, let hub = actor.hub else { return path }
        return "\(path)/hubs/\(hub)"
    }
}

extension EventsPage.Row {
    init(_ event: StoredEvent) {
        self.init(
            date: event.occurredOn, channel: event.channel, profile: event.profile,
            services: event.services.map { Service(number: $0) }, identified: event.persons,
            anonymous: event.anonymous, isLate: event.isLate, isVoid: event.change == "voided",
            isCorrected: event.change == "corrected")
    }
}
