import CaseStore
import Casework
import Codelists
import Foundation
import Operations
import Postgres
import Testing

/// Which places are near, as the index says it and as a table of all distances does.
@Suite struct DirectoryTests {
    /// The haversine formula over the mean radius: another way to the same kilometres.
    private static func distance(_ from: Coordinates, _ to: Coordinates) -> Double {
        func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
        let (a, b) = (radians(from.latitude), radians(to.latitude))
        let across = radians(to.longitude - from.longitude)
        let h = pow(sin((b - a) / 2), 2) + cos(a) * cos(b) * pow(sin(across / 2), 2)
        return 2 * 6_371.0088 * asin(min(1, h.squareRoot()))
    }

    @Test("Nearest first is what measuring every distance gives, for every filter")
    func nearest() async throws {
        try await withTestApplication { application, _ in
            var random = SplitMix(state: 11)
            func unit() -> Double { Double.random(in: 0..<1, using: &random) }
            var file = RegionFile()
            let services = Service.list.entries.map { Service(number: $0.number) }
            for index in 0..<400 {
                let slug = try #require(Slug("place-\(index)"))
                let country = try #require(
                    Country(["MEX", "GTM", "HND", "CRI", "USA", "HTI"][index % 6]))
                var place = Place(
                    slug: slug, name: "Place \(index)", country: country,
                    verified: CalendarDate("2026-11-01"))
                // A third near each other, and all over the Earth with its poles and date line.
                let isNear = index % 3 == 0
                place.latitude =
                    isNear ? 14 + unit() : index % 31 == 1 ? 90 : -90 + 180 * unit()
                place.longitude = isNear ? -92 + unit() : -180 + 360 * unit()
                place.services = [services[index % services.count], services[index % 3]]
                    .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
                place.status = index % 17 == 0 ? .hidden : .published
                file.places.append(place)
            }
            let all = file
            _ = try await application.importRecords(file)
            let known = try await application.records(Place.self).map(\.record)
            #expect(known.count == 400 + 33)
            let points = [
                Coordinates("14.9,-92.26"), Coordinates("0,180"), Coordinates("-90,0"),
                Coordinates("89.9,10"), Coordinates("9.93,-84.08"),
            ].compactMap(\.self)
            for point in points {
                for service in [nil, services[0], services[7]] {
                    for country in [nil, Country("GTM")] {
                        var filter = PlaceFilter()
                        filter.near = point
                        filter.service = service?.number
                        filter.country = country?.number
                        filter.limit = 500
                        let found = try await application.places(filter)
                        let expected = known.filter { place in
                            place.status == .published
                                && service.map(place.services.contains) ?? true
                                && country.map { $0 == place.country } ?? true
                        }.map { place in
                            (
                                place.slug,
                                Self.distance(
                                    point,
                                    Coordinates(
                                        latitude: place.latitude ?? 0,
                                        longitude: place.longitude ?? 0) ?? point)
                            )
                        }.sorted { $0.1 < $1.1 }
                        #expect(Set(found.map(\.place.slug)) == Set(expected.map(\.0)))
                        for (one, other) in zip(found, expected) {
                            #expect(abs((one.distance ?? -1) - other.1) < 0.000_1)
                        }
                        #expect(
                            zip(found, found.dropFirst()).allSatisfy {
                                ($0.distance ?? 0) <= ($1.distance ?? 0)
                            })
                    }
                }
            }
            #expect(all.places.contains { $0.status == .hidden })
        }
    }

    @Test("Open now is by the place's own clock, and the database reads hours as we do")
    func hours() async throws {
        try await withTestApplication { application, _ in
            let zones = ["America/Guatemala", "America/Santo_Domingo", "Pacific/Kiritimati"]
            let written = [
                "24/7", "Mo-Fr 08:00-16:00; Sa 09:00-12:00", "Mo-We 00:00-12:00; Th-Su 12:00-24:00",
                "Mo-Su 22:00-06:00",
            ]
            var file = RegionFile()
            for (index, zone) in zones.enumerated() {
                for (number, hours) in written.enumerated() {
                    var place = Place(
                        slug: try #require(Slug("p-\(index)-\(number)")), name: "P",
                        country: try #require(Country("GTM")), zone: zone,
                        verified: CalendarDate("2026-11-01"))
                    place.hours = OpeningHours(hours)
                    file.places.append(place)
                }
            }
            _ = try await application.importRecords(file)
            var filter = PlaceFilter()
            filter.limit = 500
            let all = try await application.places(filter).filter { $0.place.hours != nil }
            #expect(all.count == zones.count * written.count)
            for one in all {
                #expect(one.isOpen == one.place.hours?.contains(minute: one.minute))
            }
            filter.isOpenNow = true
            let open = try await application.places(filter)
            // A minute may pass between the two looks.
            #expect(open.count >= zones.count && open.allSatisfy { $0.isOpen == true })
        }
    }

    /// Hours that people write, and some of a few minutes.
    private static func someHours(_ random: inout SplitMix) -> OpeningHours? {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return nil
        case 1: return OpeningHours("24/7")
        case 2: return OpeningHours("Mo-Fr 08:00-16:00; Sa 09:00-12:00")
        case 3: return OpeningHours("Mo-Su 22:00-06:00")
        default:
            let minutes = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                let start = Int.random(in: 0..<OpeningHours.week - 1, using: &random)
                let length = Int.random(in: 1...2_000, using: &random)
                return start..<min(start + length, OpeningHours.week)
            }
            return OpeningHours(minutes: minutes)
        }
    }

    @Test("Open now, nearest first, is what every distance and every clock gives")
    func openNearest() async throws {
        try await withTestApplication { application, _ in
            var random = SplitMix(state: 29)
            let zones = [
                "America/Guatemala", "America/Santo_Domingo", "Pacific/Kiritimati",
                "America/Tijuana", "Pacific/Pago_Pago",
            ]
            var file = RegionFile()
            for index in 0..<250 {
                var place = Place(
                    slug: try #require(Slug("open-\(index)")), name: "Open \(index)",
                    country: try #require(Country(["MEX", "GTM"][index % 2])),
                    zone: zones[index % zones.count], verified: CalendarDate("2026-11-01"))
                if index % 11 != 0 {
                    place.latitude = Double.random(in: -90...90, using: &random)
                    place.longitude = Double.random(in: -180...180, using: &random)
                }
                place.hours = Self.someHours(&random)
                place.services = [Service(number: Int16(1 + index % 3))]
                place.status = index % 13 == 0 ? .hidden : .published
                file.places.append(place)
            }
            _ = try await application.importRecords(file)
            try await Self.expectOpen(application)
            // The index follows what becomes of a place.
            for place in file.places where place.status == .published {
                let turn = Int.random(in: 0..<8, using: &random)
                let hours = Self.someHours(&random)
                guard turn < 5 else { continue }
                try await application.change(place.slug) { (place: inout Place) in
                    place.note = "changed"
                    switch turn {
                    case 0: place.status = .hidden
                    case 1: place.zone = zones[0]
                    case 2: (place.latitude, place.longitude) = (1, 1)
                    case 3: place.name += " again"
                    default: place.hours = hours
                    }
                }
            }
            try await Self.expectOpen(application)
        }
    }

    /// What is found open, for every filter, is what every clock says of all places.
    private static func expectOpen(_ application: Application) async throws {
        var everything = PlaceFilter()
        everything.limit = 1_000
        for point in [Coordinates("14.9,-92.26"), Coordinates("-80,179"), nil] {
            for service in [nil, Int16(2)] {
                for country in [nil, Country("GTM")] {
                    var filter = everything
                    filter.near = point
                    filter.service = service
                    filter.country = country?.number
                    var looks: (all: [PublicPlace], open: [PublicPlace], after: [PublicPlace])
                    repeat {
                        filter.isOpenNow = false
                        looks.all = try await application.places(filter)
                        filter.isOpenNow = true
                        looks.open = try await application.places(filter)
                        filter.isOpenNow = false
                        looks.after = try await application.places(filter)
                        // A minute may pass between two looks: then they are taken again.
                    } while looks.all.map(\.minute) != looks.after.map(\.minute)
                    let expected = looks.all.filter {
                        $0.place.hours?.contains(minute: $0.minute) ?? false
                    }
                    #expect(!expected.isEmpty && expected.count < looks.all.count)
                    #expect(looks.open == expected)
                    filter.isOpenNow = true
                    filter.limit = 5
                    filter.offset = 3
                    #expect(
                        try await application.places(filter).map(\.place.slug)
                            == expected.dropFirst(3).prefix(5).map(\.place.slug))
                }
            }
        }
    }

    @Test("A hub is a place, follows its hub and goes with it")
    func hubs() async throws {
        try await withTestApplication { application, _ in
            let slug = try #require(Slug("mx-tap"))
            let stored: Stored<Place> = try await application.record(slug)
            #expect(stored.record.hub == HubCode("MX-TAP") && stored.record.latitude != nil)
            try await application.change(slug) { (place: inout Place) in
                place.hours = OpeningHours("Mo-Fr 08:00-16:00")
                place.services = [Service(number: 1)]
            }
            var hub = try #require(
                try await application.hubs().first { $0.code == HubCode("MX-TAP") })
            hub.name = "Tapachula Centro"
            try await application.edit(hub)
            let followed: Stored<Place> = try await application.record(slug)
            #expect(followed.record.name == "Tapachula Centro" && followed.record.hours != nil)
            hub.closedOn = CalendarDate("2026-01-01")
            try await application.edit(hub)
            let closed: Stored<Place> = try await application.record(slug)
            #expect(closed.record.status == .hidden)
        }
    }
}
