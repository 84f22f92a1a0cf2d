// SPDX-License-Identifier: EUPL-1.2

/// Words that mean the same to a reader who counts: numbers, spans of time, months, days, times over.
enum WordClass {
    private static let members: KeyValuePairs<String, String> = [
        "GETAL": """
        twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien twintig dertig veertig vijftig \
        zestig honderd duizend half halve anderhalf anderhalve paar enkele tig two three four five six seven eight nine ten zwei \
        drei vier deux trois quatre cinq
        """,
        "RANG": "tweede derde vierde vijfde zesde zevende achtste tiende zoveelste 2e 3e 4e 5e 6e second third fourth",
        "DUUR": """
        minuten minuut uur uren kwartier dag dagen week weken wk maand maanden mnd jaar jaren kwartaal minutes hours days weeks \
        months years tage wochen monate jours semaines mois
        """,
        "KEER": "keer keren maal x times mal fois",
        "MAAND": """
        januari februari maart april mei juni juli augustus september oktober november december january february march june july \
        august october
        """,
        "WEEKDAG":
            "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday",
        "GELD": "euro euros eur",
    ]
    private static let classes: [String: UInt64] = Dictionary(
        members.flatMap { name, words in
            words.split { $0 == " " || $0 == "\n" }.map { (String($0), WordHash.of(name)) }
        }, uniquingKeysWith: { first, _ in first })
    static let number = WordHash.of("GETAL")
    static let span = WordHash.of("DUUR")
    static let times = WordHash.of("KEER")
    private static let longest = 12

    /// The class of a word, or nil for a word that stands for itself.
    static func of(_ word: String) -> UInt64? {
        guard let first = word.utf8.first else { return nil }
        if first >= 0x30, first <= 0x39 {
            if word.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return number }
            if word.utf8.last == 0x78, word.utf8.dropLast().allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return times }
        }
        return word.utf8.count <= longest ? classes[word] : nil
    }
}
