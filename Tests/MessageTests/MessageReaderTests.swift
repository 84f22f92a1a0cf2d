// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

@testable import Message

struct MessageReaderTests {
    @Test func `a whole mail is read`() {
        let mail = MessageReader().read(
            Array(
                """
                Received: from a by b with ESMTP; Tue, 17 Nov 2026 10:11:13 +0100
                Received: from c by a; Tue, 17 Nov 2026 10:11:00 +0100
                Return-Path: <jan@example.org>
                From: =?utf-8?Q?Jan_Jans=C3=A9n?= <jan@example.org>
                Reply-To: <j@example.org>
                To: post@bureau.example
                Cc: Partner <p@example.org>
                Subject: =?utf-8?Q?Klacht?=
                Date: Tue, 17 Nov 2026 10:10:59 +0100
                Message-ID: <1@example.org>
                In-Reply-To: <0@bureau.example>
                References: <a@bureau.example> <0@bureau.example>
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                Ik wacht op caf=E9.

                > oud
                """.utf8))
        #expect(mail.from == [EmailAddress(name: "Jan Jansén", address: "jan@example.org")])
        #expect(mail.replyTo.map(\.address) == ["j@example.org"])
        #expect(mail.cc == [EmailAddress(name: "Partner", address: "p@example.org")])
        #expect(mail.subject == "Klacht")
        #expect(mail.messageID == "1@example.org")
        #expect(mail.inReplyTo == ["0@bureau.example"])
        #expect(mail.references == ["a@bureau.example", "0@bureau.example"])
        #expect(mail.received == mail.date?.adding(seconds: 14))
        #expect(mail.text == "Ik wacht op café.\n\n> oud")
        #expect(mail.newText == "Ik wacht op café.")
        #expect(mail.field("RETURN-path") == "<jan@example.org>")
        #expect(mail.automatic == nil && mail.form == nil && mail.findings.isEmpty)
    }

    @Test(arguments: [
        [], [0], [0x0a], [0x0d, 0x0a], Array("x".utf8), Array(":".utf8), Array("\n\n\n".utf8),
        Array(repeating: 0xff, count: 99),
    ])
    func `any bytes give a message`(raw: [UInt8]) {
        let mail = MessageReader().read(raw)
        #expect(mail.from.isEmpty && mail.attachments.isEmpty)
    }

    @Test func `an empty subject and body give an empty message`() {
        let mail = MessageReader().read(subject: "", body: "")
        #expect(mail.text.isEmpty && mail.newText.isEmpty && mail.automatic == nil)
    }

    /// Mails made to be slow; each would take hours if reading were not linear.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "<", "<a \"", "<!--", "<style>", "&", "&#", "<blockquote>", "<div hidden>", "</div>", "<td>", "Op \n",
            "Van: x\n", "> \n", "--\n",
            "Op 1:11 a@b schreef:\n", "--g\n", "=?utf-8?q?", "=", "____\n", "\u{feff}", "-- \n", "Groet\n",
            "Naam: x\n", "(", "\"", "5.",
        ])
    func `no mail makes reading slow`(piece: String) {
        let many = String(repeating: piece, count: 40_000 / piece.utf8.count)
        for head in [
            "Content-Type: text/html\n\n", "Content-Type: text/plain; format=flowed\n\n",
            "Content-Type: multipart/mixed; boundary=g\n\n--g\n\n",
            "Content-Transfer-Encoding: base64\n\n",
            "Content-Transfer-Encoding: quoted-printable\nReturn-Path: <>\n\n",
            "X-OF-Content-Type: submissions.Submission\n\n", "From: ", "Subject: ", "References: ", "Date: ",
            "Content-Type: text/plain; name=", "",
        ] {
            #expect(MessageReader().read(Array((head + many).utf8)).field("X-Geen") == nil)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a large mail is read whole`() {
        let line = Array("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0\r\n".utf8)
        var raw = Array(
            "Content-Type: multipart/mixed; boundary=g\r\n\r\n--g\r\n\r\nZie bijlage.\r\n--g\r\nContent-Type: video/mp4; name=f.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                .utf8)
        let count = 100_000
        raw.reserveCapacity(raw.count + count * line.count + 9)
        for _ in 0..<count { raw.append(contentsOf: line) }
        raw.append(contentsOf: "--g--\r\n".utf8)
        let mail = MessageReader().read(raw)
        #expect(mail.text == "Zie bijlage.")
        #expect(mail.attachments.first?.content.count == count * 57)
    }

    @Test func `damage anywhere never stops the reading`() throws {
        var seed: UInt64 = 42
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        let signs = Array("=?<>\"'();:,@\\-_&#/\n\r\t \0\u{1b}é>".utf8) + [0xff, 0x80]
        for name in [
            "drupal-contact.eml", "open-forms.eml", "gravity-forms.eml", "drupal-webform.eml", "compound.eml",
        ] {
            let whole = try fixture(name)
            for _ in 0..<150 {
                var raw = whole
                for _ in 0...next(12) {
                    let at = next(raw.count)
                    switch next(3) {
                    case 0: raw[at] = signs[next(signs.count)]
                    case 1: raw.insert(signs[next(signs.count)], at: at)
                    default: raw.removeSubrange(at..<min(at + next(40), raw.count))
                    }
                    if raw.isEmpty { raw = whole }
                }
                let mail = MessageReader().read(raw)
                #expect(mail.text.utf8.count <= 4 * raw.count)
            }
        }
    }
}
