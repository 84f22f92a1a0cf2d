// SPDX-License-Identifier: EUPL-1.2
package import Casework
package import Groundwork

/// The facts that each letter offers to its templates. A template that asks for another fact stops the start; a letter
/// whose facts differ from this is not written.
package enum LetterFacts {
    package static func offered(by kind: LetterKind) -> [Fact] {
        switch kind {
        case .acknowledgement: acknowledgement
        case .followUpReceived: followUpReceived
        case .receipt: receipt
        case .assignment: assignment
        case .followUpNotice: followUpNotice
        case .contactReminder: contactReminder
        case .contactEscalation: contactEscalation
        case .digest: digest
        case .triage: triage
        case .review: review
        case .urgent: urgent
        case .dataLeak: dataLeak
        case .bounceTask: bounceTask
        case .commandConfirmed: commandConfirmed
        case .commandRefused: commandRefused
        }
    }

    /// Facts with which every letter of this kind can be shown, for `gehoord preview`.
    package static func sample(of kind: LetterKind) -> JSON {
        .object(offered(by: kind).map { JSON.Member($0.name, $0.example) })
    }

    /// What `layout.html` is filled with.
    static let layout = [
        Fact("taal", .line, "The language of the letter.", "nl"),
        Fact("onderwerp", .line, "The subject, as the page's title.", "Onderwerp"),
        Fact("inhoud", .markup, "The letter itself.", "<p>Brief</p>"),
    ]

    // MARK: To citizens

    private static let office = [
        Fact("kantoor", .line, "The office's name.", "Ombudsman Voorbeeldstad"),
        Fact("telefoon", .line, "The office's telephone number.", "088 000 00 00"),
        Fact(
            "bereikbaarheid", .line, "When the telephone is answered.",
            "maandag tot en met vrijdag van 8.30 tot 17.00 uur"),
        Fact("website", .line, "The office's website.", "www.ombudsman.example", isOptional: true),
        Fact(
            "postadres", .line, "The office's postal address.", "Postbus 1, 1000 AA Voorbeeldstad",
            isOptional: true),
    ]

    private static let citizensDossier = [
        Fact(
            "naam", .name, "The citizen's name; absent when unknown or when it does not look like a name.",
            "Sanne de Boer",
            isOptional: true),
        dossierNumber,
        Fact("ontvangen", .line, "The day of receipt, written out.", "donderdag 7 mei 2026"),
    ]

    private static let acknowledgement =
        office + citizensDossier + [
            Fact(
                "contactdatum", .line, "The last day for contact, written out; absent where none is promised.",
                "vrijdag 15 mei 2026", isOptional: true),
            Fact(
                "einddatum", .line, "The final date, written out; absent where there is none.",
                "donderdag 18 juni 2026",
                isOptional: true),
            Fact("verdaagbaar", .flag, "Whether the final date can be put off.", true),
            Fact(
                "adviseur", .line, "Who advises on the complaint (Awb 9:15); absent where nobody does.",
                "de klachtencommissie",
                isOptional: true),
            Fact("isKlacht", .flag, "A complaint about the office itself.", true),
            Fact("isVerzoek", .flag, "A request to the ombudsman about another body.", false),
            Fact("isHerziening", .flag, "Discontent with the outcome of a closed case.", false),
            Fact("isWoo", .flag, "A request under the Woo.", false),
            Fact("isTwijfel", .flag, "Recognised with doubt: the letter says \"uw bericht\".", false),
            Fact(
                "invoer",
                .list([
                    Fact("label", .echo, "The field's label.", "Uw vraag"),
                    Fact("waarde", .echo, "What was entered.", "Ik wacht al weken op antwoord.", isOptional: true),
                ]), "The form's fields back (Awb 2:17); absent where the site gives a copy.",
                [
                    ["label": "Uw naam", "waarde": "Sanne de Boer"],
                    ["label": "Uw vraag", "waarde": "Ik wacht al weken op antwoord.\nKunt u mij bellen?"],
                ], isOptional: true),
        ]

    private static let followUpReceived =
        office + [
            Fact(
                "naam", .name, "The citizen's name; absent for another address than the citizen's own.",
                "Sanne de Boer", isOptional: true),
            perhapsDossierNumber,
            Fact("ontvangen", .line, "The day of receipt, written out.", "donderdag 7 mei 2026"),
        ]

    private static let receipt =
        office + [
            Fact("ontvangen", .line, "The day of receipt, written out.", "donderdag 7 mei 2026"),
            Fact("isSignaal", .flag, "A sign of a problem that asks for no answer: nothing is promised.", false),
        ]

    // MARK: To staff

    private static let dossierNumber = Fact("dossiernummer", .line, "The dossier's number.", "2026.00123")
    private static let perhapsDossierNumber = Fact(
        "dossiernummer", .line, "The dossier's number; absent while there is none.", "2026.00123", isOptional: true
    )
    private static let contactLink = Fact(
        "contactLink", .link, "Opens a reply that begins with CONTACT.",
        "mailto:post+token@ombudsman.example?subject=Re%3A%20dossier%202026.00123&body=CONTACT%20vandaag%20telefoon%0D%0A",
        isOptional: true)
    private static let subject = Fact(
        "onderwerp", .quote, "The citizen's subject line.", "Nog steeds geen antwoord", isOptional: true)
    private static let words = Fact(
        "tekst", .story, "The citizen's own new words; absent where the office keeps them out of mail.",
        "Goedemiddag,\n\nIk wacht al weken op antwoord. Niemand belt mij terug.\nKunt u mij helpen?",
        isOptional: true)
    private static let promised = Fact(
        "contactdatum", .line, "The last day for contact, written out.", "vrijdag 15 mei 2026")
    private static let enclosures = Fact(
        "bijlagen", .list([Fact("naam", .quote, "The file's name.", "brief.pdf")]),
        "The documents that came with it.",
        [["naam": "brief.pdf"], ["naam": "foto van de brief.jpg"]])
    private static let reasons = Fact(
        "redenen",
        .list([Fact("reden", .quote, "One sentence.", "Het adres van de afzender hoort bij dit dossier.")]),
        "Why it was filed or decided so.",
        [
            ["reden": "Het adres van de afzender is van deze burger."],
            ["reden": "Dit is het laatste dossier van deze burger."],
        ])
    private static let sentences = Fact(
        "zinnen", .list([Fact("zin", .quote, "The sentence.", "Niemand belt mij terug.")]),
        "The sentences that led to this mail.",
        [["zin": "Niemand belt mij terug."], ["zin": "Ik wacht al weken op antwoord."]])

    private static let citizen = [
        Fact(
            "burgernaam", .quote, "The citizen's name as the citizen writes it.", "Sanne de Boer", isOptional: true
        ),
        Fact("burgeradres", .line, "The citizen's mail address.", "sanne.de.boer@example.org", isOptional: true),
        Fact("burgertelefoon", .line, "The citizen's telephone number.", "06 00 00 00 00", isOptional: true),
    ]

    private static let assignment =
        citizen + [
            dossierNumber, contactLink, subject, words, enclosures, reasons,
            Fact("soort", .line, "The kind of dossier, in Dutch.", "interne klacht"),
            Fact("ontvangen", .line, "The moment of receipt, written out.", "donderdag 7 mei 2026 om 14.05 uur"),
            Fact(
                "contactdatum", .line, "The last day for contact, written out; absent where none is promised.",
                "vrijdag 15 mei 2026", isOptional: true),
            Fact("einddatum", .line, "The final date, written out.", "donderdag 18 juni 2026", isOptional: true),
            Fact("kans", .line, "The probability of discontent.", "87 %", isOptional: true),
            Fact("oordeel", .line, "The verdict: klacht, twijfel or geen.", "klacht", isOptional: true),
            Fact(
                "zinnen",
                .list([
                    Fact("zin", .quote, "The sentence.", "Niemand belt mij terug."),
                    Fact("soort", .line, "The kind of cue.", "geen reactie", isOptional: true),
                    Fact("gewicht", .line, "Its weight.", "1,8", isOptional: true),
                ]), "The sentences that led to the verdict.",
                [
                    ["zin": "Niemand belt mij terug.", "soort": "geen reactie", "gewicht": "1,8"],
                    ["zin": "Ik wacht al weken op antwoord.", "soort": "niet tijdig", "gewicht": "1,2"],
                ]),
            Fact(
                "themas", .list([Fact("thema", .line, "A theme.", "geen reactie")]),
                "What it is about, at most three.",
                [["thema": "geen reactie"], ["thema": "niet tijdig"]]),
            Fact(
                "ookKinds", .list([Fact("label", .line, "A neighbouring kind.", "Woo-verzoek")]),
                "What else it may be.",
                [["label": "Woo-verzoek"]]),
            Fact(
                "betrokkenen", .list([Fact("naam", .quote, "As the citizen writes it.", "mevrouw Jansen")]),
                "The employees that it is about.", [["naam": "mevrouw Jansen"]], isOptional: true),
            Fact("dringend", .flag, "There is a sign of acute need.", false),
            Fact("isTwijfel", .flag, "Recognised with doubt.", false),
            Fact(
                "antwoordadres", .line, "Where replies with a command go.", "post+token@ombudsman.example",
                isOptional: true),
        ]

    private static let followUpNotice =
        citizen + [
            dossierNumber, contactLink, subject, words, enclosures, reasons,
            Fact("ontvangen", .line, "The moment of receipt, written out.", "maandag 11 mei 2026 om 9.12 uur"),
            Fact("gesloten", .flag, "The dossier is closed.", false),
        ]

    private static let contactReminder =
        citizen + [
            dossierNumber, contactLink, promised,
            Fact("ontvangen", .line, "The day of receipt, written out.", "donderdag 7 mei 2026"),
            Fact("werkdagenOver", .line, "Working days left, today included.", 3),
            Fact("laatsteDag", .flag, "Today is the handler's last working day within the term.", false),
        ]

    private static let contactEscalation =
        citizen + [
            dossierNumber, contactLink, promised,
            Fact("behandelaar", .line, "The handler's name.", "Bram Jansen", isOptional: true),
            Fact("werkdagenTeLaat", .line, "Working days since the last day.", 1),
            Fact(
                "redenen", .list([Fact("reden", .quote, "One sentence.", "De behandelaar is afwezig.")]),
                "What is known about the cause.", [["reden": "De behandelaar is afwezig tot en met 22 mei 2026."]],
                isOptional: true),
        ]

    private static let triage =
        citizen + [
            dossierNumber, contactLink, subject, words, sentences,
            Fact("kans", .line, "The probability of discontent.", "46 %", isOptional: true),
            Fact(
                "contactdatum", .line, "The last day for contact, written out.", "vrijdag 15 mei 2026",
                isOptional: true),
        ]

    private static let review = [
        Fact("nummer", .line, "The number in the review queue.", "17"),
        Fact(
            "reden", .line, "Why a person must decide.", "Het genoemde dossiernummer hoort niet bij deze afzender."
        ),
        Fact(
            "afzender", .quote, "Name and address of the sender.", "Sanne de Boer <sanne.de.boer@example.org>",
            isOptional: true),
        subject,
        Fact("ontvangen", .line, "The moment of receipt, written out.", "donderdag 7 mei 2026 om 14.05 uur"),
        words,
    ]

    private static let dataLeak = review + [dossierNumber]

    private static let urgent = citizen + [perhapsDossierNumber, contactLink, sentences, subject, words]

    private static let bounceTask =
        citizen + [
            dossierNumber, contactLink,
            Fact("brief", .line, "The Dutch name of the letter that did not arrive.", "ontvangstbevestiging"),
            Fact("adres", .line, "The address that refused it.", "sanne.de.boer@example.org"),
            Fact(
                "reden", .quote, "What the other mail server said.", "550 5.1.1 mailbox unavailable",
                isOptional: true),
        ]

    private static let commandConfirmed = [
        perhapsDossierNumber,
        Fact(
            "effect", .line, "What happened because of the reply.",
            "Het contact van maandag 11 mei 2026 om 14.30 uur is vastgelegd."),
        Fact(
            "notitie", .story, "The note as it was kept.",
            "Mevrouw De Boer gesproken. Afgesproken: vrijdag een brief.", isOptional: true),
        Fact("isNotitie", .flag, "The reply had no keyword and was kept as a note.", false),
        Fact("isSummier", .flag, "The note has only a few words.", false),
    ]

    private static let commandRefused = [
        perhapsDossierNumber,
        Fact("reden", .quote, "Why the command was not carried out.", "Er staat niet bij wat er is besproken."),
        Fact(
            "voorbeeld", .story, "A reply that would work.",
            "CONTACT vandaag 14:30 telefoon\nMevrouw De Boer gesproken. Afgesproken: …",
            isOptional: true),
        Fact("uwTekst", .story, "The reply that was refused.", "CONTACT 14:30 telefoon", isOptional: true),
    ]
}
