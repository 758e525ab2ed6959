import Casework
import Codelists
import Testing

@Suite struct CalendarDateTests {
    @Test("Every day of four centuries has its own number and reads back")
    func roundTrip() throws {
        var date = try #require(CalendarDate("1900-01-01"))
        let last = try #require(CalendarDate("2299-12-31"))
        var former = date.adding(days: -1).parts
        while date <= last {
            let parts = date.parts
            #expect(CalendarDate(year: parts.year, month: parts.month, day: parts.day) == date)
            #expect((parts.year, parts.month, parts.day) > (former.year, former.month, former.day))
            former = parts
            date = date.adding(days: 1)
        }
    }

    @Test("PostgreSQL's day 0 is 1 January 2000")
    func epoch() {
        #expect(CalendarDate(dayNumber: 0).description == "2000-01-01")
        #expect(CalendarDate("2021-03-31")?.dayNumber == 7_760)
    }

    @Test(arguments: ["2021-02-29", "2021-13-01", "2021-00-10", "2021-04-31", "21-04-30", "", "x"])
    func refusesWhatTheCalendarDoesNotHave(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test("An order reads a parted date its own way; ISO is ISO in all of them")
    func orders() {
        #expect(CalendarDate("03/04/2021", order: .dayMonthYear)?.description == "2021-04-03")
        #expect(CalendarDate("03/04/2021", order: .monthDayYear)?.description == "2021-03-04")
        #expect(CalendarDate("03/04/2021", order: .yearMonthDay) == nil)
        for order in DateOrder.allCases {
            #expect(CalendarDate("2021-04-03", order: order)?.description == "2021-04-03")
            #expect(CalendarDate("2021-04-03 00:00:00", order: order)?.description == "2021-04-03")
        }
        #expect(CalendarDate("3.4.2021", order: .dayMonthYear)?.description == "2021-04-03")
        #expect(CalendarDate("03/04/21", order: .dayMonthYear) == nil)
    }
}

@Suite struct QuarterTests {
    @Test("The quarter's first and last days belong to it and their neighbours do not")
    func bounds() throws {
        let quarter = try #require(Quarter("2021-Q1"))
        #expect(quarter.days.lowerBound.description == "2021-01-01")
        #expect(quarter.days.contains(try #require(CalendarDate("2021-03-31"))))
        #expect(!quarter.days.contains(try #require(CalendarDate("2021-04-01"))))
        #expect(quarter.adding(-1).description == "2020-Q4")
        #expect(quarter.adding(-4).description == "2020-Q1")
    }

    @Test(arguments: ["2025-Q0", "2025-Q5", "25-Q1", "2025Q1", "", "2025-Q11", "2025-1"])
    func rejectsMalformedQuarter(text: String) {
        #expect(Quarter(text) == nil)
    }
}

@Suite struct BirthTests {
    @Test("Age is that of the quarter's last day, exact with the whole date")
    func ageBand() throws {
        let day = try #require(CalendarDate("2021-02-01"))
        func band(_ text: String) throws -> String {
            Birth.date(try #require(CalendarDate(text))).ageBand(inQuarterOf: day).code
        }
        // Five on 31 March 2021, and still four.
        #expect(try band("2016-03-31") == "5-11")
        #expect(try band("2016-04-01") == "0-4")
        #expect(try band("2003-03-31") == "18-59")
        #expect(try band("2003-04-01") == "12-17")
        #expect(try band("1961-03-31") == "60+")
        #expect(Birth.year(2016).ageBand(inQuarterOf: day).code == "5-11")
        #expect(Birth.unknown.ageBand(inQuarterOf: day).code == "unknown")
    }

    @Test("Every day that can be written lies in a quarter that ends")
    func liesInAQuarter() throws {
        for (year, month, day) in [(1, 1, 1), (1_999, 12, 31), (8_000, 12, 31)] {
            let date = try #require(CalendarDate(year: year, month: month, day: day))
            #expect(date.quarter.days.contains(date))
        }
        #expect(CalendarDate(year: 8_001, month: 1, day: 1) == nil)
        #expect(CalendarDate("9999-12-31") == nil)
    }
}
