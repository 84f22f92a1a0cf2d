// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Message
import TestSupport
import Testing

/// The promise of contact over a long weekend: Ascension Day is Thursday 14 May 2026, and the Friday after it is decreed free.
@Suite(.programLane, .timeLimit(.minutes(10))) struct DaemonClockTests {
    /// Works a round at each moment, and tells what each of them sent.
    private func sent(_ servers: DaemonServers, _ office: OfficeFixture, at moments: [String]) async throws -> [String]
    {
        var (account, known) = ([String](), Set(try servers.sent().map(\.mail.messageID)))
        for moment in moments {
            try await office.once(moment)
            let new = try servers.sent().filter { known.insert($0.mail.messageID).inserted }
            account += new.map { "\(moment)  \($0.kind) → \($0.to)" }.sorted()
        }
        return account
    }

    @Test func `reminders, escalation and overviews fall on working days at opening, and nothing at other times`()
        async throws
    {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let office = try OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                    .write()
                try servers.dovecot.deliver(TestLetter.complaint().raw, receivedAt: moment("2026-05-12T20:10:00+02:00"))
                let days = (12...26).flatMap { day in
                    ["08:29", "08:30", "21:00"].map { "2026-05-\(day)T\($0)" }
                }
                let account = try await sent(servers, office, at: Array(days.dropFirst(2)))
                #expect(
                    account == [
                        // Received in the evening: the citizen hears at once, staff when the office opens.
                        "2026-05-12T21:00  acknowledgement → burger1@postvak.example",
                        "2026-05-13T08:30  assignment → bea@bureau.example",
                        "2026-05-13T08:30  digest → cora@bureau.example",
                        "2026-05-18T08:30  digest → cora@bureau.example",
                        "2026-05-19T08:30  contact-reminder → bea@bureau.example",
                        "2026-05-19T08:30  digest → cora@bureau.example",
                        "2026-05-20T08:30  digest → cora@bureau.example",
                        "2026-05-21T08:30  contact-reminder → bea@bureau.example",
                        "2026-05-21T08:30  digest → cora@bureau.example",
                        "2026-05-22T08:30  contact-escalation → cora@bureau.example",
                        "2026-05-22T08:30  contact-escalation → mia@bureau.example",
                        "2026-05-22T08:30  digest → cora@bureau.example",
                        "2026-05-26T08:30  digest → cora@bureau.example",
                    ])
                let last = try #require(
                    try servers.sent("contact-reminder").first { $0.mail.subject.hasPrefix("Nog vandaag") })
                #expect(last.mail.text.contains("donderdag 21 mei 2026"))
                let digest = try #require(try servers.sent("digest").first { $0.mail.subject.contains("26 mei") })
                #expect(digest.mail.text.contains("2026.00001: Bea Bos, beloofd uiterlijk donderdag 21 mei 2026"))
                #expect(digest.mail.text.contains("De telling klopt"))
                #expect(try await office.status()["overdue"]?.int == 1)
            }
        }
    }

    @Test func `what was missed while the program stood still is done once`() async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let office = try OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                    .write()
                try servers.dovecot.deliver(TestLetter.complaint().raw, receivedAt: moment("2026-05-12T09:00:00+02:00"))
                let account = try await sent(
                    servers, office,
                    at: ["2026-05-12T09:05", "2026-05-23T13:00", "2026-05-26T08:30", "2026-05-26T08:45"])
                #expect(
                    account == [
                        "2026-05-12T09:05  acknowledgement → burger1@postvak.example",
                        "2026-05-12T09:05  assignment → bea@bureau.example",
                        "2026-05-26T08:30  contact-escalation → cora@bureau.example",
                        "2026-05-26T08:30  contact-escalation → mia@bureau.example",
                        "2026-05-26T08:30  digest → cora@bureau.example",
                    ])
            }
        }
    }

    @Test func `the clock never goes back when mail arrives out of order`() async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let office = try OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                    .write()
                try servers.dovecot.deliver(
                    TestLetter.complaint(2).raw, receivedAt: moment("2026-05-18T09:00:00+02:00"))
                try await office.once("2026-05-18T09:05")
                // Found late: its promise counts from its own receipt all the same.
                try servers.dovecot.deliver(
                    TestLetter.complaint(1).raw, receivedAt: moment("2026-05-12T09:00:00+02:00"))
                try await office.once("2026-05-18T09:10")
                #expect(try DaemonStore(office).dossiers().map(\.contactDay) == ["2026-05-26", "2026-05-21"])
                #expect(try await office.dossier("2026.00002")["received"]?.string == "2026-05-12T07:00:00Z")
            }
        }
    }
}
