// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Message
import TestSupport
import Testing

/// The program is killed in the middle of its work and started again: every message is handled exactly once.
@Suite(.programLane, .timeLimit(.minutes(10))) struct CrashTests {
    /// A moment in office hours for each round, later than everything the rounds before it did.
    private static func now(_ round: Int) -> String { "2026-05-12T11:\(round + 10)" }
    /// More than are fetched in one go.
    private static let count = 56

    /// An office whose store exists, with the mail waiting: complaints, one of them twice, a follow-up and a machine's mail.
    private func withOffice(
        after: JSON = .string("seen"), _ body: (DaemonServers, OfficeFixture) async throws -> Void
    ) async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let office = try OfficeFixture(
                    in: folder, mailboxes: [.init(servers.imap(), after: after)], outgoing: servers.smtp()
                ).write()
                try servers.dovecot.createFolder("Klaar")
                try await office.once("2026-05-12T08:40")
                let start = try moment("2026-05-12T09:00:00+02:00")
                for number in 1...Self.count - 3 {
                    try servers.dovecot.deliver(
                        TestLetter.complaint(number).raw, receivedAt: start.adding(seconds: number))
                }
                let more = [
                    TestLetter.complaint(1),
                    TestLetter(
                        from: "burger2@postvak.example", subject: "Nog een stuk",
                        text: "Hierbij nog de foto van de brief.",
                        messageID: "foto@postvak.example"),
                    TestLetter(
                        from: "burger3@postvak.example", subject: "Afwezig", text: "Ik ben er niet.",
                        messageID: "weg@postvak.example",
                        more: ["Auto-Submitted: auto-replied"]),
                ]
                for (number, letter) in more.enumerated() {
                    try servers.dovecot.deliver(letter.raw, receivedAt: start.adding(seconds: 100 + number))
                }
                try await body(servers, office)
            }
        }
    }

    /// Starts a round and kills it at the moment at which the query counts so many.
    private func kill(_ office: OfficeFixture, _ round: Int, when query: String, reaches count: Int) async throws {
        let store = try DaemonStore(office)
        let program = try office.start("once", "--as-of", Self.now(round))
        let isReached = try await program.wait { try store.count(query) >= count }
        #expect(isReached, "\(query) never reached \(count): \(program.errors)")
        try await program.end(SIGKILL)
    }

    /// Everything that must hold once the work is done, however often it was cut off.
    private func expectDone(_ servers: DaemonServers, _ office: OfficeFixture, quarantined: Int = 0) async throws {
        let store = try DaemonStore(office)
        let ledger = try store.ledger()
        #expect(ledger.count == Self.count)
        #expect(Set(ledger.map(\.uid)).count == Self.count)
        let states = Dictionary(grouping: ledger, by: \.state).mapValues(\.count)
        if quarantined == 0 {
            #expect(states == ["filed": Self.count - 2, "duplicate": 1, "ignored": 1])
            #expect(try store.dossiers().count == Self.count - 3)
        }
        #expect(ledger.allSatisfy { $0.isMarked && ($0.state != "review" || $0.attempts >= 2) })
        #expect(states["review", default: 0] <= quarantined, "\(ledger.filter { $0.state == "review" })")
        #expect(try store.count("SELECT count(*) FROM document") == states["filed"])
        #expect(
            try store.count(
                "SELECT count(*) FROM (SELECT 1 FROM letter GROUP BY kind, recipient, ledger HAVING count(*) > 1)") == 0
        )
        #expect(try store.isJournalWhole())
        let status = try await office.status()
        #expect(status["ledger"]?["agrees"]?.bool == true && status["ledger"]?["pending"]?.int == 0, "\(status.text)")

        let letters = try store.letters()
        #expect(letters.allSatisfy { $0.state == "sent" }, "\(letters.filter { $0.state != "sent" })")
        let accepted = try servers.sent().map { $0.mail.messageID ?? "" }
        #expect(Set(accepted) == Set(letters.map(\.messageID)))
        for row in ledger where row.state == "filed" {
            #expect(
                try store.count(
                    "SELECT count(*) FROM event JOIN ledger ON ledger.id = event.ledger WHERE uid = '\(row.uid)' "
                        + "AND event.kind IN ('opened', 'filed')") == 1, "\(row)")
        }
    }

    private static let filed = "SELECT count(*) FROM ledger WHERE state <> 'pending'"
    private static let sent = "SELECT count(*) FROM letter WHERE state = 'sent'"

    @Test func `killed while mail is stored, handled and sent, it handles every message exactly once`() async throws {
        try await withOffice { servers, office in
            let ledger = "SELECT count(*) FROM ledger"
            let moments =
                [(ledger, 1)] + [1, 4, 9, 20, 49].map { (Self.filed, $0) } + [(ledger, 51), (Self.filed, Self.count)]
                + [1, 2, 30, 80].map { (Self.sent, $0) }
            for (round, (query, count)) in moments.enumerated() {
                try await kill(office, round, when: query, reaches: count)
            }
            try await office.once(Self.now(moments.count))
            try await expectDone(servers, office)
            #expect(Set(try servers.dovecot.flags()) == ["S"])
            // A letter that was cut off between the server's answer and our note of it may come twice, no other.
            #expect(try servers.sent().count <= DaemonStore(office).letters().count + moments.count)
        }
    }

    @Test func `killed at any moment, it handles every message exactly once`() async throws {
        try await withOffice(after: .object(["move": .string("Klaar")])) { servers, office in
            var dice = SystemRandomNumberGenerator()
            for round in 1...8 {
                let delay = Duration.milliseconds(Int.random(in: 20...900, using: &dice))
                let (program, start) = (try office.start("once", "--as-of", Self.now(round)), ContinuousClock.now)
                _ = await program.wait { ContinuousClock.now - start > delay }
                try await program.end(SIGKILL)
            }
            try await office.once(Self.now(9))
            try await expectDone(servers, office, quarantined: 4)
            #expect(try servers.dovecot.flags().isEmpty)
            #expect(try servers.dovecot.flags(folder: "Klaar").count == Self.count)
        }
    }

    @Test func `SIGTERM in the middle of a round finishes the message in hand, and nothing is half done`() async throws
    {
        try await withOffice { servers, office in
            let store = try DaemonStore(office)
            // A living daemon, whose clock is the wall's: all mail is from after the start moment and old enough.
            let daemon = try office.start("run")
            #expect(try await daemon.wait { try store.count(Self.filed) >= 5 }, "\(daemon.errors)")
            let outcome = try await daemon.end(SIGTERM)
            #expect(outcome.code == 0 && !outcome.isKilled, "\(outcome)")
            let ledger = try store.ledger()
            #expect(ledger.contains { $0.state == "pending" }, "the round was over before it was stopped")
            for row in ledger { #expect(row.attempts == (row.state == "pending" ? 0 : 1), "\(row)") }
            #expect(
                outcome.complaints.suffix(2).first == "<6>stopping: finishing the message in hand"
                    || outcome.errors.contains("stopping:"))
            #expect(outcome.complaints.last == "<6>stopped")
            try await office.once(Timekeeper.wall.now.adding(seconds: 14 * 86_400).iso)
            #expect(
                try store.ledger().count == Self.count
                    && store.count("SELECT count(*) FROM ledger WHERE state = 'pending'") == 0)
            #expect(try await office.status()["ledger"]?["agrees"]?.bool == true)
        }
    }

    @Test func `a message that brought the program down twice goes to review, and the rest goes on`() async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let office = try OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                    .write()
                try await office.once("2026-05-12T08:40")
                let store = try DaemonStore(office)
                for number in 1...3 {
                    let received = try moment("2026-05-12T09:00:00+02:00").adding(seconds: number)
                    try servers.dovecot.deliver(TestLetter.complaint(number).raw, receivedAt: received)
                }
                // Stored, but cut off before anything was handled.
                try store.change("CREATE TRIGGER broken BEFORE INSERT ON dossier BEGIN SELECT RAISE(ABORT, 'no'); END")
                #expect(try await office.run("once", "--as-of", "2026-05-12T09:05").code == 1)
                #expect(
                    try store.ledger().map { "\($0.state) \($0.attempts)" } == ["pending 0", "pending 0", "pending 0"])
                try store.change("UPDATE ledger SET attempts = 2 WHERE id = 2")
                try store.change("DROP TRIGGER broken")

                try await office.once("2026-05-12T09:10")
                #expect(try store.ledger().map(\.state) == ["filed", "review", "filed"])
                #expect(try store.ledger()[1].reason == "the message brought the program down twice")
                #expect(
                    try store.count(
                        "SELECT count(*) FROM ledger JOIN raw ON hash = raw WHERE ledger.id = 2 AND length(bytes) > 300"
                    ) == 1)
                #expect(try store.duties().filter { $0.hasPrefix("review") } == ["review cora@bureau.example"])
                #expect(try servers.sent("review").map(\.to) == [OfficeFixture.cora])
                #expect(
                    try servers.sent("acknowledgement").map(\.to).sorted() == [
                        "burger1@postvak.example", "burger3@postvak.example",
                    ])
                #expect(try await office.status()["ledger"]?["review"]?.int == 1)
            }
        }
    }
}
