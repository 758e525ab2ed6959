"""Makes up people of Central America and the Caribbean, and records of them with the slips of the field.

Nobody here exists. Households share surnames, telephones and sometimes consecutive documents; some
siblings are twins. Given the same seed and size, the same table comes out.
"""
import random
import unicodedata

COLUMNS = "id,given_names,family_names,birth_date,sex,nationality,document,phone".split(",")

WOMEN = """María Ana Rosa Carmen Juana Yésica Karla Wendy Glenda Sandra Claudia Blanca Gloria Marta
Elena Sofía Lucía Daniela Gabriela Fátima Guadalupe Isabel Teresa Patricia Verónica Leticia Norma Alma
Dunia Heydi Kenia Keyla Maritza Mirna Nohemí Ondina Reina Suyapa Telma Xiomara Yolanda Zoila Jennifer
Katherine Stephany Ingrid Brenda Evelyn Iris Julia Dolores Concepción Esperanza Beatriz Lesly Marleny
Nelly Paola Raquel Silvia Vilma Yadira Belkis Digna Elsa Fanny""".split()
MEN = """José Juan Luis Carlos Jorge Miguel Francisco Manuel Pedro Jesús Antonio Mario Óscar Víctor
Roberto Fernando Daniel Marvin Edwin Wilmer Elmer Franklin Kevin Jhonny Bryan Cristian Denis Darwin Elvin
Fredy Gerson Héctor Henry Isaac Joel Josué Kelvin Lenín Melvin Nelson Norman Olvin Orlin Rigoberto
Santos Selvin Tomás Ubaldo Walter Wilson Yovany Alexander Andrés Byron Douglas Ever Félix Gilberto Hugo
Iván Javier Leonel Maynor Nahúm Rafael""".split()
SECOND_WOMEN = """María José Isabel Elizabeth Alejandra Lizeth Yamileth Esther Marisol Fernanda Nicole
Abigail Carolina Marina Rosario Antonia Luz Milagro Judith Ester Paz""".split()
SECOND_MEN = """Antonio Alberto Alexander Enrique Manuel Luis José Carlos Eduardo Armando Ernesto Adalberto
David Josué Isaías Fernando Ramón Ángel Noé Daniel Rafael""".split()
SURNAMES = """Hernández López García Martínez Rodríguez Pérez González Flores Ramírez Mejía Reyes Cruz
Gómez Rivera Díaz Vásquez Castillo Orellana Zelaya Pineda Alvarado Ramos Castro Morales Aguilar Chávez
Santos Maldonado Escobar Rivas Portillo Guzmán Ortiz Méndez Lemus Juárez Ajú Xol Tzul Cumes Chub Coc Pop
Ixcoy Quiej Batz Argueta Benítez Bonilla Cáceres Calderón Cardona Contreras Cortez Dubón Erazo Figueroa
Funes Galeas Henríquez Interiano Lara Madrid Membreño Murillo Núñez Oliva Padilla Paz Quintanilla Romero
Sánchez Serrano Sorto Torres Umaña Urbina Valladares Velásquez Villeda Ventura Zúñiga Bográn Carías
Discua Euceda Fajardo Gálvez Izaguirre Lagos Matamoros Nolasco Osorio Ponce Rosales Suazo Tábora Ulloa
Vallecillo Yanes Zepeda Barahona Canales Duarte Espinal Andino Baca Cerrato Donaire
de_la_Cruz de_León del_Cid de_la_O Montes_de_Oca""".split()
HAITI_WOMEN = """Marie Rose Nadège Mirlande Guerline Fabiola Jocelyne Islande Roseline Yolette Claudette
Ketlie Magalie Wideline Darline Esther Lovelie Manouchka""".split()
HAITI_MEN = """Jean Pierre Jacques Wilner Frantz Emmanuel Evens Jameson Ronald Reginald Stanley Wesner
Dieudonné Fritz Jude Kervens Louis Widson Woodley Makenson""".split()
HAITI_SECOND = "Claude Marc Robert Joseph Baptiste Ange Flore Carline Michel Paul Junior Louise".split()
HAITI_SURNAMES = """Joseph Pierre Jean Louis Charles François Étienne Jean-Baptiste Saint-Louis Désir
Philippe Antoine Augustin Belizaire Cadet Celestin Delva Dorvil Estimé Fleurimond Germain Guerrier Jeudy
Lafortune Laguerre Mondésir Noël Paul Petit-Frère Saintil Sylvain Toussaint Valcin Baptiste""".split()
BELIZE_WOMEN = """Jessica Sharon Kimberly Ashley Tanisha Shanice Michelle Keisha Sherlyn Tiffany Kayla
Monique Natalie Danielle""".split()
BELIZE_MEN = """John Kevin Tyrone Delroy Marlon Brandon Kareem Michael Shawn Elroy Dwayne Gilroy Albert
Winston Leroy""".split()
BELIZE_SECOND = "Ann Marie James Anthony Lee Elizabeth Joseph Alexander Nicole".split()
BELIZE_SURNAMES = """Williams Smith Young Jones Flowers Gillett Castillo Martinez Cal Coc Arnold Bennett
Usher Longsworth Lamb Reneau Gentle Tillett Hyde Banner Neal Myvett Westby Pech Tun""".split()
NATIONS = [("HND", 34), ("GTM", 20), ("SLV", 15), ("NIC", 8), ("HTI", 9), ("BLZ", 4), ("MEX", 6),
           ("DOM", 4)]
#: Spellings of one name, as heard.
HEARD = [set(line.split()) for line in """Yésica Jessica Yessica Jésica
Jhonny Johnny Yoni Jonny
John Jhon Jon
Kevin Kebin Kelvin
Wilmer Wilmar Guilmer
Cristian Christian Kristian
Katherine Catherine Katerin Caterin
Jennifer Yenifer Jenifer Yeniffer
Bryan Brayan Brian
Stephany Estefani Stefany Estefany
Xiomara Siomara Jiomara
Heydi Heidi Jeidi
Michael Maikol Maykol
Yovany Giovanni Jovani Geovany
Jameson Jamesonn Jemson
Étienne Etien Ethienne
Isabel Ysabel Izabel
Josué Josue Jozue
Vásquez Vázquez Basques Vásques
Velásquez Velázquez Belásquez
Mejía Mejilla Megía
Zúñiga Súñiga Zuniga
Hernández Hernandes Ernández
González Gonzales Gonsález
Rodríguez Rodrigues Rodrígez
Martínez Martines
Jean-Baptiste Jeanbaptiste Janbatis
François Francois Franswa
Toussaint Tousen Tousaint
Elizabeth Elisabeth Elízabet
Zelaya Selaya Celaya
Chávez Chaves Chábez
Benítez Benites Venítez""".splitlines()]
SHORT = {"José": "Chepe", "Francisco": "Paco", "Jesús": "Chuy", "Manuel": "Manolo",
         "Guadalupe": "Lupita", "Concepción": "Concha", "Dolores": "Lola", "Roberto": "Beto",
         "Antonio": "Toño", "Fernando": "Nando", "Rafael": "Rafa", "Gabriela": "Gaby",
         "Patricia": "Paty", "Verónica": "Vero", "Leticia": "Lety", "Daniel": "Dani"}


def zipf(rng, names):
    """Names at the front of a list are the more frequent."""
    return names[int(len(names) * rng.random() ** 2.2)]


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


class Household:
    def __init__(self, rng, number, twins):
        self.twins = twins
        self.nation = rng.choices([n for n, _ in NATIONS], [w for _, w in NATIONS])[0]
        self.surnames = self.surname(rng), self.surname(rng)
        self.phone = f"{rng.randint(20000000, 99999999)}" if rng.random() < 0.7 else ""
        self.document = rng.randint(10 ** 11, 10 ** 12)
        self.number = number

    def surname(self, rng):
        if self.nation == "HTI":
            return zipf(rng, HAITI_SURNAMES)
        if self.nation == "BLZ":
            return zipf(rng, BELIZE_SURNAMES)
        return zipf(rng, SURNAMES).replace("_", " ")

    def given(self, rng, sex):
        women = sex == "female"
        if self.nation == "HTI":
            first, second = zipf(rng, HAITI_WOMEN if women else HAITI_MEN), HAITI_SECOND
        elif self.nation == "BLZ":
            first, second = zipf(rng, BELIZE_WOMEN if women else BELIZE_MEN), BELIZE_SECOND
        else:
            first = zipf(rng, WOMEN if women else MEN)
            second = SECOND_WOMEN if women else SECOND_MEN
        other = zipf(rng, second)
        return [first, other] if rng.random() < 0.7 and other != first else [first]

    def date(self, rng, oldest=1950, youngest=2018):
        return [rng.randint(oldest, youngest), rng.randint(1, 12), rng.randint(1, 28)]

    def people(self, rng):
        size = rng.choices([1, 2, 3, 4, 5], [45, 20, 17, 12, 6])[0]
        people = []
        born = self.date(rng)
        for place in range(size):
            sex = rng.choice(["female", "male"])
            if place and rng.random() >= self.twins:  # else a twin
                born = [min(max(born[0] + rng.choice([-4, -3, -2, -1, 1, 2, 3, 4]), 1940), 2020),
                        rng.randint(1, 12), rng.randint(1, 28)]
            taken = {person["given"][0] for person in people}
            given = self.given(rng, sex)
            while given[0] in taken:
                given = self.given(rng, sex)
            document = ""
            if rng.random() < 0.6:
                document = (self.document + place if rng.random() < 0.3
                            else rng.randint(10 ** 11, 10 ** 12))
            people.append({
                "given": given, "surnames": list(self.surnames[:1 if self.nation == "HTI" else 2]),
                "born": list(born), "sex": sex, "nation": self.nation, "document": str(document),
                "phone": self.phone if rng.random() < 0.6 else
                (f"{rng.randint(20000000, 99999999)}" if rng.random() < 0.5 else "")})
        return people


def slip(rng, text, letters):
    """One letter more, fewer, other, or exchanged with its neighbour."""
    if len(text) < 3:
        return text
    place = rng.randrange(1, len(text))
    kind = rng.randrange(4)
    if kind == 0:
        return text[:place] + text[place + 1:]
    if kind == 1:
        return text[:place] + rng.choice(letters) + text[place:]
    if kind == 2:
        return text[:place] + rng.choice(letters) + text[place + 1:]
    return text[:place - 1] + text[place] + text[place - 1] + text[place + 1:]


def respell(rng, words):
    words = list(words)
    place = rng.randrange(len(words))
    word = words[place]
    for group in HEARD:
        if word in group:
            words[place] = rng.choice(sorted(group - {word}))
            return words
    swaps = [pair for pair in ("bv", "vb", "sz", "zs", "yi", "iy", "cs", "gj") if pair[0] in word[1:]]
    if swaps:
        old, new = rng.choice(swaps)
        words[place] = word[0] + word[1:].replace(old, new, 1)
    return words


ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def record(rng, person, noise):
    """What somebody wrote down of a person; `noise` scales how often each slip happens."""
    def happens(probability):
        return rng.random() < probability * noise

    given, surnames = list(person["given"]), list(person["surnames"])
    year, month, day = person["born"]
    if happens(0.04):
        given = [SHORT.get(given[0], given[0])] + given[1:]
    if happens(0.12):
        given = respell(rng, given)
    if happens(0.08):
        surnames = respell(rng, surnames)
    if len(given) > 1 and happens(0.2):
        given = given[:1] if rng.random() < 0.8 else given[1:]
    if len(surnames) > 1 and happens(0.25):
        surnames = surnames[:1]
    if len(surnames) > 1 and happens(0.02):
        surnames.reverse()
    if happens(0.06):
        place = rng.randrange(len(given))
        given[place] = slip(rng, given[place], ALPHABET)
    if happens(0.06):
        place = rng.randrange(len(surnames))
        surnames[place] = slip(rng, surnames[place], ALPHABET)
    names, families = " ".join(given), " ".join(surnames)
    if happens(0.02):
        families = ""
    elif happens(0.03):
        names, families = families, names
    if happens(0.01):
        names = ""
    if happens(0.04) and day <= 12:
        month, day = day, month
    elif happens(0.03):
        year += rng.choice([-1, 1])
    elif happens(0.03):
        month, day = 1, 1
    born = f"{year:04}-{month:02}-{day:02}"
    if happens(0.04):
        place = rng.choice([3, 5, 6, 8, 9])
        born = born[:place] + rng.choice("0123456789") + born[place + 1:]
    if happens(0.08):
        born = f"{year:04}"
    elif happens(0.06):
        born = ""
    sex = person["sex"]
    if happens(0.01):
        sex = "female" if sex == "male" else "male"
    elif happens(0.03):
        sex = ""
    document = person["document"]
    if happens(0.25):
        document = ""
    elif document and happens(0.05):
        document = str(rng.randint(10 ** 11, 10 ** 12))
    elif document and happens(0.04):
        document = slip(rng, document, "0123456789")
    phone = person["phone"]
    if happens(0.25):
        phone = ""
    elif happens(0.1):
        phone = f"{rng.randint(20000000, 99999999)}"
    elif phone and happens(0.03):
        phone = slip(rng, phone, "0123456789")
    if rng.random() < 0.4:
        names, families = plain(names), plain(families)
    if rng.random() < 0.25:
        names, families = names.upper(), families.upper()
    return [names, families, born, sex, "" if happens(0.03) else person["nation"], document, phone]


def table(seed, size, noise=1.0, twins=0.06):
    """About `size` records and the pairs that are one person: rows of COLUMNS, pairs of ids. `twins` of
    all siblings are born with the one before."""
    rng = random.Random(seed)
    rows, pairs, household, person = [], [], 0, 0
    while len(rows) < size:
        household += 1
        for somebody in Household(rng, household, twins).people(rng):
            person += 1
            copies = rng.choices([1, 2, 3, 4], [70, 20, 7, 3])[0]
            ids = [f"{person}-{copy}" for copy in range(copies)]
            rows += [[ids[copy]] + record(rng, somebody, noise if copy else noise / 3)
                     for copy in range(copies)]
            pairs += [(a, b) for place, a in enumerate(ids) for b in ids[place + 1:]]
    rng.shuffle(rows)
    return rows, pairs
