// SPDX-License-Identifier: EUPL-1.2
import Casework
import Foundation
import Groundwork
import Message
import TestSupport
import Testing

@testable import Filing
@testable import Recognition
@testable import gehoord

/// What staff say against a verdict, from their answer to a new model; and what they are shown to judge by.
struct EngineCorrectionTests {
    private static let letter = """
        Goedemorgen,

        Ik ben Gijs Hoogendam, BSN 111222333, en woon in de Dorpsstraat 12, 1234 AB Voorbeeldstad. Ik wacht al weken op
        antwoord en niemand belt mij terug op 06-12345678 of schrijft naar gijs@burger.example. Renske Smeets zou bellen.
        Mijn rekening is NL91 ABNA 0417 1643 00.
        """

    private func rehearsal(keepsCorrections: Bool = true) throws -> Rehearsal {
        var setup = try Setup(config: checkout.appending(path: "Config/gehoord.json5").path)
        setup.configuration.privacy.learnFromCorrections = keepsCorrections
        return try Rehearsal(setup, registry: nil, registryName: "", outbox: nil)
    }

    private func mail(
        from: String, _ body: String, id: String, subject: String = "Mijn brief",
        to: String = "bureau@ombudsman.example", more: String = "MIME-Version: 1.0"
    )
        -> [UInt8]
    {
        Array(
            """
            Delivered-To: bureau@ombudsman.example
            Received: from a.example by mail.ombudsman.example; Tue, 12 May 2026 10:00:00 +0200
            From: \(from)
            To: \(to)
            Subject: \(subject)
            Message-ID: <\(id)@a.example>
            \(more)
            Content-Type: text/plain; charset=utf-8

            \(body)
            """.replacing("\n", with: "\r\n").utf8)
    }

    /// The citizen writes, and the first letter to staff about it is answered.
    private func answer(_ answer: String, in rehearsal: Rehearsal) throws -> [Rehearsal.Sent] {
        let (_, _, sent) = try rehearsal.receive(
            mail(from: "Gijs Hoogendam <gijs@burger.example>", Self.letter, id: "brief"))
        let order = try #require((sent + rehearsal.flush()).first { [.assignment, .triage].contains($0.kind) })
        let (_, _, replies) = try rehearsal.receive(
            mail(from: order.to, answer, id: "antwoord", subject: "Re: x", more: "In-Reply-To: <\(order.messageID)>"))
        return try replies + rehearsal.flush()
    }

    @Test(arguments: [("GEEN KLACHT gewoon een vraag", false), ("wel klacht", true)])
    func `a verdict of staff becomes an example without what tells who it is`(_ words: String, _ isComplaint: Bool)
        throws
    {
        let rehearsal = try rehearsal()
        let sent = try answer(words, in: rehearsal)
        let rows = try rehearsal.office.archive.corrections.all()
        let row = try #require(rows.first)
        #expect(rows.count == 1 && row.isComplaint == isComplaint)
        #expect(row.text.contains("Ik wacht al weken op") && row.text.contains("niemand belt mij terug"))
        for secret in [
            "111222333", "Gijs", "Hoogendam", "Dorpsstraat", "1234", "06-", "@", "Renske", "Smeets", "NL91", "ABNA",
        ] {
            #expect(!row.text.contains(secret), "\(row.text)")
        }
        let confirmed = try #require(sent.first { $0.kind == .commandConfirmed })
        let text = MessageReader().read(confirmed.bytes).text
        #expect(text.contains("is bewaard als voorbeeld om van te leren"))
    }

    @Test func `nothing is kept unless the office switched it on`() throws {
        #expect(
            try Setup(config: checkout.appending(path: "Config/gehoord.json5").path).configuration.engine
                .keepsCorrections == false)
        let rehearsal = try rehearsal(keepsCorrections: false)
        let sent = try answer("GEEN KLACHT gewoon een vraag", in: rehearsal)
        #expect(try rehearsal.office.archive.corrections.all().isEmpty)
        #expect(sent.contains { $0.kind == .commandRefused })
    }

    @Test(arguments: [true, false])
    func `the overview shows the sentence that gave doubt, masked, where mail may show text`(_ showsText: Bool) throws {
        var setup = try Setup(config: checkout.appending(path: "Config/gehoord.json5").path)
        setup.configuration.privacy.assignmentsShowText = showsText
        let rehearsal = try Rehearsal(setup, registry: nil, registryName: "", outbox: nil)
        // A photo with few words is doubt, whatever the model.
        let parts = """
            --b
            Content-Type: text/plain; charset=utf-8

            Zie bijlage, mijn BSN is 111222333.
            --b
            Content-Type: image/jpeg; name="brief.jpg"
            Content-Disposition: attachment; filename="brief.jpg"
            Content-Transfer-Encoding: base64

            \(String(repeating: "AAAA", count: 10))
            --b--
            """
        let raw = String(decoding: mail(from: "gijs@burger.example", parts, id: "foto"), as: UTF8.self)
            .replacing("text/plain; charset=utf-8\r\n\r\n--b", with: "multipart/mixed; boundary=b\r\n\r\n--b")
        var (handled, _, sent) = try rehearsal.receive(Array(raw.utf8))
        #expect(handled?.verdict?.dissatisfaction == .doubt)
        sent += try rehearsal.run(to: try #require(Moment(iso: "2026-05-14T12:00:00+02:00")))
        for kind in [LetterKind.triage, .digest] {
            let letter = try #require(sent.first { $0.kind == kind }, "\(sent.map(\.kind))")
            let text = MessageReader().read(letter.bytes).text
            #expect(text.contains("Zie bijlage, mijn BSN is *********") == showsText, "\(text)")
            #expect(!text.contains("111222333"))
        }
    }
}

/// `gehoord train --corrections`, on a real store.
@Suite(.programLane, .timeLimit(.minutes(10))) struct TrainCorrectionsTests {
    /// What only this office would know to be a complaint.
    private static let complaints = [
        "De ganzen lopen op de dijk", "De pont vaart op zondag", "Het riool zingt bij ons",
    ]
    private static let others = ["Ik kom morgen langs", "Hierbij mijn formulier", "Wanneer bent u open"]

    private func office(_ folder: URL, corrections: Int) throws -> OfficeFixture {
        let office = try OfficeFixture(in: folder).write()
        let archive = try Archive(folder: office.store)
        let now = try moment("2026-05-12T09:00:00+02:00")
        for i in 0..<corrections {
            let place = MailLedger.Place(mailbox: OfficeFixture.post, validity: 1, uid: "\(i)")
            let id = try #require(try archive.ledger.enter(place, receivedAt: now, raw: Array("\(i)".utf8)))
            let isComplaint = i % 2 == 0
            let words = (isComplaint ? Self.complaints : Self.others)[i / 2 % 3]
            try archive.corrections.keep(
                id, isComplaint: isComplaint, masked: "Bericht\nGoedemiddag. \(words) over zaak \(i).", at: now)
        }
        try FileManager.default.copyItem(
            at: checkout.appending(path: "Config/recognition/model"), to: folder.appending(path: "model"))
        return office
    }

    @Test func `corrections make a new model beside the present one, which is replaced only when asked`() async throws {
        try await withScratchFolder { folder in
            let office = try office(folder, corrections: 60)
            let path = folder.appending(path: "model").path
            func bytes(_ name: String) -> Data? {
                FileManager.default.contents(atPath: folder.appending(path: name).path)
            }
            let present = try #require(bytes("model"))
            let first = try await office.run("train", "--corrections", "--model", path)
            #expect(first.code == 0, "\(first)")
            #expect(bytes("model") == present && bytes("model.previous") == nil)
            let new = try #require(bytes("model.new"))
            #expect(new != present && first.output.contains("model.new"))
            let again = try await office.run("train", "--corrections", "--model", path)
            #expect(again.output == first.output && bytes("model.new") == new, "the seed decides")
            func right(_ label: String) throws -> Double {
                let line = try #require(first.lines.first { $0.contains(label) })
                return try #require(Double(line.split(separator: " ")[1]))
            }
            #expect(try right("before") < right("after"), "\(first)")
            let accepted = try await office.run("train", "--corrections", "--model", path, "--accept")
            #expect(accepted.code == 0, "\(accepted)")
            #expect(bytes("model") == new && bytes("model.previous") == present && bytes("model.new") == nil)
        }
    }

    @Test func `too few corrections make no model`() async throws {
        try await withScratchFolder { folder in
            let office = try office(folder, corrections: 10)
            let outcome = try await office.run(
                "train", "--corrections", "--accept", "--model", folder.appending(path: "model").path)
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("10 corrections: 5 WEL KLACHT, 5 GEEN KLACHT"))
            #expect(
                outcome.output.contains("Too few to learn from and to check: 20 are needed, with 5 of either kind."))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).contains("model.new") == false)
        }
    }
}
