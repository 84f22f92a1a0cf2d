// SPDX-License-Identifier: EUPL-1.2

/// Words under headings, read from a data file that people who know the language maintain: `[heading]`, then words; `#` a comment.
struct WordLists: Sendable {
    private var sets: [String: Set<String>] = [:]

    init(_ bytes: [UInt8]) {
        var heading = ""
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("[") {
                heading = String(line.dropFirst().prefix { $0 != "]" })
            } else {
                sets[heading, default: []].formUnion(line.split(separator: " ").map(String.init))
            }
        }
    }

    /// The words under a heading; a heading that the file lacks is a fault of the build, found by the tests.
    subscript(heading: String) -> Set<String> {
        guard let words = sets[heading] else { preconditionFailure("no heading [\(heading)]") }
        return words
    }
}

/// What words around a name say about the person.
enum PersonWords {
    private static let lists = WordLists(PackageResources.persons_txt)
    private static let names = WordLists(PackageResources.first_names_txt)
    static let titles = lists["titel"]
    static let degrees = lists["graad"]
    /// Who works at an office.
    static let roles = lists["functie"]
    /// Who works elsewhere when the office is an ombudsman.
    static let rolesElsewhere = lists["functie-elders"]
    /// Who works at the office when it has only its own people to answer for.
    static let rolesWithin = lists["functie-in-huis"]
    static let family = lists["eigen"]
    static let yours = lists["onze-mensen"]
    static let places = lists["kantoor"]
    static let never = lists["geen-naam"]
    static let fillers = lists["vulwoord"]
    static let says = lists["zegt"]
    static let speaksWith = lists["spreekt-met"]
    static let firstNames = names["voornaam"]
    /// First names that a plain lower-case word does not stand for.
    static let doubtfulNames = names["ook-woord"]
    static let particles: Set<String> = [
        "van", "vd", "v", "de", "den", "der", "het", "ter", "ten", "te", "la", "le", "el", "al", "ben", "bin", "von",
        "in", "t", "d", "op", "af", "aan", "du", "da", "dos", "di", "el",
    ]

    /// Whether a word names somebody's work: a role, or a word that ends in one ("dossierbehandelaar").
    static func isRole(_ word: String) -> Bool {
        roles.contains(word)
            || word.utf8.count > 9
                && [
                    "medewerker", "medewerkster", "behandelaar", "behandelaarster", "ambtenaar", "consulent",
                    "consulente", "begeleider", "begeleidster", "manager", "deskundige", "voogd", "beheerder", "coach",
                    "adviseur", "onderzoeker", "inspecteur", "leider", "leidster", "jurist", "juriste", "secretaresse",
                    "coordinator", "regisseur", "controleur", "beoordelaar", "bemiddelaar", "assistent", "assistente",
                ].contains { word.hasSuffix($0) }
    }
}
