// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Mailbox
import Message
import TestSupport
import Testing

/// The first days with gehoord: a mailbox full of old mail, and the trial beside the present way of working.
@Suite(.programLane, .timeLimit(.minutes(10))) struct DaemonStartTests {
    @Test func `two thousand old mails are registered and not answered, and the first new one is`() async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                var office = OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                office.startsAt = "2026-05-12T00:00"
                try office.write()
                let first = try moment("2025-03-01T12:00:00+01:00")
                for number in 1...2_000 {
                    try servers.dovecot.deliver(
                        TestLetter.complaint(number).raw, receivedAt: first.adding(seconds: number * 18_000))
                }
                try await office.once("2026-05-12T09:00")
                let store = try DaemonStore(office)
                #expect(try Set(store.ledger().map { "\($0.state) \($0.reason)" }) == ["ignored before-start"])
                #expect(try store.ledger().count == 2_000)
                #expect(try store.letters().isEmpty && store.journal().isEmpty && store.dossiers().isEmpty)
                #expect(Set(try servers.dovecot.flags()) == [""], "old mail is left as it was")

                try servers.dovecot.deliver(
                    TestLetter.complaint(2_001).raw, receivedAt: moment("2026-05-12T00:00:00+02:00"))
                try await office.once("2026-05-12T09:05")
                #expect(
                    try servers.sent().map { "\($0.kind) → \($0.to)" }.sorted() == [
                        "acknowledgement → burger2001@postvak.example", "assignment → bea@bureau.example",
                    ])
                let ledger = try #require(try await office.status()["ledger"])
                #expect(ledger["received"]?.int == 2_001 && ledger["ignored"]?.int == 2_000, "\(ledger.text)")
                #expect(ledger["filed"]?.int == 1 && ledger["agrees"]?.bool == true, "\(ledger.text)")
            }
        }
    }

    @Test func `in a trial, letters to citizens go to the folder and staff get theirs`() async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                var office = OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                office.hasShadow = true
                try office.write()
                for number in 1...3 {
                    try servers.dovecot.deliver(
                        TestLetter.complaint(number).raw, receivedAt: moment("2026-05-12T09:00:00+02:00"))
                }
                try await office.once("2026-05-12T09:05")
                #expect(try Set(servers.sent().map { "\($0.kind) → \($0.to)" }) == ["assignment → bea@bureau.example"])
                #expect(try servers.sent().count == 3)
                let shadow = try Maildir(path: office.shadow)
                let withheld = try shadow.list().map { MessageReader().read(try shadow.read($0) ?? []) }
                #expect(withheld.flatMap(\.to).map(\.address).sorted() == (1...3).map { "burger\($0)@postvak.example" })
                #expect(withheld.allSatisfy { $0.messageID?.hasPrefix("acknowledgement.") == true })
                let letters = try await office.status()["letters"]
                #expect(letters?["withheld"]?.int == 3 && letters?["sent"]?.int == 3, "\(letters?.text ?? "")")
            }
        }
    }
}
