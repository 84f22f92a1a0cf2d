// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Message
import TestSupport
import Testing

/// Mail that is too large or no mail at all.
@Suite(.programLane, .timeLimit(.minutes(10))) struct BadInputMailTests {
    private let received = "2026-05-12T09:00:00+02:00"

    /// A complaint with an attachment of so many bytes.
    private func large(_ size: Int) -> [UInt8] {
        let line = String(repeating: "QUJD", count: 19) + "\n"
        var letter = TestLetter.complaint(7)
        letter.more = []
        let head = letter.raw.replacing(
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n",
            with: "Content-Type: multipart/mixed; boundary=g\n")
        let (header, body) = (head.split(separator: "\n\n", maxSplits: 1)[0], letter.text)
        let start = """
            \(header)

            --g
            Content-Type: text/plain; charset=utf-8

            \(body)
            --g
            Content-Type: application/pdf
            Content-Disposition: attachment; filename=groot.pdf
            Content-Transfer-Encoding: base64


            """
        return Array(start.utf8) + Array(String(repeating: line, count: size / line.utf8.count).utf8)
            + Array("--g--\n".utf8)
    }

    @Test func `a mail of sixty megabytes is handled like any other, in bounded memory`() async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let office = try OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                    .write()
                try servers.dovecot.deliver(large(60 << 20), receivedAt: moment(received))
                let program = try office.start("once", "--as-of", "2026-05-12T09:05")
                let outcome = try await program.wait(seconds: 150)
                #expect(outcome.code == 0, "\(outcome)")
                #expect(
                    program.peakMemory > 60 << 20 && program.peakMemory < 400 << 20, "\(program.peakMemory >> 20) MB")
                #expect(try DaemonStore(office).ledger().map(\.state) == ["filed"])
                #expect(try servers.sent().map(\.kind).sorted() == ["acknowledgement", "assignment"])
                #expect(try servers.sent("assignment").first?.mail.text.contains("groot.pdf") == true)
                #expect(try servers.dovecot.flags() == ["S"])
            }
        }
    }

    @Test func `a mail over the limit stays on the server for a person to look at`() async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                var office = OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                office.more = [.init("limits", .object(["messageMegabytes": .int(1)]))]
                try office.write()
                try servers.dovecot.deliver(large(2 << 20), receivedAt: moment(received))
                try servers.dovecot.deliver(
                    TestLetter.complaint(1).raw, receivedAt: moment(received).adding(seconds: 1))
                try await office.once("2026-05-12T09:05")
                let store = try DaemonStore(office)
                #expect(
                    try store.ledger().map { "\($0.state) \($0.reason)" } == [
                        "review larger than the limit: it stays on the server", "filed ",
                    ])
                #expect(try store.count("SELECT max(length(bytes)) FROM raw") < 4_096)
                #expect(try servers.dovecot.flags().count == 2)
                #expect(try store.duties().contains("review cora@bureau.example"))
                let review = try #require(try servers.sent("review").first)
                #expect(review.to == OfficeFixture.cora)
                #expect(
                    review.mail.text.contains("te groot: het bericht staat nog op de mailserver"), "\(review.mail.text)"
                )
                // The citizen is not left in silence.
                #expect(try servers.sent("receipt").map(\.to) == ["burger7@postvak.example"])
                #expect(try await office.status()["ledger"]?["agrees"]?.bool == true)
            }
        }
    }

    private static let noMail: [(String, [UInt8])] = {
        let deep = (0..<3_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }
        let junk = (0..<70_000).map { UInt8(truncatingIfNeeded: ($0 &* 167) >> 3) }
        return [
            ("empty", []), ("junk", junk), ("deep parts", Array(deep.joined().utf8)),
            ("only a header", Array("From: x@postvak.example\nSubject: klacht\n".utf8)),
            ("no header", Array("\n\nIk heb een klacht over de gemeente.\n".utf8)),
            ("a header without end", Array("Subject: ".utf8) + [UInt8](repeating: 120, count: 300_000)),
        ]
    }()

    @Test func `what is no mail does not hold up mail`() async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let office = try OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                    .write()
                let start = try moment(received)
                for (number, (_, bytes)) in Self.noMail.enumerated() {
                    try servers.dovecot.deliver(bytes, receivedAt: start.adding(seconds: number))
                }
                try servers.dovecot.deliver(TestLetter.complaint(1).raw, receivedAt: start.adding(seconds: 100))
                try await office.once("2026-05-12T09:05")
                let store = try DaemonStore(office)
                let ends = try Self.noMail.indices.map { number in
                    try store.end(receivedAt: start.adding(seconds: number)).map { "\(Self.noMail[number].0): \($0)" }
                }
                let noSender = "review no address to answer to"
                #expect(
                    ends
                        == Self.noMail.map {
                            $0.0 == "only a header" ? "only a header: filed " : "\($0.0): \(noSender)"
                        })
                #expect(try servers.sent("acknowledgement").map(\.to).contains("burger1@postvak.example"))
                #expect(try await office.status()["ledger"]?["agrees"]?.bool == true)
                #expect(Set(try servers.dovecot.flags()) == ["S"])
            }
        }
    }
}
