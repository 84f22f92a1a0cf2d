// SPDX-License-Identifier: EUPL-1.2
import Message
import Recognition
import Testing

struct RecogniserTests {
    @Test func `a subject of a reply is not the sender's word`() {
        let text = "Donderdag om tien uur past mij goed, tot dan."
        #expect(verdict(text, subject: "Re: Uw klacht over de trage afhandeling").dissatisfaction == .none)
        #expect(verdict(text, subject: "Ik wil een klacht indienen over uw kantoor").dissatisfaction != .none)
    }

    @Test func `the question of a form is read, not the labels around it`() {
        var message = Message()
        message.newText = "Klacht indienen over\nOntevreden?\nUw vraag"
        message.form = FormSubmission(
            layout: "drupal-contact",
            fields: [.init(label: "Uw vraag", value: "Wat zijn de openingstijden van uw kantoor?")], sender: nil,
            question: "Wat zijn de openingstijden van uw kantoor?")
        #expect(Recogniser(office: ombudsman).hear(message).dissatisfaction == .none)
    }

    @Test func `what stands under the closing is no evidence`() {
        let text =
            "Bijgaand de gevraagde stukken.\n\nMet vriendelijke groet,\nJan Smit\nIK BEN BOOS OP DE OVERHEID EN TELEURGESTELD"
        #expect(verdict(text).dissatisfaction == .none)
    }

    @Test(arguments: [
        "application/pdf", "image/jpeg", "audio/mpeg", "video/mp4", "application/octet-stream", "application/zip",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ])
    func `few words and an enclosure that we cannot read are doubt`(_ type: String) {
        var message = Message()
        message.newText = "Zie bijlage. Groet, Ans"
        #expect(Recogniser(office: ombudsman).hear(message).dissatisfaction == .none)
        message.attachments = [Attachment(filename: "brief", contentType: type, content: [1])]
        let verdict = Recogniser(office: ombudsman).hear(message)
        #expect(verdict.dissatisfaction == .doubt)
        #expect(verdict.score >= 0.3)
    }

    @Test func `a mail enclosed is read, and what is enclosed in it and cannot be read is doubt`() {
        func hear(_ words: String, _ more: String = "") -> Dissatisfaction {
            let mail = """
                Subject: FW
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                \(words)
                \(more)--b--
                """
            var message = Message()
            message.newText = "Zie bijlage."
            let enclosed = Array(mail.replacing("\n", with: "\r\n").utf8)
            message.attachments = [Attachment(filename: "x.eml", contentType: "message/rfc822", content: enclosed)]
            return Recogniser(office: ombudsman).hear(message).dissatisfaction
        }
        let photo = "--b\nContent-Type: image/jpeg; name=a.jpg\nContent-Disposition: attachment\n\nabc\n"
        #expect(hear("Ik heb vier keer gebeld. Ik ben zeer ontevreden over uw kantoor.") == .complaint)
        #expect(hear("Tot donderdag om tien uur.") == .none)
        #expect(hear("Zie foto.", photo) == .doubt)
    }

    @Test func `a text file that turns out empty is doubt`() {
        var message = Message()
        message.newText = "Zie bijlage."
        message.attachments = [Attachment(filename: "brief.txt", contentType: "text/plain", content: [0x20, 0x0a])]
        #expect(Recogniser(office: ombudsman).hear(message).dissatisfaction == .doubt)
    }

    @Test(arguments: ["text/calendar", "application/pkcs7-signature"])
    func `an invitation or a signature file is no letter`(_ type: String) {
        var message = Message()
        message.newText = "Tot donderdag om tien uur."
        message.attachments = [Attachment(filename: "x", contentType: type, content: [1])]
        #expect(Recogniser(office: ombudsman).hear(message).dissatisfaction == .none)
    }

    @Test(arguments: [
        ("text/plain", "Ik heb al vier keer gebeld en niemand belt terug. Ik ben zeer ontevreden over uw kantoor."),
        (
            "text/html",
            "<p>Ik heb al <b>vier</b> keer gebeld en niemand belt terug.</p><p>Ik ben zeer ontevreden over uw kantoor.</p>"
        ),
    ]) func `an enclosed text is read`(_ type: String, _ text: String) {
        var message = Message()
        message.newText = "Zie bijlage."
        message.attachments = [Attachment(filename: "brief", contentType: type, content: Array(text.utf8))]
        #expect(Recogniser(office: ombudsman).hear(message).dissatisfaction == .complaint)
        message.newText =
            "Hierbij stuur ik u zoals gevraagd de brief die ik in maart heb opgesteld, samen met een overzicht van de data en de namen."
        #expect(Recogniser(office: ombudsman).hear(message).dissatisfaction != .none)
    }

    @Test func `a verdict explains itself in the writer's words`() {
        let heard = verdict("Ik heb NOG STEEDS geen antwoord gekregen.")
        #expect(heard.cues.contains { $0.phrase.contains("NOG STEEDS") && $0.weight > 0 })
        #expect(verdict("Kan ik mijn afspraak verzetten?").cues.allSatisfy { $0.weight < 0 })
    }

    @Test func `the same letter gives the same verdict`() {
        for letter in Letter.all.prefix(20) {
            #expect(
                Recogniser(office: ombudsman).hear(letter.message)
                    == Recogniser(office: ombudsman).hear(letter.message))
        }
    }

    @Test(arguments: ["a", "\n", "?", "é"]) func `a megabyte without a word that speaks is no complaint`(
        _ piece: String
    ) {
        #expect(verdict(String(repeating: piece, count: 1_000_000 / piece.utf8.count)).dissatisfaction != .complaint)
    }

    @Test func `a complaint at the end of an endless text is heard`() {
        let text = String(repeating: "\n", count: 1_000_000) + "Ik heb al vier keer gebeld en niemand belt terug."
        #expect(verdict(text).dissatisfaction == .complaint)
    }

    @Test(arguments: ["niet ", "geen antwoord ", "zou niet maar "])
    func `hostile repetition is heard like a little of it`(_ piece: String) {
        let long = verdict(String(repeating: piece, count: 20_000 / piece.utf8.count))
        #expect(long.score.isFinite && long.cues.count <= 12 && long.themes.count <= 3)
    }

    @Test func `an empty letter is no complaint`() {
        #expect(verdict("").dissatisfaction == .none)
        #expect(verdict("").cues.isEmpty)
    }

    @Test func `a municipality hears every complaint as its own`() {
        let text = "De gemeente reageert al maanden niet op mijn brieven."
        #expect(verdict(text, office: municipality).about == .office)
        #expect(verdict(text).about == .elsewhere)
        #expect(verdict("Kan ik mijn afspraak verzetten?", office: municipality).about == nil)
    }

    @Test(arguments: [
        ("Wilt u meekijken? De gemeente reageert niet op mijn bezwaar.", About.elsewhere),
        ("Ik wacht al drie maanden op een reactie van u op mijn verzoek.", .office),
        ("Uw medewerker hing zomaar op toen ik over de gemeente begon.", .office),
        ("De politie weigert mijn aangifte op te nemen. Kunt u mij helpen?", .elsewhere),
        ("Ik heb een klacht over de ombudsman: niemand belt terug.", .office),
    ]) func `it is heard whom the discontent is about`(_ text: String, _ about: About) {
        #expect(verdict(text).about == about)
    }

    @Test(arguments: [
        ("Ik word morgen uit huis gezet en de gemeente doet niets.", true),
        ("Onze stroom is afgesloten en ik heb een baby.", true),
        ("Ik heb geen geld meer voor eten.", true),
        ("Als dit zo doorgaat maak ik er een eind aan.", true),
        ("Hoe vaak oefent u de ontruiming van het gebouw? Ik doel op het ontruimingsplan.", false),
        ("De weg naar het dorp is afgesloten voor verkeer.", false),
        ("Ik wacht al weken op antwoord.", false),
        ("Het vuilnis staat op straat.", false),
    ]) func `acute need is heard`(_ text: String, _ isUrgent: Bool) {
        #expect(verdict(text).urgency.isEmpty != isUrgent)
    }

    @Test(arguments: [
        ("Ik maak bezwaar tegen uw besluit van 3 mei.", NeighbouringKind.objection),
        ("Ik stel u in gebreke en maak aanspraak op een dwangsom.", .noticeOfDefault),
        ("Graag ontvang ik alle e-mails en notulen over de kap van de eiken in 2023.", .wooRequest),
        ("Dit is een Woo-verzoek over de parkeernota.", .wooRequest),
        ("Ik vraag inzage in mijn dossier.", .accessRequest),
        ("Wilt u mijn persoonsgegevens verwijderen?", .erasureRequest),
        ("Ik verzoek u om herziening van uw oordeel.", .review),
        ("De lantaarnpaal op de hoek is kapot.", .publicSpace),
        ("Ik stel u aansprakelijk voor de schade aan mijn auto.", .damages),
        ("Dit is alleen een signaal, ik hoef geen antwoord.", .signal),
        ("Complimenten voor uw medewerker, ik ben zeer tevreden.", .compliment),
        ("Profiteer nu van 20% korting met kortingscode ZOMER.", .advertising),
        ("Ik stel hoger beroep in bij de Raad van State.", .appeal),
    ]) func `a neighbouring procedure gets its label`(_ text: String, _ kind: NeighbouringKind) {
        #expect(verdict(text).kinds.contains(kind))
    }

    @Test func `a question about objections is not an objection`() {
        #expect(!verdict("Hoe maak ik bezwaar tegen een besluit?").kinds.contains(.objection))
    }

    @Test(arguments: [
        ("Ik wacht al weken op een antwoord van de gemeente.", "nl"),
        ("I am writing to you because nobody has answered my letter.", "en"),
        ("Ich habe seit Wochen keine Antwort auf meinen Brief erhalten.", "de"),
        ("Je vous écris parce que je n'ai pas reçu de réponse à ma lettre.", "fr"),
        ("Proszę o pomoc, ponieważ nie dostałem odpowiedzi na moje pismo i czekam już od maja.", "pl"),
        ("أنتظر منذ ثلاثة أشهر ولم يرد علي أحد", "ar"),
        ("OK", "nl"),
    ]) func `the language is told`(_ text: String, _ language: String) {
        #expect(verdict(text).language == language)
    }
}
