// SPDX-License-Identifier: EUPL-1.2

/// Whether somebody says that the answers stand within the older mail: "Zie mijn antwoorden hieronder in het rood."
enum AnnouncedAnswers {
    private static let answers = [
        "mijn antwoord", "mijn reactie", "mijn opmerking", "mijn commentaar", "onze antwoord", "onze reactie",
        "onze opmerking", "ons antwoord", "geantwoord", "gereageerd", "antwoorden staan", "reacties staan",
        "my answer", "my repl", "my comment", "my response", "our answer", "our comment", "our response",
        "meine antwort", "meine kommentare", "mes reponses", "mes commentaires",
    ]
    private static let places = [
        "hieronder", "onderstaand", "in de tekst", "in uw tekst", "tussen de regels", "tussen de tekst", "tussendoor",
        "in uw mail", "in uw bericht", "in uw e-mail", "in rood", "in het rood", "in de rode", "in blauw",
        "in het blauw", "in groen", "in het groen", "in kleur", "in hoofdletters", "vetgedrukt", "cursief", "below",
        "inline", "in-line", "in line", "in red", "in blue", "in capitals", "unten", "in rot", "ci-dessous", "en rouge",
    ]
    /// Words that announce are few; a long letter says all it has to say.
    private static let mostWords = 80

    static func holds(_ words: String) -> Bool {
        let phrase = Phrase(words)
        return phrase.wordCount <= mostWords && answers.contains { phrase.contains($0) }
            && places.contains { phrase.contains($0) }
    }
}
