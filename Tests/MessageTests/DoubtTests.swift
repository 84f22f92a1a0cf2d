// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Message

/// Where the sender's own words may stand in or below the older mail: in doubt they are kept.
struct DoubtTests {
    private func own(_ body: String, _ subject: QuoteSplitter.SubjectKind = .reply) -> String {
        let split = QuoteSplitter.split(BodyText(plain: body), subject: subject)
        return split.isWhole ? body : split.newText
    }

    private static let head =
        "Van: Team <t@x.example>\nVerzonden: dinsdag 17 november 2026 10:11\nAan: Jan\nOnderwerp: x\n\n"

    @Test func `an answer below an older letter starts after the greeting that ends it`() {
        let older = "Geachte heer,\n\nWanneer belde u?\n\nMet vriendelijke groet,\nTeam\n\n"
        #expect(own(Self.head + older + "Ik belde op maandag om tien uur.") == "Ik belde op maandag om tien uur.")
        #expect(own(Self.head + older) == "")
    }

    @Test func `an answer that nothing sets apart from the older letter is kept with it`() {
        let letter = "Geachte heer,\n\nWanneer belde u?\n\nIk belde op maandag."
        #expect(own(Self.head + letter) == letter)
        #expect(own("Op 17 nov 2026 om 10:11 schreef Team <t@x.example>:\n\n" + letter) == letter)
        #expect(own("Dit klopt niet.\n\n" + Self.head + letter) == "Dit klopt niet.")
    }

    @Test func `answers that are announced are kept with the letter they stand in`() {
        let body = "Mijn reacties staan hieronder in het rood.\n\n" + Self.head + "Wanneer belde u?\nOp maandag."
        #expect(own(body) == "Mijn reacties staan hieronder in het rood.\n\nWanneer belde u?\nOp maandag.")
        #expect(own(body + "\n\n" + Self.head + "Nog ouder.") == own(body))
    }

    @Test func `answers between quotes are kept, whatever mark the quotes have`() {
        let head = "Op 17-11-2026 om 10:11 schreef Team <t@x.example>:\n\n"
        for mark in [">", "|", "TK>", "> >"] {
            #expect(own(head + "\(mark) Wanneer?\n\nMaandag.\n\n\(mark) Hoe laat?\nOm tien.") == "Maandag.\n\nOm tien.")
        }
    }

    @Test func `a line with a number that is exceeded is no history`() {
        #expect(own("De wachttijd was\n> 30 minuten.", .fresh) == "De wachttijd was\n> 30 minuten.")
        #expect(own("Hij schreef\n> ga weg\n> en snel\nEcht.", .fresh) == "Hij schreef\n\nEcht.")
    }

    @Test func `an answer that consists of a forwarded letter is heard`() {
        let forward =
            "---------- Doorgestuurd bericht ---------\nVan: Bea <b@x.example>\nDatum: 17-11-2026\nOnderwerp: y\n\nHelp."
        #expect(own(forward) == "Help.")
        #expect(own(forward, .forward) == "")
    }

    @Test func `the frame of an OpenPGP signature is no words`() {
        let signed = """
            -----BEGIN PGP SIGNED MESSAGE-----
            Hash: SHA256

            Ik wacht al weken.
            - - lamp
            -----BEGIN PGP SIGNATURE-----

            iQEzBAEBCAAdFiEE
            =abcd
            -----END PGP SIGNATURE-----
            Hieronder nog iets.
            """
        #expect(own(signed) == "Ik wacht al weken.\n- lamp\nHieronder nog iets.")
        let cut = signed.replacing("-----END PGP SIGNATURE-----\n", with: "")
        #expect(own(cut) == own(signed))
    }

    @Test func `an inline OpenPGP message is kept as it is, and said so`() {
        let body = "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n=abcd\n-----END PGP MESSAGE-----"
        let mail = MessageReader().read(subject: "x", body: body)
        #expect(mail.newText == body)
        #expect(mail.findings == [Finding("encrypted: kept as it is, and not read")])
    }

    @Test(arguments: [
        "Ik wacht.\n\nMvg Jan Jansen", "Ik wacht.\n\nGroeten Jan van der Berg",
        "Ik wacht.\n\nMet vriendelijke groet / Kind regards,\n\nJan Jansen",
        "Ik wacht.\n\nGroet,\nJan\n\nDit bericht is uitsluitend bestemd voor de geadresseerde van deze mail. Hebt u het ten\n"
            + "onrechte ontvangen, meld dat dan aan de afzender.",
        "Ik wacht.\n\n---\nDeze e-mail is gecontroleerd op virussen door AVG.\nhttp://www.avg.example",
        "Ik wacht.\n\n<https://www.avast.example/sig>\nVirusvrij.www.avast.example <https://www.avast.example>",
    ])
    func `a signature in its many shapes is folded away`(body: String) { #expect(own(body) == "Ik wacht.") }

    @Test(arguments: [
        "Ik wacht.\n\nGroet,\nJan\n\nWaarom hoor ik niets?", "Ik wacht.\n\nGroet,\nJan\n\nde lamp doet het ook niet",
        "Ik wacht.\n\nGroet,\nJan\n\nIk wil dat mijn klacht en de stukken daarbij vertrouwelijke informatie blijven.",
        "Groeten doen ze niet terug\nJan", "Ik heb een virus gehad.\n\nDaarom kon ik niet komen.",
        "Groeten Jan, dat zei hij en toen liep hij weg zonder iets te doen.",
    ])
    func `what is said after the greeting is kept`(body: String) { #expect(own(body) == body) }
}
