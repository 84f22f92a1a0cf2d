// SPDX-License-Identifier: EUPL-1.2
import Groundwork

extension LetterFacts {
    private static let number = Fact("dossiernummer", .line, "The dossier's number.", "2026.00101")
    private static let handler = Fact(
        "behandelaar", .line, "The handler's name; absent where nobody has it.", "Bram Jansen", isOptional: true)

    /// The coordinator's overview of a working day.
    static let digest = [
        Fact("datum", .line, "The day, written out.", "maandag 11 mei 2026"),
        Fact(
            "teLaat",
            .list([
                number, handler, Fact("contactdatum", .line, "The last day for contact.", "vrijdag 8 mei 2026"),
            ]), "Contact is overdue.",
            [
                [
                    "dossiernummer": "2026.00101", "behandelaar": "Bram Jansen",
                    "contactdatum": "vrijdag 8 mei 2026",
                ]
            ]),
        Fact(
            "vandaag", .list([number, handler]), "Contact must be made today.",
            [
                ["dossiernummer": "2026.00110", "behandelaar": "Noor Bakker"], ["dossiernummer": "2026.00112"],
            ]),
        Fact(
            "twijfel",
            .list([
                number,
                Fact("zin", .quote, "The sentence that gave doubt.", "Ik had meer verwacht.", isOptional: true),
            ]), "Doubt that nobody has judged.",
            [["dossiernummer": "2026.00115", "zin": "Ik had hier toch iets meer van verwacht."]]),
        Fact(
            "beoordelen",
            .list([
                Fact("nummer", .line, "The number in the review queue.", "17"),
                Fact(
                    "reden", .line, "Why a person must decide.", "Het dossiernummer hoort niet bij deze afzender."),
                Fact("ontvangen", .line, "The day of receipt.", "8 mei 2026"),
            ]), "Mail that waits for a person's decision.",
            [
                [
                    "nummer": "17", "reden": "Het genoemde dossiernummer hoort niet bij deze afzender.",
                    "ontvangen": "8 mei 2026",
                ]
            ]),
        Fact(
            "volgstukken", .list([number, handler, Fact("sinds", .line, "Since when.", "6 mei 2026")]),
            "Follow-ups that nobody has seen.",
            [
                ["dossiernummer": "2026.00090", "behandelaar": "Noor Bakker", "sinds": "6 mei 2026"]
            ]),
        Fact(
            "bezorging",
            .list([number, Fact("brief", .line, "The letter's Dutch name.", "ontvangstbevestiging")]),
            "Letters that did not arrive.", [["dossiernummer": "2026.00108", "brief": "ontvangstbevestiging"]]),
        Fact(
            "genegeerd",
            .list([
                Fact("reden", .line, "Why.", "automatisch antwoord"), Fact("aantal", .line, "How many.", 3),
            ]), "Automatic mail that was set aside.",
            [
                ["reden": "automatisch antwoord", "aantal": 3], ["reden": "reclame", "aantal": 12],
            ]),
        Fact("postOntvangen", .line, "Messages received since the last overview.", 41),
        Fact("postInDossier", .line, "Of these, in a dossier.", 23),
        Fact("postDubbel", .line, "Of these, duplicates.", 2),
        Fact("postBeoordeling", .line, "Of these, in the review queue.", 1),
        Fact("postGenegeerd", .line, "Of these, set aside.", 15),
        Fact("postKlopt", .flag, "Whether the four add up to the first.", true),
        Fact(
            "journaalkop", .line, "The head of the journal's chain.",
            "9f2c61b0a47d5e83c1f6207be94d8a35f01c7e62ab93d4587706e1fc52d8b394"),
    ]
}
