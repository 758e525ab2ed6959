import Casework
import Codelists
import HubLogs
import Testing

@Suite struct SheetTests {
    @Test("A sign-in sheet in Spanish, with what people write differently")
    func participants() throws {
        let file = try TemporaryFile(
            """
            Sexo;Nombre completo;Institución;Público;Firma
            M;Ana Pérez;DGME;Personal municipal;x
            H;José Mora;DGME;police;x
            ;Solo Nombre;;;
            X;Mala Fila;DGME;;x
            M;;DGME;;x
            M;=1+1;DGME;;x
            """)
        let list = try ParticipantList.read(path: file.path)
        #expect(list.rows == 6)
        #expect(list.accepted.map(\.name) == ["Ana Pérez", "José Mora", "Solo Nombre"])
        #expect(list.accepted.map(\.sex) == [.female, .male, .unknown])
        #expect(list.accepted.map { $0.audience?.code } == ["municipal_staff", "police", nil])
        #expect(list.rejects.map(\.line) == [5, 6, 7])
        #expect(list.rejects.map(\.reason) == [.unknownCode(list: "sex"), .missing, .formula])
        #expect(list.rejects.allSatisfy { !$0.value.contains("Mala") })
    }

    @Test("A bare M that nothing settles is rejected")
    func bareM() throws {
        let file = try TemporaryFile("name,sex\nA B,M\n")
        #expect(try ParticipantList.read(path: file.path).rejects.map(\.reason) == [.sexUnsettled])
    }

    @Test("Actions: dates as their heading has them, states in either language")
    func actions() throws {
        let network = try #require(Slug("net"))
        let file = try TemporaryFile(
            """
            Acción,Responsable,Vence,Estado
            Evaluar necesidades,Secretaría,30/04/2021,Pendiente
            Entregar informe,Secretaría,,Hecha
            Entregar informe,Otra,,
            Sin responsable,,,
            Mala fecha,Secretaría,31/04/2021,
            """)
        let list = try ActionList.read(path: file.path, network: network)
        #expect(
            list.accepted.map(\.slug.description) == [
                "net-evaluar-necesidades", "net-entregar-informe",
            ])
        #expect(list.accepted.map(\.status) == [.open, .done])
        #expect(list.accepted[0].due?.description == "2021-04-30")
        #expect(list.rejects.map(\.reason) == [.recordTwice, .missing, .notADate])
    }

    @Test("Without the columns it needs a sheet is refused, and they are named")
    func columns() throws {
        let network = try #require(Slug("net"))
        let file = try TemporaryFile("Acción\nx\n")
        #expect(
            throws: SheetProblem.columnsMissing(english: ["owner"], spanish: ["responsable"])
        ) { try ActionList.read(path: file.path, network: network) }
        #expect(throws: SheetProblem.columnTwice("title", first: 1, second: 2)) {
            let twice = try TemporaryFile("action,title\n")
            defer { withExtendedLifetime(twice) {} }
            return try ActionList.read(path: twice.path, network: network)
        }
    }
}
