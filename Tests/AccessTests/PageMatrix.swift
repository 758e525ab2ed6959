import CaseStore
import Casework
import Codelists
import Operations
import TestClient
import Testing

@testable import HTTP
@testable import HubServer

/// Every page and every route that is open, asked by one reader about the own hub's records, a
/// neighbour's and another country's.
///
/// Made from the list of routes: a new page is asked like all others, and one that names something
/// which nobody can fill in fails.
struct PageMatrix: Sendable {
    let reader: Site.Reader
    let actor: Actor?
    /// Of the session; nil for nobody.
    let cookie: String?
    let port: UInt16
    let fixture: RouteFixture
    let publicMarks: PublicMarks
    let slugs: [String: String]
    let router: Router<RouteDescription>

    /// What is asked beside the path, by the page's name; `{case}` is one of the place's records.
    private static let queries = [
        "casesPage": "show=due", "newReferralPage": "case={case}", "cellEventsPage": "hub={hub}",
        "referralsPage": "show=all",
    ]
    /// What a form of a page sends.
    private static let bodies = [
        "peopleFoundPage": #"{"name": "Ana Núñez", "born": "", "document": ""}"#
    ]

    func all() throws {
        let client = try RawClient(port: port)
        var shown: Set<String> = []
        var asked = 0
        for route in router.routes {
            switch route.description {
            // They are asked by `RouteMatrixTests`.
            case .endpoint: continue
            case .page(let page):
                asked += 1
                // A page that names no record is the same for all of them.
                let isPlaced = try path(of: page, fixture.places[0]).isPlaced
                for place in fixture.places where isPlaced || place.hub == (actor?.hub ?? hub) {
                    let text = try ask(page, about: place, client)
                    if place.hub == actor?.hub, text.contains(place.mark) {
                        shown.insert(page.name)
                    }
                }
            case .system:
                // What is open asks nobody who they are.
                if reader.role == nil { try ask(route, client) }
            }
        }
        #expect(asked > 70)
        // The marks are there to be seen, or nothing would say that others do not see them.
        #expect(mayKnowPeople ? shown.count >= 7 : shown.isEmpty, "\(reader): \(shown)")
    }

    private var hub: HubCode { fixture.places[0].hub }

    private var mayKnowPeople: Bool { reader.role == .clerk || reader.role == .manager }

    /// A page of the staff.
    private func ask(
        _ page: StaffPage, about place: RouteFixture.Place, _ client: RawClient
    ) throws -> String {
        let (path, isPlaced) = try path(of: page, place)
        var headers = cookie.map { "Cookie: \(HubService.sessionCookie)=\($0)\r\n" } ?? ""
        headers += "Accept: text/html\r\n"
        var body = ""
        if page.method == .post {
            body = filled(try #require(Self.bodies[page.name], "\(page.name): no body"), place)
            headers += "X-Hub-Request: 1\r\nContent-Type: application/json\r\n"
            headers += "Content-Length: \(body.utf8.count)\r\n"
        }
        let answer = try client.ask("\(page.method.rawValue) \(path)", headers, body: body)
        let label: Testing.Comment = "\(reader) opens \(path): \(answer.status)"
        #expect([200, 303, 403, 404, 503].contains(answer.status), label)
        #expect(answer.status != 503 || answer.text.contains("<h1>"), label)
        check(answer, page, place, isPlaced, label)
        checkMarkup(answer, label)
        checkMarks(answer.text, page, label)
        return answer.text
    }

    private func check(
        _ answer: RawClient.Answer, _ page: StaffPage, _ place: RouteFixture.Place,
        _ isPlaced: Bool, _ label: Testing.Comment
    ) {
        guard case .staff(let permission, _) = page.entrance else {
            #expect(answer.status == 200, label)
            return
        }
        guard let actor else {
            let target = answer.headers["Location"] ?? ""
            #expect(answer.status == 303 && target.hasPrefix("/sign-in"), label)
            return
        }
        guard let permission else {
            #expect([200, 303].contains(answer.status), label)
            return
        }
        if actor.reach(of: permission) == .nothing {
            #expect(answer.status == 403, label)
        } else if isPlaced, !actor.may(permission, at: place.hub) {
            #expect([403, 404].contains(answer.status), label)
        } else if !isPlaced, page.name.hasSuffix("EditPage") {
            // Of a record that belongs to some country or to all.
            #expect([200, 403].contains(answer.status), label)
        } else if actor.hub == place.hub || actor.may(permission, at: place.hub) && !isOfHub(page) {
            #expect([200, 303].contains(answer.status), label)
        }
    }

    /// Pages of one's own hub, for those who have one.
    private func isOfHub(_ page: StaffPage) -> Bool {
        page.permission.map { [.manageCases, .readPeople, .handleReferrals].contains($0) } ?? false
    }

    private func checkMarks(_ text: String, _ page: StaffPage, _ label: Testing.Comment) {
        for other in fixture.places {
            // Whoever decides whether two are one sees who they are.
            let decides =
                page.permission == .resolveDuplicates
                && actor?.may(.resolveDuplicates, at: other.hub) == true
            if other.hub != actor?.hub || !mayKnowPeople, !decides {
                #expect(!text.contains(other.mark), label)
            }
            if actor?.may(.manageActivities, at: other.hub) != true {
                #expect(!text.contains(other.listed), label)
            }
        }
        if actor?.may(.moderateRegistrations) != true {
            for mark in [PublicMarks.waiting, PublicMarks.refused, PublicMarks.contact] {
                #expect(!text.contains(mark), label)
            }
        }
    }

    /// What every page owes: a language, a title, one first heading, texts, and a label on every field.
    private func checkMarkup(_ answer: RawClient.Answer, _ label: Testing.Comment) {
        let text = answer.text
        guard answer.headers["Content-Type"]?.hasPrefix("text/html") == true, !text.isEmpty else {
            return
        }
        #expect(text.contains(#/<html [^>]*lang="[a-z]{2}"/#), label)
        #expect(text.contains(#/<title>[^<]{3,}<\/title>/#), label)
        #expect(text.matches(of: #/<h1/#).count == 1, label)
        #expect(!text.contains("⟦"), label)
        let named = Set(text.matches(of: #/<label [^>]*for="([^"]+)"/#).map { $0.output.1 })
        let wrapped = text.matches(of: #/<label[^>]*>[^<]*<input/#).count
        let fields = text.matches(of: #/<(?:input|select|textarea)\b[^>]*>/#).map(\.output).filter {
            !$0.contains("type=\"hidden\"")
        }
        let bare = fields.filter { field in
            let id = field.firstMatch(of: #/ id="([^"]+)"/#)?.output.1
            return !field.contains("aria-label") && !(id.map { named.contains($0) } ?? false)
        }
        #expect(bare.count <= wrapped, label)
        for link in text.matches(of: #/(?:href|src)="(\/[^"?#]*)/#) {
            #expect(leads(.get, String(link.output.1)), "\(label): \(link.output.1)")
        }
        for form in text.matches(of: #/data-method="([A-Z]+)" data-path="([^"?]*)/#) {
            let method = HTTP.Method(rawValue: String(form.output.1))
            let path = String(form.output.2)
            // The forms of a case that the device keeps lead to that case once it is shown.
            if path.isEmpty, text.contains("id=\"kept-case\"") { continue }
            #expect(leads(method, path), "\(label): \(form.output.1) \(path)")
        }
    }

    /// Whether a link or a form leads to something that we serve.
    private func leads(_ method: HTTP.Method, _ path: String) -> Bool {
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        if case .found = router.table.match(method, segments.map(String.init)) { return true }
        return false
    }

    /// What is open to whoever reaches the port.
    private func ask(_ route: Route<RouteDescription>, _ client: RawClient) throws {
        var path = ""
        for segment in route.path.segments {
            switch segment {
            case .literal(let text): path += "/\(text)"
            case .parameter(let name):
                path += "/\(try #require(value(of: name, in: path), "\(route.name): \(name)"))"
            }
        }
        if path.isEmpty { path = "/" }
        let headers = route.method == .get ? "" : "Content-Length: 0\r\n"
        let answer = try client.ask("\(route.method.rawValue) \(path)", headers)
        let label: Testing.Comment =
            "anybody asks \(route.method.rawValue) \(path): \(answer.status)"
        #expect(answer.status < 500, label)
        if route.method == .get, !Self.withQuery.contains(route.name) {
            #expect(answer.status == 200, label)
        }
        checkMarkup(answer, label)
        if route.name == "public.api.hsds.record" {
            #expect(answer.text.contains(PublicMarks.accepted), label)
        }
        for other in fixture.places {
            #expect(!answer.text.contains(other.mark), label)
            #expect(!answer.text.contains(other.listed), label)
        }
        for mark in PublicMarks.secret { #expect(!answer.text.contains(mark), label) }
        guard route.name.hasPrefix("public.place") else { return }
        if route.name == "public.place" {
            #expect(answer.text.contains(PublicMarks.accepted), label)
        }
        for mark in [PublicMarks.waiting, PublicMarks.refused, PublicMarks.hidden] {
            let other = try client.ask("GET \(path.replacing(publicMarks.place, with: mark))")
            #expect(other.status == 404, "\(label) and \(mark)")
        }
    }

    /// Those that need a link out of a mail.
    private static let withQuery: Set = [
        "public.confirmation", "public.change.form", "public.edit.form", "public.checkin.form",
    ]

    private func value(of name: String, in path: String) -> String? {
        switch (path, name) {
        case ("/places", "slug"): publicMarks.place
        case ("/bulletin/issues", "slug"): publicMarks.issue
        case ("/bulletin", "slug"): publicMarks.item
        case (_, "kind"): "organizations"
        case ("/api/public/hsds/organizations", "id"): publicMarks.organization
        case ("/assets", "file"):
            WebAssets.byPath.keys.min().map { String($0.dropFirst("/assets/".count)) }
        case ("/public", "file"): PublicAssets.byName.keys.min()
        default: nil
        }
    }

    /// A record of every register of the region, by where its pages are.
    static func slugs(_ site: Site) async throws -> [String: String] {
        var slugs: [String: String] = [:]
        func add<Record: RegionResource>(_: Record.Type) async throws {
            let records = try await site.operation.records(Record.self)
            slugs[RegionPaths.register(Record.path)] = records.first?.record.slug.description
        }
        try await add(Organisation.self)
        try await add(Network.self)
        try await add(Meeting.self)
        try await add(AgreedAction.self)
        try await add(MGIParticipant.self)
        try await add(MGITotal.self)
        try await add(MGIIndicator.self)
        try await add(MGIAssessment.self)
        try await add(Publication.self)
        try await add(BulletinItem.self)
        try await add(BulletinIssue.self)
        return slugs
    }

    private func filled(_ text: String, _ place: RouteFixture.Place) -> String {
        place.ids.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    /// A page's path with the place's records in it.
    private func path(
        of page: StaffPage, _ place: RouteFixture.Place
    ) throws -> (String, isPlaced: Bool) {
        let template = try #require(PathTemplate(page.path))
        var path = ""
        var isPlaced = false
        for segment in template.segments {
            switch segment {
            case .literal(let text): path += "/\(text)"
            case .parameter(let name):
                let own = place.value(ofPage: name, in: path)
                isPlaced = isPlaced || own != nil && name != "quarter"
                let value = try #require(
                    own ?? other(name, in: path), "\(page.name) names \(name), which is nowhere")
                path += "/\(value)"
            }
        }
        guard let query = Self.queries[page.name] else { return (path, isPlaced) }
        let text = filled(query, place)
        return ("\(path)?\(text)", isPlaced || text != query)
    }

    /// What belongs to no hub.
    private func other(_ name: String, in path: String) -> String? {
        switch name {
        case "slug": slugs[path]
        case "session": "1"
        case "format": "bib"
        case "name": "victim"
        default: nil
        }
    }
}

extension RouteFixture.Place {
    /// A part of a page's path that names one of the place's records.
    func value(ofPage name: String, in path: String) -> String? {
        switch (path, name) {
        case ("/people", "id"): ids["person"]
        case ("/cases", "id"): ids["case"]
        case ("/referrals", "id"): ids["referral"]
        case ("/region/activities", "slug"): ids["activity"]
        case (_, "left"): ids["pairLeft"]
        case (_, "right"): ids["pairRight"]
        case (_, "file"): "\(hub).csv"
        default: ids[name]
        }
    }
}
