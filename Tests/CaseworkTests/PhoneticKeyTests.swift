import Casework
import Codelists
import Testing

@Suite struct PhoneticKeyTests {
    /// Every spelling in a line meets the first of it.
    private func expectAlike(_ line: String) {
        let words = TextFolding.words(line)
        for word in words.dropFirst() {
            #expect(
                PhoneticKey.match(words[0], word),
                "\(words[0]) \(PhoneticKey.readings(of: words[0])), \(word) \(PhoneticKey.readings(of: word))"
            )
        }
    }

    @Test(
        "Spanish spellings by ear meet",
        arguments: [
            "Vásquez Básquez Vázquez Basques Baskez", "Benavides Venavides Benabidez",
            "Viviana Bibiana", "González Gonsales Gonzáles", "Cecilia Sesilia Zezilia Secilia",
            "Zelaya Selaya Celaya Selalla", "Sánchez Sanches Zanchez", "Cruz Crus Kruz",
            "Hernández Ernández Ernandes Hernandes", "Helena Elena", "Ochoa Hochoa",
            "Jiménez Giménez Ximénez Gimenes", "Gerónimo Jerónimo", "Mejía Megía",
            "Ximena Jimena Gimena",
            "Javier Xavier Jabier", "Quispe Kispe Quizpe", "Enrique Henrrique Enrike",
            "Carlos Karlos", "Guevara Guebara", "Miguel Miguell",
            "Yolanda Llolanda Iolanda Jolanda", "Castillo Castiyo", "Reyes Relles Rreyes Reyez",
            "Mayra Maira", "Villanueva Billanueva Viyanueva", "Muñoz Munoz Muños",
            "Peña Pena Penia",
            "Núñez Nuñes Nunez", "Huamán Guamán Waman", "Huerta Werta Güerta", "Chihuahua Chiwawa",
            "Guadalupe Wadalupe", "Campos Canpos", "Amparo Anparo",
            "Alexander Alecsander Alesander",
            "Xiomara Siomara Ciomara", "Ángel Anyel Anjel", "Giovanni Yovani Jovani Geovany",
            "David Davi", "Judith Judi Yudit", "Abraham Abrahan Abraam", "Rocío Rosío",
            "Félix Félis",
            "Quadra Cuadra Kuadra", "Ortiz Ortis Ortitz", "Ignacio Inacio", "Leidy Leydi Leidi",
        ])
    func spanish(line: String) { expectAlike(line) }

    @Test(
        "Haitian and French spellings meet",
        arguments: [
            "Jean Jan Djan Yan", "Pierre Pyè", "Jacques Jak Jacque", "Chérie Cheri Chery",
            "Louis Luis Lwi",
            "Baptiste Batis", "François Franswa", "Benoit Benwa", "Olivier Olivye", "Claude Klod",
            "Thérèse Terez", "Michelle Michel Mishel", "Sophie Sofi", "Philippe Filip",
            "Rousseau Rouso", "Marie Mari Mary", "Joseph Josef Jozèf", "Rose Roz", "Georges Jorj",
            "Isabelle Isabel Ysabel", "Gauthier Gotye", "Djenny Jenny",
        ])
    func haitian(line: String) { expectAlike(line) }

    @Test(
        "English names as they are spelled by ear meet",
        arguments: [
            "John Jhon Jon Yon", "Jessica Yessica Yesica Llésica", "Bryan Brayan Brian Brallan",
            "Kevin Kebin Quevin", "Jennifer Yenifer Jenifer Yennifer", "Jonathan Yonatan Jhonatan",
            "Wendy Wendi Huendi Güendi", "Wilson Güilson Uilson", "Walter Gualter", "Wilma Vilma",
            "Oswaldo Osvaldo", "Edwin Eduin", "Christian Cristian Kristian", "Steven Esteven",
            "Stephanie Estefani", "Elizabeth Elisabet Elizabet", "William Wiliam Willian",
            "Shirley Sirley Shirli Chirley", "Sheila Seila Cheila", "Heidi Jeidi",
            "Julio Hulio", "José Hose", "Dayana Diana", "Kelly Keli", "Stella Estela",
            "Jackson Yakson",
        ])
    func english(line: String) { expectAlike(line) }

    @Test(
        "Other names stay apart",
        arguments: [
            "María Mario", "María Marta", "Juan Jean", "Juan Joan", "Ana Eva", "Ana Inés",
            "Pedro Pablo",
            "Carlos Carla", "Luis Luz", "Rosa Rosario", "José Josefa", "Gómez Gámez",
            "Martín Martínez",
            "Hernán Hernández", "Fernando Fernández", "López Lobos", "Pérez Paredes", "Díaz Duarte",
            "Rivera Rivas", "Flores Florián", "Moreno Romero", "Castro Castillo", "Chávez Cáceres",
            "Jorge Gregorio", "Mejía Mesa", "Reyes Ríos", "Pierre Pedro", "Jacques Jean",
            "Jean Joseph",
            "John Jonathan", "Jessica Jennifer", "Bryan Brenda", "Kevin Kelvin", "Wilson Nelson",
            "Quispe Crespo", "Guevara Guerra", "Huamán Guzmán", "Yolanda Orlando", "Daniel Danilo",
            "Gabriel Graciela", "Peña Pineda", "Muñoz Mena", "Ochoa Rocha", "Victoria Víctor",
        ])
    func apart(line: String) {
        let words = TextFolding.words(line)
        #expect(
            !PhoneticKey.match(words[0], words[1]),
            "\(words.map { PhoneticKey.readings(of: $0) })")
    }

    @Test(
        "Every word has one or two readings, and always the same",
        arguments: [
            "", "h", "e", "de", "y", "hh", "112", "qu", "ñ", "ф", "李", "x", "ll", "gu", "jean2",
        ])
    func anything(word: String) {
        let readings = PhoneticKey.readings(of: word)
        #expect((1...2).contains(readings.count))
        #expect(readings == PhoneticKey.readings(of: word))
        #expect(Set(readings).count == readings.count)
        #expect(readings.allSatisfy { !$0.code.isEmpty || word.isEmpty })
    }

    @Test("Digits and other scripts are kept as they are")
    func otherCharacters() {
        #expect(!PhoneticKey.match("112", "12"))
        #expect(!PhoneticKey.match("李", "王"))
        #expect(PhoneticKey.readings(of: "李李").map(\.code) == ["李李"])
    }
}
