// SPDX-License-Identifier: EUPL-1.2
import Casework
import Foundation
import Groundwork
import Message
import TestSupport
import Testing

@testable import Filing
@testable import gehoord

/// The whole engine over a store in memory: what goes out because of mail that could betray somebody, loop, or be lost.
struct EngineCaseworkTests {
    private static let register = """
        {"people": [{"naw": "N-1", "name": "Gijs Hoogendam", "addresses": ["gijs@burger.example"]},
                    {"naw": "N-2", "name": "Els Verhoeven", "addresses": ["els@burger.example"]}],
         "dossiers": [{"number": "2025.00011", "person": "N-1", "subject": "Rijbewijs", "opened": "2025-09-04", "owner": "b.jansen@ombudsman.example",
                       "sentMessageIds": ["<brief-11@ombudsman.example>"]},
                      {"number": "2025.00012", "person": "N-2", "subject": "Gas", "opened": "2025-10-04", "owner": "b.jansen@ombudsman.example"}]}
        """

    private func rehearsal() throws -> Rehearsal {
        let setup = try Setup(config: checkout.appending(path: "Config/gehoord.json5").path)
        return try Rehearsal(
            setup, registry: try JSON.parse(Array(Self.register.utf8)), registryName: "register.json", outbox: nil)
    }

    private func mail(
        from: String, _ subject: String, _ more: String = "", id: String, body: String = "Hierbij nog een stuk."
    ) -> [UInt8] {
        Array(
            """
            Delivered-To: bureau@ombudsman.example
            Received: from a.example by mail.ombudsman.example; Tue, 12 May 2026 10:00:00 +0200
            From: \(from)
            To: bureau@ombudsman.example
            Subject: \(subject)
            Message-ID: <\(id)@a.example>
            Date: Tue, 12 May 2026 09:59:00 +0200
            \(more.isEmpty ? "MIME-Version: 1.0" : more)

            \(body)
            """.replacing("\n", with: "\r\n").utf8)
    }

    @Test func `a stranger cannot tell an existing number from one that does not exist`() throws {
        let letters = try ["2025.00011", "2025.09999"].map { number in
            let rehearsal = try rehearsal()
            let (handled, _, sent) = try rehearsal.receive(
                mail(from: "x@elders.example", "Over dossier \(number)", id: "x"))
            #expect(handled?.filed?.dossier == nil)
            return sent.filter { $0.to == "x@elders.example" }
        }
        #expect(letters.map(\.count) == [1, 1])
        #expect(letters[0].map(\.kind) == letters[1].map(\.kind))
        #expect(letters[0].map(\.at) == letters[1].map(\.at))
        #expect(letters[0].map(\.bytes.count) == letters[1].map(\.bytes.count))
        for letter in letters.joined() {
            let text = String(decoding: letter.bytes, as: UTF8.self)
            #expect(!text.contains("2025.0") && !text.contains("Hoogendam"))
        }
    }

    @Test func `a citizen in another's thread learns nothing, and the writer of our letter hears of it`() throws {
        let rehearsal = try rehearsal()
        let (handled, _, sent) = try rehearsal.receive(
            mail(from: "els@burger.example", "Re: Uw zaak", "In-Reply-To: <brief-11@ombudsman.example>", id: "x"))
        #expect(handled?.filed?.dossier == nil)
        #expect(sent.contains { $0.kind == .dataLeak && $0.to == "b.jansen@ombudsman.example" })
        for letter in sent where letter.to == "els@burger.example" {
            #expect(letter.kind == .receipt)
            #expect(!String(decoding: letter.bytes, as: UTF8.self).contains("2025.0"))
        }
    }

    @Test func `a coordinator's mailbox that refuses our mail does not keep the two machines going`() throws {
        let rehearsal = try rehearsal()
        var sent = try rehearsal.receive(mail(from: "x@elders.example", "Over dossier 2025.00011", id: "x")).sentAtOnce
        var rounds = 0
        while let letter = sent.last(where: { $0.to.hasSuffix("@ombudsman.example") }), rounds < 10 {
            rounds += 1
            let report = """
                --b
                Content-Type: text/plain

                Uw bericht is niet bezorgd: 550 5.1.1 mailbox unknown.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.ombudsman.example

                Final-Recipient: rfc822; \(letter.to)
                Action: failed
                Status: 5.1.1
                --b
                Content-Type: text/rfc822-headers

                Message-ID: <\(letter.messageID)>
                --b--
                """
            sent = try rehearsal.receive(
                mail(
                    from: "MAILER-DAEMON@mx.ombudsman.example", "Undelivered Mail Returned to Sender",
                    "MIME-Version: 1.0\nReturn-Path: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b",
                    id: "r\(rounds)",
                    body: report)
            ).sentAtOnce
        }
        #expect((1...2).contains(rounds))
        #expect(try rehearsal.office.archive.ledger.sums().agree)
    }

    @Test
    func `a disk that fills while a message is handled loses nothing, and the message is handled once there is room`()
        throws
    {
        let office = try rehearsal().office
        let raw = mail(from: "nieuw@elders.example", "Een vraag", id: "x")
        let (now, place) = (
            try #require(Moment(iso: "2026-05-12T10:00:00+02:00")),
            MailLedger.Place(mailbox: "bureau@ombudsman.example", validity: 1, uid: "1")
        )
        let id = try #require(try office.enter(Delivery(mailbox: place.mailbox, receivedAt: now, raw: raw), at: place))
        let pages = try office.archive.db.rows("PRAGMA page_count")[0].int(0)
        try office.archive.db.run("PRAGMA max_page_count = \(pages)")
        #expect(throws: ArchiveProblem.diskFull(path: ":memory:")) { _ = try office.handle(id, at: now) }
        #expect(try office.archive.ledger.pending().map(\.id) == [id])
        #expect(try office.archive.letters.nextDue() == nil)
        try office.archive.db.run("PRAGMA max_page_count = 1000000")
        let handled = try #require(try office.handle(id, at: now))
        #expect(handled.filed?.isNew == true)
        #expect(try office.archive.ledger.sums().agree)
        #expect(try office.archive.journal.firstBreak() == nil)
    }

    @Test func `a message that brought the program down twice is held with its raw text`() throws {
        let office = try rehearsal().office
        let raw = mail(from: "nieuw@elders.example", "Een vraag", id: "x")
        let now = try #require(Moment(iso: "2026-05-12T10:00:00+02:00"))
        let id = try #require(
            try office.enter(
                Delivery(mailbox: "bureau@ombudsman.example", receivedAt: now, raw: raw),
                at: .init(mailbox: "bureau@ombudsman.example", validity: 1, uid: "1")))
        for _ in 0..<2 { try office.archive.ledger.countAttempt(id) }
        let handled = try #require(try office.handle(id, at: now))
        #expect(handled.decision?.outcome == .hold(.quarantined))
        #expect(handled.outgoing.map(\.kind) == [.review])
        #expect(try office.archive.ledger.bytes(try #require(try office.archive.ledger.entry(id)?.raw)) == raw)
    }
}
