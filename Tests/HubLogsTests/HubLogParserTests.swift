import Casework
import Codelists
import HubLogs
import Testing

/// Rows into events, and what is said of those that are none.
@Suite struct HubLogParserTests {
    private static let heading =
        "registro,ventanilla,fecha,nombres,apellidos,documento,fecha_nacimiento,edad,sexo,"
        + "nacionalidad,perfil,servicios,canal,destino,personas,caso,observaciones"

    /// A log of one row; what is not given is left empty.
    private func log(_ values: [String: String]) throws -> LogReading {
        let usual = [
            "registro": "R1", "ventanilla": "MX-TAP", "fecha": "05/03/2021", "servicios": "other",
        ]
        let row = Self.heading.split(separator: ",").map { column in
            "\"\(values[String(column)] ?? usual[String(column)] ?? "")\""
        }
        return try LogReading(Self.heading + "\n" + row.joined(separator: ",") + "\n")
    }

    private func event(_ values: [String: String]) throws -> AssistanceEvent {
        let log = try log(values)
        #expect(log.rejects.isEmpty)
        return try #require(log.events.first)
    }

    @Test func readsEveryColumn() throws {
        let event = try event([
            "ventanilla": "mx-tap", "nombres": " Ana María ", "apellidos": "Paz",
            "documento": "A-1 2",
            "fecha_nacimiento": "01/02/1990", "sexo": "Mujer", "nacionalidad": "HONDURAS",
            "perfil": "in_transit", "servicios": "information| Transporte;information",
            "canal": "WhatsApp",
            "destino": "mexico", "caso": "MX-TAP-2021-000001", "observaciones": "dos\nlíneas",
        ])
        #expect(event.hub.description == "MX-TAP")
        #expect(event.services.map(\.code) == ["information", "transport"])
        #expect(event.channel.code == "whatsapp")
        #expect(event.profile.code == "in_transit")
        #expect(event.destination?.code == "MEX")
        #expect(event.caseReference == "MX-TAP-2021-000001")
        #expect(event.notes == "dos\nlíneas")
        let born = try #require(CalendarDate(year: 1990, month: 2, day: 1))
        let honduras = try #require(Country("HND"))
        let person = PersonDescription(
            givenNames: "Ana María", familyNames: "Paz", document: "A-1 2", birth: .date(born),
            sex: .female, nationality: honduras)
        #expect(event.participants == [.described(person)])
    }

    @Test("What is left empty is unknown, and the hub is the one that was said")
    func readsWhatIsLeftEmpty() throws {
        let event = try event(["ventanilla": ""])
        #expect(event.hub.description == "MX-TAP")
        #expect(event.profile.isUnknown && event.channel.isUnknown)
        #expect(event.destination == nil && event.notes == nil && event.caseReference == nil)
        #expect(event.participants == [.tally(Tally(count: 1))])
    }

    @Test("Neither names nor document: a tally of people")
    func countsTheAnonymous() throws {
        let event = try event([
            "personas": "12", "sexo": "F", "edad": "30", "nacionalidad": "GTM", "documento": " - ",
        ])
        let guatemala = try #require(Country("GTM"))
        #expect(
            event.participants == [
                .tally(
                    Tally(
                        sex: .female, ageBand: AgeBand(age: 30), nationality: guatemala, count: 12))
            ])
    }

    @Test("Who came along with somebody named is counted, unnamed")
    func countsCompanions() throws {
        let event = try event(["nombres": "Ana", "personas": "3"])
        #expect(event.participants.count == 2)
        #expect(event.participants.last == .tally(Tally(count: 2)))
    }

    @Test(
        "Births are dates, years or ages",
        arguments: [
            ("fecha_nacimiento", "1990", Birth.year(1990)), ("edad", "0", .year(2021)),
            ("edad", "125", .year(1896)),
            ("edad", "", .unknown),
        ])
    func readsBirths(column: String, value: String, birth: Birth) throws {
        let event = try event(["nombres": "Ana", column: value])
        guard case .described(let person)? = event.participants.first else {
            Issue.record("nobody is described")
            return
        }
        #expect(person.birth == birth)
    }

    @Test(
        "A row that is wrong is rejected for one column, with the reason and no person's data",
        arguments: [
            (["registro": " "], "registro", "", .missing),
            (["fecha": ""], "fecha", "", .missing),
            (["fecha": "31/02/2021"], "fecha", "31/02/2021", .notADate),
            (["fecha": "1/2/21"], "fecha", "1/2/21", .notADate),
            (["fecha": "44286"], "fecha", "44286", .notADate),
            (["fecha": "02/06/2021"], "fecha", "02/06/2021", .inTheFuture),
            (["fecha": "31/12/2019"], "fecha", "31/12/2019", .beforeOpening),
            (["ventanilla": "GT-TEC"], "fecha", "05/03/2021", .afterClosing),
            (["ventanilla": "MX-XXX"], "ventanilla", "MX-XXX", .unknownHub),
            (["ventanilla": "Tapachula"], "ventanilla", "Tapachula", .unknownHub),
            (["servicios": ""], "servicios", "", .missing),
            (["servicios": "; |"], "servicios", "; |", .missing),
            (
                ["servicios": "information;magia"], "servicios", "information;magia",
                .unknownCode(list: "service")
            ),
            (["canal": "carta"], "canal", "carta", .unknownCode(list: "channel")),
            (["perfil": "turista"], "perfil", "turista", .unknownCode(list: "profile")),
            (
                ["nacionalidad": "Atlantis"], "nacionalidad", "Atlantis",
                .unknownCode(list: "country")
            ),
            (["destino": "Atlantis"], "destino", "Atlantis", .unknownCode(list: "country")),
            (["sexo": "X1"], "sexo", "X1", .unknownCode(list: "sex")),
            (["sexo": "M"], "sexo", "M", .sexUnsettled),
            (["edad": "126"], "edad", "126", .notAnAge), (["edad": "-1"], "edad", "-1", .notAnAge),
            (["edad": "treinta"], "edad", "treinta", .notAnAge),
            (["personas": "0"], "personas", "0", .notACount),
            (["personas": "2.5"], "personas", "2.5", .notACount),
            (["personas": "10001"], "personas", "10001", .notACount),
            (["fecha_nacimiento": "1/1/2022"], "fecha_nacimiento", "", .birthInTheFuture),
            (["fecha_nacimiento": "1/1/1890"], "fecha_nacimiento", "", .tooOld),
            (["fecha_nacimiento": "ayer"], "fecha_nacimiento", "", .notADate),
            (["nombres": "=1+1"], "nombres", "", .formula),
            (["observaciones": "=A1"], "observaciones", "", .formula),
        ] as [([String: String], String, String, HubLogReason)])
    func rejects(values: [String: String], column: String, value: String, reason: HubLogReason)
        throws
    {
        let log = try log(values.merging(["apellidos": "Paz"]) { mine, _ in mine })
        #expect(log.events.isEmpty)
        let reject = try #require(log.rejects.first)
        #expect(reject.line == 2)
        #expect(reject.column == column)
        #expect(reject.value == value)
        #expect(reject.reason == reason)
        #expect(reject.recordID == (values["registro"] == nil ? "R1" : ""))
    }

    @Test("The line is that of the row's first line, and the others are read")
    func namesTheLine() throws {
        let log = try LogReading(
            "record_id,date,services,notes\r\nR1,2021-03-01,other,\"a\r\nb\"\r\n\r\nR2,never,other,\r\n"
                + "R3,2021-03-02,other\r\nR4,2021-03-03,other,a,b\r\nR5,2021-03-03,other,a,,\r\n")
        #expect(log.rows == 5)
        #expect(log.events.map(\.recordID) == ["R1", "R3", "R5"])
        #expect(log.rejects.map(\.line) == [5, 7])
        #expect(log.rejects.map(\.column) == ["date", "#5"])
        #expect(log.rejects.map(\.reason) == [.notADate, .tooManyFields])
    }

    @Test("A formula in a workbook is rejected whatever it shows, even beyond the heading")
    func rejectsFormulasAndErrors() throws {
        func cell(_ text: String) -> String { "<c t=\"str\"><v>\(text)</v></c>" }
        func row(_ cells: String...) -> String { "<row>\(cells.joined())</row>" }
        let start = cell("R1") + cell("2021-03-01")
        let fixture = WorkbookFixture(
            rows: row(cell("registro"), cell("date"), cell("services"))
                + row(start, "<c t=\"str\"><f>A1</f><v>other</v></c>")
                + row(start, "<c t=\"e\"><v>#N/A</v></c>")
                + row(start, cell("other"), "<c><f>A1</f></c>")
                + row(start, cell("other"), "<c s=\"3\"/>")
                + row(start, cell("other"), cell("x")))
        let log = try LogReading(fixture.file())
        #expect(log.rejects.map(\.line) == [2, 3, 4, 6])
        #expect(log.rejects.map(\.reason) == [.formula, .cellError, .formula, .tooManyFields])
        #expect(log.rejects.map(\.column) == ["services", "services", "#4", "#4"])
        #expect(log.events.count == 1)
    }

    @Test("A workbook's numbers and days are read as text would be")
    func readsWorkbookCells() throws {
        var fixture = WorkbookFixture(
            rows: """
                <row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>\
                <c t="s"><v>3</v></c><c t="s"><v>4</v></c></row>\
                <row><c><v>17</v></c><c s="1"><v>44260.5</v></c><c t="s"><v>5</v></c>\
                <c><v>3</v></c><c><v>801199012345</v></c></row>
                """)
        fixture.sharedStrings = [
            "registro", "fecha", "servicios", "personas", "documento", "other",
        ]
        .map { "<si><t>\($0)</t></si>" }.joined()
        fixture.styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
        let event = try #require(try LogReading(fixture.file()).events.first)
        #expect(event.recordID == "17")
        #expect(event.occurredOn.description == "2021-03-05")
        #expect(event.participants.last == .tally(Tally(count: 2)))
        guard case .described(let person)? = event.participants.first else {
            Issue.record("nobody is described")
            return
        }
        #expect(person.document == "801199012345")
    }

    @Test("A value that may be a neighbour's is not shown, nor what steers a terminal")
    func showsOnlyWhatIsSafe() throws {
        let log = try LogReading(
            "record_id,date,sex,services,notes\nR1,2021-03-01,Paz,other,\n"
                + "R2,2021-03-01,Paz,other,,\n\u{1B}[2JR3,2021-03-01,\u{1B}]0;x\u{7}\u{202E}y,other,\n"
        )
        #expect(log.rejects.map(\.value) == ["Paz", "", " ]0;x  y"])
        #expect(log.rejects.map(\.recordID) == ["R1", "R2", " [2JR3"])
    }

    @Test func cutsLongValuesInRejects() throws {
        let long = String(repeating: "e\u{301}", count: 5_000)
        let log = try LogReading("record_id,date,services\n\(long),\(long),other\n")
        let reject = try #require(log.rejects.first)
        #expect(reject.value.unicodeScalars.count == 80)
        #expect(reject.recordID.unicodeScalars.count == 80)
    }
}
