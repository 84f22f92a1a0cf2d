// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

@testable import Message

struct QuoteSplitterTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let body: String
        let own: String
        var signature = ""
        var subject: QuoteSplitter.SubjectKind = .reply
        var testDescription: String { name }
    }

    @Test(arguments: [
        Row(
            name: "Gmail",
            body: """
                Dit klopt niet.

                Op di 17 nov 2026 om 10:11 schreef Team Klachten <
                klachten@gemeente.example>:

                > Geachte mevrouw,
                > Wij hebben uw brief.
                """, own: "Dit klopt niet."),
        Row(
            name: "Thunderbird, answer below",
            body: """
                Op 17-11-2026 om 10:11 schreef Team Klachten:
                > Wanneer belde u?
                Op maandag.
                > En wie sprak u?
                Niemand.
                """, own: "Op maandag.\n\nNiemand."),
        Row(
            name: "Outlook",
            body: """
                Dit klopt niet.

                ________________________________
                Van: Team Klachten <klachten@gemeente.example>
                Verzonden: dinsdag 17 november 2026 10:11
                Aan: Jan Jansen
                Onderwerp: Uw klacht

                Geachte heer,
                Wij hebben uw brief.
                """, own: "Dit klopt niet."),
        Row(
            name: "Outlook in bold with doubled line ends",
            body: """
                Dit klopt niet.

                *Van:* Team Klachten

                *Verzonden:* dinsdag 17 november 2026 10:11

                *Aan:* Jan Jansen

                *Onderwerp:* Uw klacht

                Geachte heer,
                """, own: "Dit klopt niet."),
        Row(
            name: "old Outlook",
            body: """
                Dit klopt niet.

                -----Oorspronkelijk bericht-----
                Van: Team Klachten
                Verzonden: dinsdag 17 november 2026 10:11
                Onderwerp: Uw klacht

                Geachte heer,
                """, own: "Dit klopt niet."),
        Row(
            name: "English", body: "No.\n\nOn Tue, 17 Nov 2026 at 10:11, Team <t@x.example> wrote:\n\n> Old",
            own: "No."),
        Row(name: "German", body: "Nein.\n\nAm 17.11.2026 um 10:11 schrieb Team:\n> Alt", own: "Nein."),
        Row(
            name: "French", body: "Non.\n\nLe mar. 17 nov. 2026 à 10:11, Team <t@x.example> a écrit :\n> Vieux",
            own: "Non."),
        Row(
            name: "no quote marks after a certain attribution",
            body: """
                Nee.
                Op dinsdag 17 november 2026 om 10:11:00 CET schreef Team <t@x.example>:
                Geachte heer,
                """, own: "Nee."),
        Row(
            name: "a citizen who tells what somebody wrote",
            body: """
                Op 12 maart schreef uw medewerker mij het volgende:
                wij bellen u morgen. Dat is niet gebeurd.
                """,
            own: "Op 12 maart schreef uw medewerker mij het volgende:\nwij bellen u morgen. Dat is niet gebeurd."),
        Row(
            name: "a letter with a letterhead of its own",
            body: """
                Aan: de ombudsman
                Van: Jan Jansen
                Datum: 17 november 2026
                Betreft: klacht over de gemeente

                Ik ben het niet eens met de gang van zaken.
                """,
            own: """
                Aan: de ombudsman
                Van: Jan Jansen
                Datum: 17 november 2026
                Betreft: klacht over de gemeente

                Ik ben het niet eens met de gang van zaken.
                """, subject: .fresh),
        Row(
            name: "telephone",
            body:
                "Wat nu?\n\nVerzonden vanaf mijn iPhone\n\n> Op 17 nov 2026 om 10:11 heeft Team het volgende geschreven:\n> \n> Oud",
            own: "Wat nu?", signature: "Verzonden vanaf mijn iPhone"),
        Row(
            name: "signature of usenet", body: "Ik wacht.\n-- \nJan Jansen\n06 12345678", own: "Ik wacht.",
            signature: "-- \nJan Jansen\n06 12345678"),
        Row(
            name: "closing with name and number",
            body: "Ik wacht nog steeds.\n\nMet vriendelijke groet,\n\nJan Jansen\nIK BEN DOOF: NIET BELLEN",
            own: "Ik wacht nog steeds.", signature: "Met vriendelijke groet,\nJan Jansen\nIK BEN DOOF: NIET BELLEN"),
        Row(
            name: "words after the closing", body: "Ik wacht.\n\nGroet, Jan\n\nPS Ook de lamp is nog altijd stuk.",
            own: "Ik wacht.\n\nGroet, Jan\n\nPS Ook de lamp is nog altijd stuk."),
        Row(
            name: "a greeting within a sentence",
            body: "De groeten die ik kreeg waren spottend.\nDat was niet prettig.",
            own: "De groeten die ik kreeg waren spottend.\nDat was niet prettig."),
        Row(
            name: "rules in a letter of one's own", body: "Eerste deel.\n--------------------\nTweede deel.",
            own: "Eerste deel.\n--------------------\nTweede deel."),
        Row(name: "nothing but a quote", body: "> Oud\n> ouder", own: ""),
        Row(name: "nothing at all", body: "", own: ""),
    ])
    func `own words are kept and history is folded away`(row: Row) {
        let split = QuoteSplitter.split(BodyText(plain: row.body), subject: row.subject)
        #expect((split.isWhole ? row.body : split.newText) == row.own)
        #expect(split.signature == row.signature)
    }

    @Test func `history that only the markup tells is folded away`() {
        let html = """
            <div>Dit klopt niet.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Od:</b> Team<br><b>Poslano:</b> torek</div>
            <div>Spoštovani</div>
            """
        #expect(QuoteSplitter.split(HTMLText.body(html), subject: .reply).newText == "Dit klopt niet.")
    }

    @Test func `a Gmail reply in HTML keeps what stands below the quote`() {
        let html = """
            <div dir="ltr">Boven.</div><br><div class="gmail_quote"><div class="gmail_attr">Op di 17 nov 2026 om 10:11 schreef Team
            &lt;<a href="mailto:t@x.example">t@x.example</a>&gt;:<br></div><blockquote class="gmail_quote">Oud</blockquote></div><div>Onder.</div>
            """
        #expect(QuoteSplitter.split(HTMLText.body(html), subject: .reply).newText == "Boven.\n\nOnder.")
    }
}

struct ForwardedMessageTests {
    @Test(arguments: [
        "Zie hieronder.\n\n---------- Forwarded message ---------\nVan: Bea Bos <bea@example.org>\nDate: di 17 nov 2026 om 10:11\n"
            + "Subject: Uw boete\nTo: <jan@example.org>\n\nU krijgt een boete.",
        "Zie hieronder.\n\nBegin doorgestuurd bericht:\n\n> Van: Bea Bos <bea@example.org>\n> Datum: 17 november 2026 10:11\n"
            + "> Onderwerp: Uw boete\n> \n> U krijgt een boete.",
        "Zie hieronder.\n\nVan: Bea Bos [mailto:bea@example.org]\nVerzonden: dinsdag 17 november 2026 10:11\nAan: Jan\n"
            + "Onderwerp: Uw boete\n\nU krijgt een boete.",
    ])
    func `a forward gives its own words and the letter inside`(body: String) throws {
        let mail = MessageReader().read(subject: "Doorst: Uw boete", body: body)
        let inside = try #require(mail.forwarded)
        #expect(mail.newText == "Zie hieronder.")
        #expect(inside.from == EmailAddress(name: "Bea Bos", address: "bea@example.org"))
        #expect(inside.date?.iso == "2026-11-17T09:11:00Z")
        #expect(inside.subject == "Uw boete")
        #expect(inside.text == "U krijgt een boete.")
        #expect(mail.text.contains("U krijgt een boete."))
    }

    @Test func `an answer with a header block is no forward`() {
        let body = "Nee.\n\nVan: Bea\nVerzonden: dinsdag 17 november 2026 10:11\nOnderwerp: x\n\nOud"
        #expect(MessageReader().read(subject: "RE: x", body: body).forwarded == nil)
    }

    @Test(arguments: [
        ("FW: Re: klacht", "klacht"), ("Antw: [2] x", "[2] x"), ("Betreft: klacht", "Betreft: klacht"),
        ("Re[2]: klacht", "klacht"),
    ])
    func `a subject is known without its prefixes`(subject: String, bare: String) {
        #expect(SubjectPrefix.bare(subject) == bare)
    }
}
