// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Message

struct AutomaticMailTests {
    private func read(_ header: String, _ body: String = "Ik ben er niet.") -> Message {
        MessageReader().read(Array((header + "\n\n" + body).utf8))
    }

    @Test(arguments: [
        "Auto-Submitted: auto-replied", "Auto-Submitted: auto-replied (vacation)", "Auto-Submitted: auto-generated",
        "X-Autoreply: yes", "X-Autorespond: Uw klacht", "Precedence: auto_reply",
        "Subject: Automatisch antwoord: Uw klacht",
        "Subject: Automatic reply: x", "Subject: Afwezigheidsbericht", "Return-Path: <>",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=x",
    ])
    func `an automatic answer is known by each of its marks`(mark: String) {
        #expect(read("From: Jan <jan@example.org>\n" + mark).automatic == .autoReply)
    }

    @Test(arguments: [
        "List-Id: <nieuws.example.org>", "List-Unsubscribe: <mailto:x@example.org>", "Precedence: bulk",
    ])
    func `a newsletter is bulk`(mark: String) {
        #expect(read("From: Nieuws <nieuws@example.org>\n" + mark).automatic == .bulk)
    }

    @Test(arguments: [
        "Auto-Submitted: no", "Disposition-Notification-To: jan@example.org", "Subject: Mijn pakket is niet bezorgd",
        "Return-Path: <jan@example.org>", "Subject: Re: Automatisch antwoord", "X-Autoreply: no", "X-Mailer: Outlook",
        "Subject: Undeliverable: mijn brief",
    ])
    func `a person is a person`(mark: String) {
        #expect(read("From: Jan <jan@example.org>\n" + mark, "Ik ben boos over de postbode.").automatic == nil)
    }

    @Test(arguments: [
        "From: MAILER-DAEMON@mx.example\nSubject: failure notice",
        "From: Mail Delivery System <x@mx.example>\nSubject: Mail delivery failed",
        "From: postmaster@mx.example\nSubject: Onbestelbaar: Uw klacht",
        "From: x@y.nl\nX-Failed-Recipients: jan@example.org",
        "From: x@y.nl\nReturn-Path: <>\nSubject: Undelivered Mail Returned to Sender",
    ])
    func `a bounce without a machine part is a bounce`(header: String) {
        let mail = read(header, "Delivery to jan@example.org failed: 550 5.1.1 user unknown")
        #expect(mail.automatic == .bounce)
        #expect(
            mail.report
                == DeliveryReport(
                    recipient: "jan@example.org", isPermanent: true, status: "5.1.1", originalMessageID: nil))
    }

    private func report(_ action: String, _ status: String) -> Message {
        read(
            "From: x@mx.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=g",
            """
            --g

            Uw bericht kwam niet aan.
            --g
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Original-Recipient: rfc822; jan@example.org
            Final-Recipient: rfc822; j.jansen@elders.example
            Action: \(action)
            Status: \(status)
            --g
            Content-Type: text/rfc822-headers

            Subject: Ontvangstbevestiging
            Message-ID: <brief-1@bureau.example>
            --g--
            """)
    }

    @Test func `a bounce says who, whether for good, and about which letter`() {
        let mail = report("failed", "5.1.1 (user unknown)")
        #expect(
            mail.report
                == DeliveryReport(
                    recipient: "jan@example.org", isPermanent: true, status: "5.1.1",
                    originalMessageID: "brief-1@bureau.example"))
        #expect(mail.text == "Uw bericht kwam niet aan.")
        #expect(report("delayed", "4.4.1").report?.isPermanent == false)
        #expect(report("delivered", "2.0.0").report?.isPermanent == false)
    }

    @Test(arguments: [
        ("The mailbox of jan@example.org is full. Try again later.", false),
        ("jan@example.org: 450 mailbox busy", false), ("jan@example.org: host said: 421 too many", false),
        ("Bezorging aan jan@example.org is mislukt: adres onbekend.", true),
        ("jan@example.org: 552 5.2.2 mailbox full", true),
        ("jan@example.org could not be delivered: no such user", true),
    ])
    func `a bounce in prose says whether it is for good`(words: String, isPermanent: Bool) {
        let mail = read(
            "From: Mailer-Daemon@mx.example\nTo: k@bureau.example\nSubject: Niet-bezorgbaar: Brief\n"
                + "In-Reply-To: <brief-3@bureau.example>", words)
        #expect(mail.report?.isPermanent == isPermanent)
        #expect(mail.report?.recipient == "jan@example.org")
        #expect(mail.report?.originalMessageID == "brief-3@bureau.example")
    }

    @Test func `an abuse report is a machine's mail, wherever its report hangs`() {
        let mail = read(
            "From: x@isp.example\nContent-Type: multipart/mixed; boundary=g",
            "--g\n\nA report\n--g\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--g--")
        #expect(mail.automatic == .autoReply)
    }

    @Test(arguments: [
        "Ik ben afwezig tot 3 maart. Voor dringende zaken belt u mijn collega.",
        "I am out of the office with limited access to my mail.",
        "Ich bin im Urlaub. Ihre Nachricht wird nicht weitergeleitet.",
    ])
    func `an absence reply without a mark is known by two signs`(words: String) {
        #expect(read("From: Jan <jan@example.org>\nSubject: Re: Brief", words).automatic == .autoReply)
        #expect(read("From: Jan <jan@example.org>\nSubject: Brief", words).automatic == nil)
        #expect(read("From: Jan <jan@example.org>\nSubject: Re: Brief", words + " Waarom?").automatic == nil)
    }

    @Test(arguments: [
        "Ik ben afwezig tot 3 maart. Bel mij daarna.", "Uw medewerker is met vakantie en niemand helpt mij.",
        "Voor dringende zaken is er niemand. Schandalig.",
    ])
    func `who speaks of a holiday is a person`(words: String) {
        #expect(read("From: Jan <jan@example.org>\nSubject: Re: Brief", words).automatic == nil)
    }

    @Test(arguments: [
        Reading("550 5.1.1 unknown", "5.1.1"), Reading("from 192.0.2.5 and 5.10.20.30", "geen"),
        Reading("v5.1.1", "geen"),
        Reading("(4.2.2)", "4.2.2"), Reading("6.1.1", "geen"), Reading("5.", "geen"),
    ])
    func `a status code is no address and no version`(row: Reading) {
        #expect((DeliveryReportReader.statusCode(in: row.written) ?? "geen") == row.read)
    }
}
