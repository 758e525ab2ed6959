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
