import CaseStore
import Casework
import Codelists
import Operations
import Texts

/// The pages that every register of the region has: its list, a record, and the form of one.
enum RegisterPages<Record: RegionResource> {
    /// What the page of one record has beside its fields.
    struct More: Sendable {
        var downloads: [(name: String, path: String)] = []
        var below = Markup.none
    }

    static func all(
        columns: [String],
        more: @escaping @Sendable (PageVisit, Stored<Record>) async throws -> More = { _, _ in
            More()
        }
    ) -> [StaffPage] {
        let path = RegionPaths.register(Record.path)
        return [
            StaffPage(path, "\(Record.called.many)Page", for: nil) { visit in
                let records = try await visit.application.records(Record.self).map(\.record)
                    .inReadingOrder(visit.texts)
                return .page(
                    try RecordListPage(
                        frame: visit.frame, records: records, columns: columns,
                        mayWrite: visit.actor.reach(of: Record.kind.permission) > .nothing,
                        names: try await visit.names(of: records.flatMap(\.references))
                    ).markup)
            },
            StaffPage(
                RegionPaths.new(Record.path), "\(Record.called.one)NewPage",
                for: Record.kind.permission
            ) { visit in
                .page(
                    try RecordFormPage<Record>(
                        frame: visit.frame, choices: try await choices(visit)
                    ).markup)
            },
            StaffPage("\(path)/{slug}", "\(Record.called.one)Page", for: nil) { visit in
                let stored: Stored<Record> = try await visit.application.record(
                    visit.path("slug"))
                let more = try await more(visit, stored)
                return .page(
                    try RecordPage(
                        frame: visit.frame, stored: stored,
                        mayWrite: visit.actor.mayWrite(stored.record),
                        names: try await visit.names(of: stored.record.references),
                        downloads: more.downloads, below: more.below
                    ).markup)
            },
            StaffPage(
                "\(path)/{slug}/edit", "\(Record.called.one)EditPage", for: Record.kind.permission
            ) { visit in
                let stored: Stored<Record> = try await visit.application.record(
                    visit.path("slug"))
                guard visit.actor.mayWrite(stored.record) else { throw APIProblem(.notPermitted) }
                return .page(
                    try RecordFormPage(
                        frame: visit.frame, choices: try await choices(visit), stored: stored,
                        names: try await visit.names(of: stored.record.references)
                    ).markup)
            },
        ]
    }

    /// What the form's fields offer of other records and of hubs.
    private static func choices(_ visit: PageVisit) async throws -> RecordForm.Choices {
        var choices = RecordForm.Choices()
        for kind in Record.fields.reduce(into: Set<RecordKind>(), { $0.formUnion($1.form.kinds) }) {
            choices.records[kind] = try await visit.options(of: kind)
        }
        choices.hubs = try await visit.application.hubs().map {
            .init($0.code.description, "\($0.code) \($0.name)")
        }
        return choices
    }
}

extension Actor {
    /// Whether to offer a change; the operation decides.
    func mayWrite<Record: RegionRecord>(_ record: Record) -> Bool {
        guard let home = record.home else { return reach(of: Record.kind.permission) > .nothing }
        return may(Record.kind.permission, in: home)
    }
}

extension Array where Element: RegionResource {
    /// What has a day from the last one on, what is to be done as it comes due, and everything else
    /// by name.
    fileprivate func inReadingOrder(_ texts: Texts) -> Self {
        sorted { one, other in
            switch (one.place, other.place) {
            case (let one?, let other?) where one != other: one < other
            case (nil, _?): false
            case (_?, nil): true
            default:
                TextFolding.fold(one.shownName(texts)) < TextFolding.fold(other.shownName(texts))
            }
        }
    }
}

extension RegionResource {
    /// Where it comes in its register; nil where that is by name, or at the end.
    fileprivate var place: Int? {
        switch self {
        case let record as Activity: record.sessions.map(\.held).max().map { -Int($0.dayNumber) }
        case let record as Meeting: -Int(record.held.dayNumber)
        case let record as AgreedAction where record.status == .open:
            record.due.map { Int($0.dayNumber) }
        case let record as MGITotal: -Int(record.stated.dayNumber)
        case let record as Publication: record.published.map { -Int($0.dayNumber) }
        case let record as BulletinItem: -Int(record.dated.dayNumber)
        case let record as BulletinIssue: -Int(record.dated.dayNumber)
        default: nil
        }
    }
}

extension PageVisit {
    /// What the records that are named somewhere are called.
    func names(of references: [RecordReference]) async throws -> [RecordReference: String] {
        var names: [RecordReference: String] = [:]
        for kind in Set(references.map(\.kind)) {
            for one in try await options(of: kind) {
                guard let slug = Slug(one.value) else { continue }
                names[RecordReference(kind, slug)] = one.label
            }
        }
        return names
    }

    /// The records of a kind to choose one of.
    fileprivate func options(of kind: RecordKind) async throws -> [FormPieces.Option] {
        switch kind {
        case .organisation: try await options(Organisation.self)
        case .activity: try await options(Activity.self)
        case .network: try await options(Network.self)
        case .meeting: try await options(Meeting.self)
        case .mgiParticipant: try await options(MGIParticipant.self)
        case .mgiIndicator: try await options(MGIIndicator.self)
        case .publication: try await options(Publication.self)
        case .bulletinItem: try await options(BulletinItem.self)
        default: []
        }
    }

    private func options<Record: RegionResource>(
        _: Record.Type
    ) async throws -> [FormPieces.Option] {
        try await application.records(Record.self).map(\.record).map {
            .init($0.slug.description, $0.shownName(texts))
        }
    }
}

extension RegionField.Form {
    /// The kinds of records that it or a part of it names.
    fileprivate var kinds: Set<RecordKind> {
        switch self {
        case .record(let kind): [kind]
        case .several(let form): form.kinds
        case .part(let fields), .parts(let fields):
            fields.reduce(into: []) { $0.formUnion($1.form.kinds) }
        default: []
        }
    }
}
