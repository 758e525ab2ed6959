/// Given names and their usual short forms and translations, as heard in the region.
enum ShortForms {
    /// The group of a folded word, nil when it belongs to none.
    static func group(of word: String) -> Int? { groups[word] }

    /// The other words of its group.
    static func fellows(of word: String) -> [String] {
        guard let group = groups[word] else { return [] }
        return members[group].filter { $0 != word }
    }

    private static let members = lines.split(separator: "\n").map { line in
        line.split(separator: " ").map(String.init)
    }

    private static let groups: [String: Int] = {
        var groups: [String: Int] = [:]
        for (number, words) in members.enumerated() {
            for word in words { groups[word] = number }
        }
        return groups
    }()

    private static let lines = """
        jose pepe chepe jo joseph josef
        francisco paco pancho chico franklin
        jesus chuy chus
        manuel manolo meme manny emmanuel
        guadalupe lupe lupita
        concepcion concha conchita
        mercedes meche
        dolores lola
        rosario chayo charo
        ignacio nacho
        enrique quique henry kike
        eduardo lalo edward
        roberto beto robert bob
        alberto tito albert
        antonio tono toni tony anthony
        luis lucho louis
        guillermo memo william willy
        alejandro alex alejo alexander
        alejandra alexandra sandra
        fernando nando
        rafael rafa
        miguel mike michael michel
        juan john jean juancho
        pedro peter pierre perucho
        jorge george georges
        pablo paul polo
        carlos charles carlitos
        maria mari marie mary mariela
        isabel chabela elizabeth elisabeth isa
        ana anna anne ann anita
        margarita margaret marguerite margot
        teresa tere therese
        catalina catherine katherine cata
        beatriz betty bety
        patricia paty pati pat
        gabriela gaby gabi
        gabriel gabo
        daniel dani danny
        daniela danny
        santiago james jacques
        esteban stephen etienne steven
        andres andrew andre
        felipe philip philippe
        ricardo richard
        graciela chela
        consuelo chelo
        victoria vicky
        veronica vero
        leticia lety leti
        cristina cris christina
        cristian chris christian
        samuel sam
        benjamin ben
        nicolas nick nico
        tomas tom thomas
        jacobo jacob jake
        joaquin quin joachim
        """
}
