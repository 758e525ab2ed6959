import Casework
import Testing

@Suite struct OpeningHoursTests {
    @Test(arguments: [
        ("Mo-Fr 08:00-16:00", "Mo-Fr 08:00-16:00"),
        ("Lu-Vi 8:00-16:00; Sa 09:00-12:00", "Mo-Fr 08:00-16:00; Sa 09:00-12:00"),
        ("Mo,We 08:00-12:00,13:00-17:00", "Mo 08:00-12:00,13:00-17:00; We 08:00-12:00,13:00-17:00"),
        ("Fr 22:00-02:00", "Fr 22:00-24:00; Sa 00:00-02:00"),
        ("Su 22:00-02:00", "Mo 00:00-02:00; Su 22:00-24:00"),
        ("Mo-Su 00:00-24:00", "24/7"), ("24/7", "24/7"),
        ("Mo 08:00-12:00; Mo 11:00-13:00", "Mo 08:00-13:00"),
    ])
    func readsOneForm(text: String, shown: String) throws {
        let hours = try #require(OpeningHours(text))
        #expect(hours.description == shown)
        #expect(OpeningHours(shown) == hours)
    }

    @Test(arguments: [
        "", "Mo", "Mo 8-16", "Xx 08:00-16:00", "Mo 08:60-16:00", "Mo 25:00-26:00",
        "Mo 08:00", "=1+1", "Mo-Tu-We 08:00-16:00", "Mo 24:30-25:00",
    ])
    func refuses(text: String) { #expect(OpeningHours(text) == nil) }

    @Test("Hours written and read again are the same, minute by minute")
    func roundTrip() throws {
        var seed: UInt64 = 7
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for _ in 0..<200 {
            let ranges = (0...next(6)).map { _ in
                let start = next(OpeningHours.week - 1)
                return start..<min(OpeningHours.week, start + 1 + next(900))
            }
            let hours = try #require(OpeningHours(minutes: ranges))
            let again = try #require(OpeningHours(hours.description))
            #expect(again == hours)
            for _ in 0..<50 {
                let minute = next(OpeningHours.week)
                #expect(
                    hours.contains(minute: minute) == ranges.contains { $0.contains(minute) })
            }
        }
    }
}
