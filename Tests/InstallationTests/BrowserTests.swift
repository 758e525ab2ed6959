import FoundationEssentials
import Testing

/// The staff's pages in a real Chromium, against the built `hubctl serve` and a real PostgreSQL.
@Suite struct BrowserTests {
    private static let python = ProcessInfo.processInfo.environment["HUB_JUDGES"]

    @Test(
        """
        A clerk's day: a second factor, thirty people by keyboard, without a network and through a \
        killed browser, each once; two devices and one case; nothing kept after leaving
        """,
        .enabled(if: python != nil, "needs the judges' Python"))
    func day() async throws {
        let python = try #require(Self.python)
        try await Site.with { site in
            try await site.hubctl("up")
            for (code, name) in [("MX-TAP", "Tapachula"), ("GT-TEC", "Tecún Umán")] {
                try await site.hubctl("hub", "add", code, "--name", name, "--opened", "2018-01-01")
            }
            let judge = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "Judges/staff_day.py")
            let verdict = try await Child(
                [python, judge.path(percentEncoded: false), Site.executable],
                environment: [
                    "HUBCTL_HOME": site.home, "HOME": site.folder, "USER": "tester",
                    "LANG": "C.UTF-8",
                ], in: site.folder
            ).end()
            #expect(verdict.status == 0, "\(verdict.errors)")
            #expect(verdict.output.filter { !$0.isNewline }.isEmpty, "\(verdict.output)")
        }
    }
}
