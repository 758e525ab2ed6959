import Casework
import Codelists
import HubLogs
import Testing

/// What a file's other values settle: the order of dates, and what a bare M means.
@Suite struct HubLogSurveyTests {
    private func log(_ dates: [String], heading: String = "date") -> String {
        "record_id,services,\(heading)\n"
            + dates.enumerated().map { "R\($0.offset),other,\($0.element)\n" }.joined()
    }

    private func days(
        _ dates: [String], heading: String = "date", order: DateOrder? = nil
    ) throws -> [String] {
        try LogReading(log(dates, heading: heading), context: .sample(dateOrder: order)).events
            .map(\.occurredOn.description)
    }

    @Test func readsISOAlways() throws {
        let dates = [
            "2021-03-04", "2021/3/5", "2021.03.06", "2021-03-07T10:00", "2021-03-08 00:00:00",
        ]
        let expected = ["2021-03-04", "2021-03-05", "2021-03-06", "2021-03-07", "2021-03-08"]
        #expect(try days(dates) == expected)
        #expect(try days(dates, heading: "fecha") == expected)
        #expect(try days(dates, order: .monthDayYear) == expected)
    }

    @Test("Spanish headings put the day first")
    func readsDayFirstUnderSpanishHeadings() throws {
        #expect(
            try days(["03/04/2021", "4.5.2021", "5-6-2020"], heading: "Fecha") == [
                "2021-04-03", "2021-05-04", "2020-06-05",
            ])
    }

    @Test("One date that has but one reading settles the others")
    func settlesByOneDate() throws {
        #expect(try days(["03/04/2021", "13/04/2021"]) == ["2021-04-03", "2021-04-13"])
        #expect(try days(["03/04/2021", " 04/13/2021 "]) == ["2021-03-04", "2021-04-13"])
        #expect(
            try days(["03/04/2021", "99/99/2021", "2021-01-31", "31/01/2021"]) == [
                "2021-04-03", "2021-01-31", "2021-01-31",
            ])
    }

    @Test("The birth dates settle the dates of the events")
    func settlesByBirthDates() throws {
        let log = try LogReading(
            "record_id,services,date,birth_date,given_names\n1,other,03/04/2021,25/12/1990,A\n")
        #expect(log.events.first?.occurredOn.description == "2021-04-03")
    }

    @Test func refusesWhatNothingSettles() throws {
        #expect(
            try logProblem(log(["2021-03-01", "03/04/2021", "04/05/2021"]))
                == .dateOrderUnsettled(line: 3, column: "date"))
        #expect(
            try logProblem(log(["03/04/2021", "13/04/2021", "04/13/2021"]))
                == .dateOrderMixed(dayFirst: 3, monthFirst: 4))
        // One Spanish and one English heading say nothing.
        #expect(
            try logProblem("registro,servicios,fecha,birth_date\n1,other,03/04/2021,\n")
                == .dateOrderUnsettled(line: 2, column: "fecha"))
    }

    @Test("Whoever imports may say the order, whatever the headings")
    func takesTheOrderThatIsSaid() throws {
        #expect(try days(["03/04/2021"], order: .dayMonthYear) == ["2021-04-03"])
        #expect(try days(["03/04/2021"], order: .monthDayYear) == ["2021-03-04"])
        #expect(try days(["03/04/2021"], heading: "fecha", order: .monthDayYear) == ["2021-03-04"])
        #expect(try days(["03/04/2021", "2021-03-05"], order: .yearMonthDay) == ["2021-03-05"])
    }

    @Test(
        "A bare M is what the file's other values make it, or a reject",
        arguments: [
            (["M", "F"], [2, 1]), (["m", "Femenino"], [2, 1]), (["M", "female"], [2, 1]),
            (["male", "M"], [2, 2]),
            (["M", "H"], [1, 2]), (["h", "m"], [2, 1]), (["M", "Hombre"], [1, 2]),
            (["M"], [nil]), (["M", "mujer"], [nil, 1]), (["M", "masculino"], [nil, 2]),
            (["M", "", "Otro"], [nil, 0, 3]),
            (["M", "F", "H"], [nil, 1, 2]),
        ] as [([String], [Int?])])
    func settlesM(sexes: [String], expected: [Int?]) throws {
        let log = try LogReading(
            "record_id,date,services,sex,document\n"
                + sexes.enumerated().map { "R\($0.offset),2021-03-01,other,\($0.element),D1\n" }
                .joined())
        let found = sexes.indices.map { place -> Int? in
            guard let event = log.events.first(where: { $0.recordID == "R\(place)" }),
                case .described(let person)? = event.participants.first
            else { return nil }
            return Int(person.sex.number)
        }
        #expect(found == expected)
        for reject in log.rejects {
            #expect(reject.reason == .sexUnsettled)
            #expect(reject.value.uppercased() == "M")
        }
    }
}
