// SPDX-License-Identifier: EUPL-1.2

/// Knows what a form's label asks for: by the labels of the configuration first, then by the words that sites use.
struct FormLabels {
    enum Kind {
        case name, email, phone, postcode, dossierNumber, question
        /// A label that is known to occur, and tells nothing that we need.
        case other
    }

    private let configured: [String: Kind]

    init(_ labels: FormProfile.Labels?) {
        var table: [String: Kind] = [:]
        if let labels {
            for (kind, names) in [
                (Kind.name, labels.name), (.email, labels.email), (.phone, labels.phone),
                (.postcode, labels.postcode),
                (.dossierNumber, labels.dossierNumber), (.question, labels.question),
            ] {
                for name in names { table[Self.key(name)] = kind }
            }
        }
        configured = table
    }

    /// Whether the configuration says which field holds the citizen's own words.
    var namesQuestion: Bool { configured.values.contains(.question) }

    /// Nil for a label that nobody told us about.
    func kind(_ label: String) -> Kind? {
        let key = Self.key(label)
        return configured[key] ?? Self.known[key] ?? Self.guess(key)
    }

    /// Whether the line is exactly a label that is known, so that it ends even a free text.
    func isExactly(_ line: String) -> Bool {
        let key = Self.key(line)
        return configured[key] != nil || Self.known[key] != nil
    }

    /// A label without its bullet, colon, question mark, star, or remark in brackets.
    private static func key(_ label: String) -> String {
        let words = label.bytes.prefix { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "[") }.trimmed
        let bullet = "•".utf8
        return Phrase(folding: words.starts(with: bullet) ? words.dropFirst(bullet.count) : words).without(":?*.- ")
            .text
    }

    private static let known: [String: Kind] = {
        let words: [(Kind, String)] = [
            (
                .name,
                "naam|uw naam|wat is uw naam|voor- en achternaam|achternaam|volledige naam|name|your name|uw volledige naam"
            ),
            (
                .email,
                "e-mail|email|e-mailadres|emailadres|uw e-mail|uw e-mailadres|uw emailadres|mailadres|email address|your email"
            ),
            (.phone, "telefoon|telefoonnummer|uw telefoonnummer|tel|mobiel|mobiele nummer|phone|telefoon overdag"),
            (.postcode, "postcode|uw postcode|postcode en plaats|postcode en woonplaats"),
            (.dossierNumber, "dossiernummer|uw dossiernummer|zaaknummer|klachtnummer|kenmerk|ons kenmerk|dossier"),
            (
                .question,
                "uw vraag|vraag|bericht|uw bericht|uw vraag of opmerking|vraag of opmerking|uw klacht|klacht|message"
                    + "|omschrijving|toelichting|uw verhaal|opmerking|opmerkingen|your message|omschrijving van uw klacht"
            ),
            (
                .other,
                "hoe wilt u aangesproken worden|aanhef|geslacht|adres|straat|huisnummer|woonplaats|plaats|onderwerp"
                    + "|geboortedatum|organisatie|gemeente|bijlage|bijlagen|naam medewerker|voornaam|voorletters|tussenvoegsel"
                    + "|subject|taal|onze referentie|datum|instantie|telefoon avond"
            ),
        ]
        return Dictionary(
            words.flatMap { kind, list in list.split(separator: "|").map { (String($0), kind) } },
            uniquingKeysWith: { first, _ in first })
    }()

    /// By a word in it, for labels that functional managers made up.
    private static func guess(_ key: String) -> Kind? {
        let phrase = Phrase(key)
        guard phrase.wordCount <= 14 else { return nil }
        func holds(_ parts: String...) -> Bool { parts.contains { phrase.contains($0) } }
        if holds("mailadres", "email", "e-mail", "e mail") { return .email }
        if holds("telefoonnummer", "telefoon", "mobiel") { return .phone }
        if holds("postcode") { return .postcode }
        if holds("dossiernummer", "zaaknummer", "klachtnummer") { return .dossierNumber }
        if holds("medewerker", "instantie", "organisatie", "bijlage", "soort", "categorie", "onderwerp") {
            return .other
        }
        if holds(
            "vraag", "klacht", "bericht", "omschrijv", "toelicht", "gebeurd", "verhaal", "opmerking", "beschrijf")
        {
            return .question
        }
        return holds("naam") && phrase.wordCount <= 4 ? .name : nil
    }
}
