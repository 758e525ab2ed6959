import CaseStore
import Casework
import Codelists
import Operations
import Texts

/// One's own account, the hubs, and for those who administer them the accounts of others.
enum SettingsPages {
    static let all = [settings, hubs, users, user]

    private static let settings = StaffPage("/settings", "settingsPage", for: nil) { visit in
        let name = visit.actor.name
        let account = try await visit.application.account(name)
        let sessions = try await visit.application.sessions(of: name)
        return .page(
            SettingsPage(
                frame: visit.frame, sessions: sessions.map { .init($0, visit.session) },
                hasOneTimeCodes: account.hasOneTimeCodes
            ).markup)
    }

    private static let hubs = StaffPage("/hubs", "hubsPage", for: nil) { visit in
        .page(HubsPage(frame: visit.frame, hubs: try await visit.application.hubs()).markup)
    }

    private static let users = StaffPage(
        "/users", "usersPage", for: .administerAccounts
    ) { visit in
        .page(
            UsersPage(
                frame: visit.frame, accounts: try await visit.application.accounts(),
                hubs: try await visit.application.hubs()
            ).markup)
    }

    private static let user = StaffPage(
        "/users/{name}", "userPage", for: .administerAccounts
    ) { visit in
        let name: String = try visit.path("name")
        let account = try await visit.application.account(name)
        let sessions = try await visit.application.sessions(of: name)
        return .page(
            UserPage(
                frame: visit.frame, account: account,
                sessions: sessions.map { .init($0, visit.session) },
                hubs: try await visit.application.hubs()
            ).markup)
    }
}

extension SettingsPage.Session {
    init(_ session: StoredSession, _ own: String) {
        self.init(
            id: session.id.description, device: Self.name(of: session.device ?? ""),
            lastUsed: session.seenAt, isThis: session.id.description == own)
    }

    /// A browser and its system, out of what it calls itself.
    private static func name(of agent: String) -> String {
        let browsers = [
            ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"),
            ("SamsungBrowser/", "Samsung Internet"), ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ]
        let systems = [
            ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
            ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
        ]
        let parts = [
            browsers.first { agent.contains($0.0) }?.1, systems.first { agent.contains($0.0) }?.1,
        ].compactMap(\.self)
        return parts.isEmpty ? String(agent.prefix(80)) : parts.joined(separator: ", ")
    }
}
