// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

@testable import Message

struct OutgoingMessageTests {
    private func letter(_ subject: String = "Uw klacht", text: String = "Geachte heer,") -> OutgoingMessage {
        OutgoingMessage(
            from: EmailAddress(name: "Klachtenbureau", address: "post@bureau.example"),
            to: [EmailAddress(name: "Jan Jansen", address: "jan@example.org")], subject: subject,
            date: Moment(seconds: 1_772_442_000), messageID: "brief-1@bureau.example", text: text)
    }

    @Test func `a plain letter is written as this`() {
        var letter = letter()
        letter.extra = [HeaderField(name: "Auto-Submitted", value: "auto-replied")]
        let expected = """
            Date: Mon, 02 Mar 2026 10:00:00 +0100
            From: Klachtenbureau <post@bureau.example>
            To: Jan Jansen <jan@example.org>
            Subject: Uw klacht
            Message-ID: <brief-1@bureau.example>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Geachte heer,

            """
        #expect(letter.bytes[...].text == expected.replacing("\n", with: "\r\n"))
    }

    /// Names, subjects and texts that a writer may trip over.
    private static let hard = [
        "gewoon", "café", "Jansen, Jan (de oude) \"Jan\" <x>", "=?utf-8?Q?geen_code?=", "  blanco's  voor en na  ",
        "é",
        "😡 Klacht over de gemeente 🇳🇱 en over alles wat daar verder in de loop van de tijd nog bij gekomen is, en meer",
        String(repeating: "a", count: 500), String(repeating: "woord ", count: 60) + "einde", "back\\slash",
        "Привет мир",
        "'enkele aanhaling'", "a=b", "punt.", ".", "From hier", "naam@adres",
        "één twee drie vier vijf zes zeven acht negen tien elf",
    ]

    @Test(arguments: hard)
    func `what is written reads back equal`(text: String) {
        var letter = letter(text, text: "\(text)\n\n. \nFrom \(text) \n=\(text)=\t\neinde")
        letter.from = EmailAddress(name: text, address: "post@bureau.example")
        letter.to = [
            EmailAddress(name: text, address: "a@b.nl"), EmailAddress(address: "c@d.nl"),
            EmailAddress(name: text, address: "e@f.nl"),
        ]
        letter.replyTo = EmailAddress(name: text, address: "antwoord+token@bureau.example")
        letter.inReplyTo = "vorige@example.org"
        letter.references = (1...20).map { "brief-\($0)-met-een-lange-naam@example.org" }
        let mail = MessageReader().read(letter.bytes)
        let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let readName = name == "'enkele aanhaling'" ? "enkele aanhaling" : name
        #expect(mail.subject == text.trimmed)
        #expect(mail.from == [EmailAddress(name: readName, address: "post@bureau.example")])
        #expect(mail.to.map(\.address) == ["a@b.nl", "c@d.nl", "e@f.nl"])
        #expect(mail.to.map(\.name) == [readName, "", readName])
        #expect(mail.replyTo == [EmailAddress(name: readName, address: "antwoord+token@bureau.example")])
        #expect(mail.text == BodyText(plain: letter.text).text)
        #expect(mail.messageID == letter.messageID)
        #expect(mail.inReplyTo == ["vorige@example.org"])
        #expect(mail.references == letter.references)
        #expect(mail.date == letter.date)
        #expect(mail.findings.isEmpty)
    }

    @Test(arguments: hard)
    func `every line is short and seven bits wide`(text: String) {
        var letter = letter(text, text: text)
        letter.from = EmailAddress(name: text, address: "post@bureau.example")
        letter.html = "<p>\(text)</p>"
        letter.references = (1...20).map { "brief-\($0)@example.org" }
        let lines = letter.bytes.split(separator: .lf)
        #expect(lines.allSatisfy { $0.last == .cr && $0.dropLast().allSatisfy { $0 < 0x80 && $0 != .cr } })
        #expect(lines.allSatisfy { $0.count <= 77 })
        #expect(!letter.needs8Bit)
        #expect(letter.bytes == letter.bytes)
    }

    @Test func `no value can add a header field`() {
        let evil = "x\r\nBcc: slachtoffer@example.org\r\n\r\nnieuwe tekst"
        var letter = letter(evil)
        letter.from = EmailAddress(name: evil, address: "a@b.nl\r\nBcc: x@y.nl")
        letter.to = [EmailAddress(name: evil, address: "a@b.nl>\r\nBcc: <x@y.nl")]
        letter.messageID = "a@b>\r\nBcc: x@y.nl"
        letter.inReplyTo = evil
        letter.references = [evil]
        letter.extra = [
            HeaderField(name: "X-Test\r\nBcc", value: evil), HeaderField(name: "", value: "x"),
            HeaderField(name: "X-É", value: "é\r\nBcc: x"),
        ]
        let mail = MessageReader().read(letter.bytes)
        #expect(!mail.header.contains { $0.name.lowercased() == "bcc" })
        #expect(mail.text == "Geachte heer,")
    }

    private let enclosed = Array("From: burger@example.org\r\nSubject: klacht\r\n\r\nIk ben boos.\r\n".utf8)

    @Test func `an enclosed mail comes through to the byte`() {
        var letter = letter()
        letter.html = "<p>Geachte heer,</p>"
        letter.enclosed = enclosed
        let mail = MessageReader().read(letter.bytes)
        #expect(mail.text == "Geachte heer,")
        #expect(mail.attachments == [Attachment(filename: "", contentType: "message/rfc822", content: enclosed)])
        #expect(!letter.needs8Bit)
    }

    @Test func `an enclosed mail with 8-bit bytes travels as 8bit, or as a file`() {
        var letter = letter()
        letter.enclosed = enclosed + Array("café\r\n".utf8)
        #expect(letter.needs8Bit)
        #expect(MessageReader().read(letter.bytes).attachments.map(\.content) == [letter.enclosed])
        letter.isSevenBitOnly = true
        let mail = MessageReader().read(letter.bytes)
        #expect(!letter.needs8Bit)
        #expect(letter.bytes.allSatisfy { $0 < 0x80 })
        #expect(mail.attachments.map(\.content) == [letter.enclosed])
        #expect(mail.attachments.map(\.filename) == ["bericht.eml"])
    }

    @Test(arguments: ["een\rtwee", "nul\0", String(repeating: "x", count: 1_000), "einde\r"])
    func `an enclosed mail that SMTP would break travels as a file`(line: String) {
        var letter = letter()
        letter.enclosed = enclosed + Array(line.utf8)
        #expect(!letter.needs8Bit)
        #expect(MessageReader().read(letter.bytes).attachments.map(\.content) == [letter.enclosed])
    }

    @Test func `bare line feeds in an enclosed mail become line ends`() {
        var letter = letter()
        letter.enclosed = enclosed.filter { $0 != .cr }
        #expect(MessageReader().read(letter.bytes).attachments.map(\.content) == [enclosed])
    }

    @Test func `a boundary never occurs in what it divides`() {
        var letter = letter()
        letter.enclosed = enclosed
        letter.enclosed = letter.bytes
        let mail = MessageReader().read(letter.bytes)
        #expect(mail.attachments.map(\.content) == [letter.enclosed])
    }

    @Test func `base64 lines are those of the standard`() {
        #expect(Base64.encoded(Array("Man".utf8)) == "TWFu")
        #expect(Base64.encoded(Array("Ma".utf8)) == "TWE=")
        #expect(Base64.encoded(Array("M".utf8)) == "TQ==")
        #expect(Base64.lines(Array(repeating: 0, count: 58)).split(separator: .lf).map(\.count) == [77, 4])
    }
}
