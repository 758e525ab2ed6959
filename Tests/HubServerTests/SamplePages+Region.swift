import CaseStore
import Casework
import Codelists
import OpenAPI
import Operations
import Texts

@testable import HubServer

/// The pages of the region's registers, with text that tries to break out wherever it can stand.
extension SamplePages {
    static let regionNames = [
        "region", "follow-up", "mgi", "activities", "activity", "activity-form",
        "action", "bulletin-item", "bulletin-form", "participants",
    ]

    private var editor: PageFrame {
        PageFrame(
            texts: texts, account: .init(name: "eva.ejemplo", role: .editor), isDemonstration: true)
    }

    func region(_ name: String) -> Markup {
        do { return try made(name) } catch { return "\(String(describing: error))" }
    }

    private func made(_ name: String) throws -> Markup {
        switch name {
        case "follow-up":
            return FollowUpPage(
                frame: editor, today: day, actions: [try action(), try action()]
            ).markup
        case "mgi":
            let total = try MGITotal(json: MGITotal.example)
            let mexico = try MGIParticipant(json: MGIParticipant.example)
            return MGIPage(
                frame: editor, day: day,
                status: MGIStatus(on: day, totals: [total], participants: [mexico])
            ).markup
        case "activities":
            return try RecordListPage(
                frame: editor, records: [try hostile(Activity.self)],
                columns: ["kind", "countries", "sessions"], mayWrite: true
            ).markup
        case "activity":
            return try RecordPage(
                frame: editor, stored: try stored(Activity.self), mayWrite: true,
                downloads: [("PDF", "/region/activities/x/sheet/1")]
            ).markup
        case "activity-form": return try form(Activity.self, isNew: false)
        case "activity-new": return try form(Activity.self, isNew: true)
        case "publication-form": return try form(Publication.self, isNew: false)
        case "bulletin-form": return try form(BulletinItem.self, isNew: false)
        case "network":
            let parts = RecordParts(texts: texts, mayWrite: true)
            return try RecordPage(
                frame: editor, stored: try stored(Network.self), mayWrite: true,
                below: parts.network([try hostile(Meeting.self)], [try action()])
            ).markup
        case "action":
            let stored = try stored(AgreedAction.self)
            let step = AgreedActionChange(
                at: "2021-03-23T10:00:00Z", actor: "ana", status: .open, due: day,
                note: Self.hostile)
            return try RecordPage(
                frame: editor, stored: stored, mayWrite: true,
                below: RecordParts(texts: texts, mayWrite: true).action(stored, [step])
            ).markup
        case "bulletin-item": return try item(.published)
        case "bulletin-draft": return try item(.inReview)
        case "participants":
            return ParticipantsPage(
                frame: editor, activity: try hostile(Activity.self),
                people: [
                    ListedAttendee(
                        session: 1, name: Self.hostile, institution: Self.hostile, audience: nil,
                        sex: "female")
                ],
                waiting: [1, 1, 2].map { session in
                    WaitingAttendee(
                        id: .new(), session: session, name: Self.hostile,
                        institution: Self.hostile, sex: "male")
                }
            ).markup
        default:
            return RegionPage(
                frame: editor,
                registers: [.init(title: Activity.title, path: Activity.path, count: 12)],
                overdue: 2, flagged: [(Self.hostile, "/region/bulletin/items/x")]
            ).markup
        }
    }

    /// A record whose every free text is hostile.
    private func hostile<Record: RegionResource>(_: Record.Type) throws -> Record {
        guard case .object(var members) = Record.example else { return try Record(json: .null) }
        for field in Record.fields {
            switch field.form {
            case .line, .area: members[field.name] = .string(Self.hostile)
            case .lines: members[field.name] = [.string(Self.hostile)]
            default: break
            }
        }
        if Record.self == BulletinItem.self || Record.self == Publication.self {
            let text: [String: JSONValue] = [
                "title": .string(Self.hostile), "body": .string(Self.hostile),
            ]
            members["texts"] = .array(
                ["es", "en"].map { .object(text.merging(["language": .string($0)]) { $1 }) })
        }
        return try Record(json: .object(members))
    }

    private func stored<Record: RegionResource>(_ type: Record.Type) throws -> Stored<Record> {
        Stored(id: .new(), version: 3, record: try hostile(type))
    }

    private func action() throws -> AgreedAction {
        var action = try hostile(AgreedAction.self)
        action.due = day.adding(days: -1)
        return action
    }

    private func form<Record: RegionResource>(
        _ type: Record.Type, isNew: Bool
    ) throws -> Markup {
        var choices = RecordForm.Choices()
        choices.hubs = hubs.map { .init($0.code.description, $0.name) }
        choices.records[.organisation] = [.init("iom", Self.hostile)]
        return try RecordFormPage<Record>(
            frame: editor, choices: choices, stored: isNew ? nil : try stored(type)
        ).markup
    }

    private func item(_ status: BulletinItem.Status) throws -> Markup {
        var stored = try stored(BulletinItem.self)
        var record = stored.record
        record.status = status
        record.texts[0].body += " {{people quarter=2021-Q1 edition=1}}"
        stored = Stored(id: stored.id, version: 3, record: record)
        let entry = BulletinEntry(
            stored: stored, publishedAt: nil, updatedAt: "2021-04-16T10:00:00Z",
            corrections: [
                .init(
                    slug: record.slug.description, at: "2021-04-17T10:00:00Z", note: Self.hostile)
            ],
            figures: record.figures.map {
                BoundFigureValue(
                    figure: $0, state: .value(12_100), latestEdition: 2, isDemonstration: true)
            })
        return try RecordPage(
            frame: editor, stored: stored, mayWrite: true,
            below: RecordParts(texts: texts, mayWrite: true).item(entry, mayPublish: true)
        ).markup
    }
}
