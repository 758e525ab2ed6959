import Casework
import HubLogs
import Testing

@Suite struct HubLogHeadingTests {
    @Test("Every column is known in both languages, whatever the case, accents and punctuation")
    func knowsBothLanguages() throws {
        for column in HubLogColumn.allCases {
            for name in [column.rawValue, column.spanish] {
                let variants = [
                    name, name.uppercased(), " \(name)\u{A0}", name.replacing("_", with: " "),
                ]
                for variant in variants {
                    // A column that is known stands twice when it is added again.
                    let heading = HubLogColumn.allCases.map(\.rawValue) + [variant]
                    #expect(throws: HubLogFileProblem.self, "\(variant)") {
                        try HubLogHeading(heading)
                    }
                }
            }
        }
    }

    @Test("Headings stand in any order, in either language or both")
    func takesAnyOrder() throws {
        let log = try LogReading(
            """
            Observaciones,SERVICIOS,Edád,fecha,teléfono,Registro,country of birth,
            nota,information,30,05/03/2021,555,R1,HND,libre
            """)
        let event = try #require(log.events.first)
        #expect(event.recordID == "R1")
        #expect(event.notes == "nota")
        #expect(event.occurredOn.description == "2021-03-05")
        #expect(event.reported == ["teléfono": "555", "country of birth": "HND", "#8": "libre"])
    }

    @Test("Two unknown columns of one name are both kept")
    func keepsUnknownTwins() throws {
        let log = try LogReading(
            "record_id,date,services,phone,phone\nR1,2021-03-01,other,1,2\nR2,2021-03-01,other,,3\n"
        )
        #expect(
            log.events.map(\.reported) == [["phone": "1", "phone #5": "2"], ["phone #5": "3"]])
    }

    @Test func namesWhatIsWrong() throws {
        #expect(try logProblem("") == .empty)
        #expect(try logProblem("\u{FEFF}\n\r\n\n") == .empty)
        #expect(try logProblem("record_id,date,services\n") == .noRows)
        #expect(try logProblem("record_id,date,services\n,,\n\n") == .noRows)
        #expect(try logProblem("Informe del trimestre\nregistro,fecha,servicios\n") == .noHeading)
        #expect(
            try logProblem("nombres,apellidos\nAna,Paz\n")
                == .columnsMissing([.recordID, .date, .services]))
        #expect(try logProblem("registro,fecha\n1,2\n") == .columnsMissing([.services]))
        #expect(
            try logProblem("registro,fecha,servicios,DATE\n")
                == .columnTwice("DATE", first: 2, second: 4))
        #expect(
            try logProblem(
                "registro,fecha,servicios\n1,2,3\n", context: .sample(defaultHub: nil))
                == .hubMissing)
    }
}
