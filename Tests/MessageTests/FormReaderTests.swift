// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

@testable import Message

/// A mail of the fixtures.
func fixture(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: checkout.appending(path: "Tests/MessageTests/Fixtures/\(name)")))
}

struct FormReaderTests {
    private func form(_ name: String) throws -> (mail: Message, form: FormSubmission) {
        let mail = MessageReader().read(try fixture(name))
        return (mail, try #require(mail.form))
    }

    @Test func `Drupal's contact form gives the citizen and only the citizen's words`() throws {
        let (mail, form) = try form("drupal-contact.eml")
        #expect(form.layout == "drupal-contact")
        #expect(form.sender == EmailAddress(name: "Anna de Vries", address: "a.devries@example.org"))
        #expect(
            form.fields.map(\.label) == [
                "Hoe wilt u aangesproken worden?", "Wat is uw naam?", "Telefoon", "E-mail", "Uw vraag",
            ])
        #expect(form.fields.map(\.value).prefix(4) == ["Mevrouw", "Anna de Vries", "", ""])
        #expect(
            mail.newText
                == "Ik wacht al acht weken op antwoord.\n\nNiemand belt terug:\nde heer Klaassen had het beloofd.\n"
                + "Telefoon opnemen doet ook niemand.")
        #expect(mail.text.contains("heeft een bericht gestuurd"))
        #expect(mail.automatic == nil)
        #expect(form.phone == nil)
    }

    @Test func `Open Forms is known by its header fields, however its text was edited`() throws {
        let (mail, form) = try form("open-forms.eml")
        #expect(form.layout == "open-forms")
        #expect(form.sender == EmailAddress(name: "Piet Bakker", address: "piet@example.org"))
        #expect(form.phone == "0612345678")
        #expect(form.postcode == "1234 AB")
        #expect(form.dossierNumber == "2025.01234")
        #expect(mail.newText == "De container is niet geleegd.\nIk heb drie keer gebeld:\n- maandag: geen gehoor")
        #expect(mail.automatic == nil)
    }

    @Test func `Drupal's webform has label and value on one line`() throws {
        let (mail, form) = try form("drupal-webform.eml")
        #expect(form.layout == "drupal-webform")
        #expect(form.fields.map(\.label) == ["Naam", "E-mailadres", "Telefoonnummer", "Omschrijving"])
        #expect(mail.newText == "De lamp is stuk.\nLet op: al weken.")
    }

    @Test func `Gravity Forms has a row for each label`() throws {
        let (mail, form) = try form("gravity-forms.eml")
        #expect(form.layout == "gravity-forms")
        #expect(form.sender == EmailAddress(name: "Piet Bakker", address: "piet@example.org"))
        #expect(mail.newText == "De lamp is stuk.\nAl weken.")
    }

    private let profile = FormProfile(
        name: "klachten", layout: "simform", from: "site@gemeente.example", subjectPrefix: "Melding",
        labels: .init(name: ["Wie bent u"], email: ["Waar mailen wij u"], question: ["Vertel het ons"]))

    @Test(arguments: [
        "Wie bent u: Jan Jansen\nWaar mailen wij u: jan@example.org\nVertel het ons: Het duurt te lang.\nTwee regels.",
        "Wie bent u\nJan Jansen\n\nWaar mailen wij u\njan@example.org\n\nVertel het ons\nHet duurt te lang.\nTwee regels.",
        "Wie bent u\tJan Jansen\nWaar mailen wij u\tjan@example.org\nVertel het ons\tHet duurt te lang.\nTwee regels.",
    ])
    func `a configured profile reads any layout of its labels`(body: String) throws {
        let raw = Array("From: site@gemeente.example\nSubject: Melding 12\n\n\(body)\n".utf8)
        let form = try #require(MessageReader(forms: [profile]).read(raw).form)
        #expect(form.layout == "simform")
        #expect(form.sender == EmailAddress(name: "Jan Jansen", address: "jan@example.org"))
        #expect(form.question == "Het duurt te lang.\nTwee regels.")
        #expect(MessageReader().read(raw).form == nil)
    }

    /// How the sites of Dutch public bodies send their forms; each needs no more than a profile of its labels.
    @Test(arguments: [
        // SIM: a summary beside the enclosed document.
        "Content-Type: multipart/mixed; boundary=g\n\n--g\nContent-Type: text/plain\n\nFormulier: Melding\n\n"
            + "Wie bent u: Jan Jansen\nWaar mailen wij u: jan@example.org\nVertel het ons: Het duurt te lang.\n\n--g\n"
            + "Content-Type: application/xml; name=melding.xml\n\n<x/>\n--g--\n",
        // TYPO3: a table of two columns.
        "Content-Type: text/html\n\n<table><tr><td>Wie bent u</td><td>Jan Jansen</td></tr><tr><td>Waar mailen wij u</td>"
            + "<td>jan@example.org</td></tr><tr><td>Vertel het ons</td><td>Het duurt te lang.</td></tr></table>",
        // Definition lists, and labels in bold.
        "Content-Type: text/html\n\n<dl><dt>Wie bent u</dt><dd>Jan Jansen</dd><dt>Waar mailen wij u</dt>"
            + "<dd>jan@example.org</dd><dt>Vertel het ons</dt><dd>Het duurt te lang.</dd></dl>",
        "Content-Type: text/html\n\n<b>Wie bent u:</b> Jan Jansen<br><b>Waar mailen wij u:</b> jan@example.org<br>"
            + "<b>Vertel het ons:</b><br>Het duurt te lang.",
        // Microsoft Forms by Power Automate: question and answer below each other.
        "Content-Type: text/html\n\n<p>Wie bent u<br>Jan Jansen</p><p>Waar mailen wij u<br>jan@example.org</p>"
            + "<p>Vertel het ons<br>Het duurt te lang.</p>",
    ])
    func `every site's layout is read by its profile`(mail: String) throws {
        let raw = Array("From: site@gemeente.example\nSubject: Melding 12\n\(mail)".utf8)
        let read = MessageReader(forms: [profile]).read(raw)
        let form = try #require(read.form)
        #expect(form.sender == EmailAddress(name: "Jan Jansen", address: "jan@example.org"))
        #expect(read.newText == "Het duurt te lang.")
    }

    @Test func `a form in a subject and a body is read as well`() {
        let body =
            "Jan (niet geverifieerd) (jan@example.org) heeft een bericht gestuurd met het contactformulier op\n"
            + "https://bureau.example/contact.\n\nEen oude site zonder labels."
        let mail = MessageReader().read(subject: "[Contactformulier] x", body: body)
        #expect(mail.form?.sender == EmailAddress(name: "Jan", address: "jan@example.org"))
        #expect(mail.newText == "Een oude site zonder labels.")
    }

    @Test(arguments: [
        "> Jan (jan@example.org) heeft een bericht gestuurd met het contactformulier op https://x.example.\n> Uw vraag\n> Ja",
        "Kijk eens:\n\nVan: post@x.example\nVerzonden: dinsdag 25 januari 2022 11:08\nOnderwerp: [Contactformulier]\n\n"
            + "Jan heeft een bericht gestuurd met het contactformulier op https://x.example.",
        "Naam: Jan\nIk heb een klacht over uw formulier.", "Uw vraag was of ik tevreden ben. Nee.",
    ])
    func `what merely looks like a form is a letter`(body: String) {
        #expect(MessageReader().read(subject: "x", body: body).form == nil)
    }

    @Test func `the copy that a form sends its visitor stays automatic`() throws {
        let raw = Array("Auto-Submitted: auto-replied\n".utf8) + (try fixture("drupal-contact.eml"))
        let mail = MessageReader().read(raw)
        #expect(mail.automatic == .autoReply)
        #expect(mail.form == nil)
    }

    @Test func `a confirmation is a submission when that is how the site tells us`() {
        func read(to visitor: String) -> Message {
            MessageReader().read(
                Array(
                    """
                    From: site@gemeente.example
                    To: \(visitor)
                    Subject: [Contactformulier] Lamp

                    Bedankt voor uw bericht.

                    Jan (\(visitor)) heeft een bericht gestuurd met het contactformulier op https://x.example.

                    Uw vraag
                    De lamp is stuk.
                    """.utf8))
        }
        #expect(read(to: "balie@gemeente.example").form == nil)
        #expect(read(to: "balie@gemeente.example").automatic == .autoReply)
        #expect(read(to: "jan@example.org").newText == "De lamp is stuk.")
        #expect(read(to: "jan@example.org").automatic == nil)
    }
}
