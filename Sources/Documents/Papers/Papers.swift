import CaseStore
public import Casework
import Codelists
import Exports
public import Operations
public import Rendering
public import Texts

/// The documents for paper that both faces hand out, each made of what is recorded.
public struct Papers: Sendable {
    let application: Application
    let texts: Texts
    let paper: Paper
    /// Where the service is reached, without a slash at its end; nil where nobody said.
    let site: String?

    public init(
        _ application: Application, texts: Texts, paper: Paper = .a4, site: String? = nil
    ) {
        self.application = application
        self.texts = texts
        self.paper = paper
        self.site = site
    }

    /// The sheet on which the participants of a session sign.
    public func signInSheet(of slug: Slug, session number: Int) async throws -> [UInt8] {
        let activity: Activity = try await application.record(slug).record
        // Only whoever may list people hands out the code by which they list themselves.
        var link: String?
        if let site, let token = try await application.checkInToken(of: slug, session: number) {
            link = "\(site)/check-in?token=\(token)"
        }
        let sheet = SignInSheetPDF(
            activity, session: number, checkIn: link, texts: texts, paper: paper, made: .today,
            isDemonstration: try await application.showsDemonstration())
        guard let sheet else { throw RegionError.unknownSession(number) }
        return try sheet.bytes
    }

    /// A certificate for each person whom the lists of an activity name.
    public func certificates(of slug: Slug) async throws -> [UInt8] {
        let activity: Activity = try await application.record(slug).record
        var names: [String] = []
        for one in try await application.attendees(of: slug) {
            if let name = one.name, !names.contains(name) { names.append(name) }
        }
        guard !names.isEmpty else { throw RegionError.nobodyListed(slug) }
        var organisers: [String] = []
        for slug in activity.organisers {
            let body: Organisation = try await application.record(slug).record
            organisers.append(body.name)
        }
        return try CertificatePDF(
            activity, names: names.sorted(), organisers: organisers, texts: texts, paper: paper,
            made: .today, isDemonstration: try await application.showsDemonstration()
        ).bytes
    }

    /// The minutes of a meeting, with what was agreed there.
    public func minutes(of slug: Slug) async throws -> [UInt8] {
        let (meeting, network, actions) = try await application.minutes(of: slug)
        return try MinutesPDF(
            meeting, of: network, actions: actions, texts: texts, paper: paper, made: meeting.held,
            isDemonstration: try await application.showsDemonstration()
        ).bytes
    }

    /// An issue of the bulletin, with its published items.
    public func bulletin(_ slug: Slug) async throws -> [UInt8] {
        let (issue, entries) = try await application.issue(slug)
        return try BulletinPDF(
            title: issue.title, day: issue.dated, items: entries.map { $0.printed(texts) },
            texts: texts, paper: paper,
            isDemonstration: try await application.showsDemonstration()
        ).bytes
    }

    /// Needs that no paper names: whoever finds it would know.
    private static let confidential = [
        "trafficking_protection", "child_protection", "gbv_response",
    ]

    /// The one page that somebody takes along to where they are referred.
    public func slip(of id: ReferralID) async throws -> [UInt8] {
        let referral = try await application.showReferral(id)
        let hubs = try await application.hubs().map(\.self)
        func place(_ code: HubCode) -> ReferralSlipPDF.Place {
            let hub = hubs.first { $0.code == code }
            let area = hub?.country.label(in: texts.language) ?? ""
            return .init(name: hub?.name ?? code.description, lines: ["\(code) · \(area)"])
        }
        let receiver: ReferralSlipPDF.Place =
            switch referral.receiver {
            case .hub(let code): place(code)
            case .organisation: .init(name: referral.receiverName)
            }
        let content = ReferralSlipPDF.Content(
            reference: id.description, from: place(referral.from), to: receiver,
            needs: (referral.needs ?? []).filter { !Self.confidential.contains($0.code) }
                .map { $0.label(in: texts.language) },
            priority: referral.priority.label(in: texts.language), sent: referral.sentOn,
            due: referral.dueOn)
        return try ReferralSlipPDF(
            content, code: site.map { "\($0)/referrals/\(id)" } ?? id.description, texts: texts,
            paper: paper, made: referral.sentOn,
            isDemonstration: try await application.showsDemonstration()
        ).bytes
    }
}

extension BulletinEntry {
    /// The item as paper shows it.
    func printed(_ texts: Texts) -> PrintedItem {
        let item = stored.record
        let text = item.text(in: texts.language.rawValue)
        let body = BulletinBody(text?.body ?? "", values: figures, texts: texts).printed
        let (year, month, day) = item.dated.parts
        let dateline = [
            texts.date(year: year, month: month, day: day),
            item.country?.label(in: texts.language),
        ].compactMap(\.self).joined(separator: " · ")
        return PrintedItem(
            title: text?.title ?? item.slug.description, dateline: dateline, blocks: body.blocks,
            sources: body.sources,
            corrections: corrections.map { correction in
                texts(
                    "bulletin.correction",
                    ["day": String(correction.at.prefix(10)), "note": correction.note])
            })
    }
}

extension Code {
    /// The value as a reader of the language calls it; its code where the list has lost it.
    func label(in language: Language) -> String {
        guard let entry = Self.list[number] else { return code }
        return entry.label(inLanguage: language.rawValue)
    }
}
