// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Message
import TestSupport
import Testing

/// One round and what it leaves behind, over real servers.
@Suite(.programLane, .timeLimit(.minutes(10))) struct DaemonRoundTests {
    @Test(arguments: ["tls", "starttls"])
    func `a citizen's mail is acknowledged, assigned and marked`(security: String) async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let office = try OfficeFixture(
                    in: folder, mailboxes: [.init(servers.imap(security))], outgoing: servers.smtp(security)
                ).write()
                try servers.dovecot.deliver(TestLetter.complaint().raw, receivedAt: moment("2026-05-12T09:00:00+02:00"))
                try await office.once("2026-05-12T09:05")

                let sent = try servers.sent()
                #expect(
                    sent.map(\.description).sorted() == [
                        "acknowledgement → burger1@postvak.example: Wij hebben uw bericht ontvangen (dossier 2026.00001)",
                        "assignment → bea@bureau.example: Nieuw voor u: verzoek 2026.00001, contact uiterlijk donderdag 21 mei 2026",
                    ])
                for letter in sent {
                    let token =
                        letter.mail.messageID.map { $0.prefix { $0 != "@" }.drop { $0 != "." }.dropFirst() } ?? ""
                    #expect(letter.envelope.from == OfficeFixture.post)
                    #expect(letter.mail.from.map(\.address) == [OfficeFixture.post])
                    #expect(letter.mail.from.first?.name == "Bureau Ombudsman")
                    #expect(letter.mail.replyTo.map(\.address) == ["post+\(token)@bureau.example"])
                    #expect(token.count >= 16, "\(token)")
                    #expect(letter.mail.messageID?.hasSuffix("@bureau.example") == true)
                    #expect(letter.envelope.text.contains("Content-Type: text/plain"))
                    #expect(letter.envelope.text.contains("Content-Type: text/html"))
                }
                let acknowledgement = try #require(sent.first { $0.kind == "acknowledgement" })
                #expect(acknowledgement.mail.field("Auto-Submitted") == "auto-replied")
                #expect(acknowledgement.mail.inReplyTo == ["brief-1@postvak.example"])
                #expect(acknowledgement.mail.text.contains("donderdag 21 mei 2026"))
                let assignment = try #require(sent.first { $0.kind == "assignment" })
                #expect(assignment.mail.field("Auto-Submitted") == "auto-generated")
                #expect(assignment.mail.text.contains("Niemand belt mij terug"))
                #expect(assignment.envelope.text.contains("message/rfc822"))
                #expect(servers.exim.log.contains("A=plain:jan") || servers.exim.log.contains("A=login:jan"))
                #expect(servers.exim.log.contains("X=TLS1"))
                #expect(try servers.dovecot.flags() == ["S"])

                let dossier = try await office.dossier("2026.00001")
                #expect(dossier["received"]?.string == "2026-05-12T07:00:00Z")
                #expect(dossier["contactBy"]?.string == "2026-05-21")
                #expect(dossier["letters"]?.array?.compactMap { $0["state"]?.string } == ["sent", "sent"])

                try await office.once("2026-05-12T09:15")
                #expect(try servers.sent().count == 2, "a second round sends nothing again")
            }
        }
    }

    @Test(arguments: [
        (#"{"keyword": "Verwerkt"}"#, "INBOX", ["a"]), (#"{"move": "Klaar"}"#, "Klaar", [""]),
    ])
    func `a handled mail gets the mark that was configured`(after: String, folder: String, flags: [String]) async throws
    {
        try await DovecotServer.run { dovecot in
            try await withScratchFolder { scratch in
                try dovecot.createFolder("Klaar")
                let server = OfficeFixture.Server(
                    port: dovecot.imapsPort, security: "tls", authority: dovecot.authority)
                let mark = try JSON.parse(Array(after.utf8))
                let office = try OfficeFixture(in: scratch, mailboxes: [.init(server, after: mark)]).write()
                try dovecot.deliver(TestLetter.complaint().raw, receivedAt: moment("2026-05-12T09:00:00+02:00"))
                try await office.once("2026-05-12T09:05")
                #expect(try dovecot.flags(folder: folder) == flags)
                #expect(try dovecot.flags().count == (folder == "INBOX" ? 1 : 0))
                #expect(try DaemonStore(office).ledger().map(\.isMarked) == [true])
            }
        }
    }

    @Test func `nothing is marked that could not be stored`() async throws {
        try await DovecotServer.run { dovecot in
            try await withScratchFolder { scratch in
                let server = OfficeFixture.Server(
                    port: dovecot.imapsPort, security: "tls", authority: dovecot.authority)
                let office = try OfficeFixture(in: scratch, mailboxes: [.init(server)]).write()
                try await office.once("2026-05-12T09:00")
                try dovecot.deliver(TestLetter.complaint().raw, receivedAt: moment("2026-05-12T09:00:00+02:00"))
                let store = try DaemonStore(office)
                try store.change("CREATE TRIGGER broken BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'no'); END")
                #expect(try await office.run("once", "--as-of", "2026-05-12T09:05").code == 1)
                #expect(try dovecot.flags() == [""])
                try store.change("DROP TRIGGER broken")
                // Stored, but not handled: the mark waits.
                try store.change("CREATE TRIGGER broken BEFORE INSERT ON dossier BEGIN SELECT RAISE(ABORT, 'no'); END")
                #expect(try await office.run("once", "--as-of", "2026-05-12T09:06").code == 1)
                #expect(try store.ledger().map(\.state) == ["pending"])
                #expect(try dovecot.flags() == [""])
                try store.change("DROP TRIGGER broken")
                try await office.once("2026-05-12T09:07")
                #expect(try dovecot.flags() == ["S"])
                #expect(try store.ledger().map(\.state) == ["filed"])
            }
        }
    }

    @Test func `the daemon does the same as a round, until it is told to stop`() async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                var office = OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                office.startsAt = "2020-01-01"
                try office.write()
                try servers.dovecot.deliver(TestLetter.complaint().raw, receivedAt: Timekeeper.wall.now)
                let daemon = try office.start("run")
                #expect(try await daemon.wait { try servers.dovecot.flags() == ["S"] })
                #expect(try await daemon.wait { try servers.sent("acknowledgement").count == 1 }, "\(daemon.errors)")
                // A later one is found at the next look.
                try servers.dovecot.deliver(TestLetter.complaint(2).raw, receivedAt: Timekeeper.wall.now)
                #expect(try await daemon.wait { try servers.dovecot.flags() == ["S", "S"] })
                let outcome = try await daemon.end(SIGTERM)
                #expect(outcome.code == 0 && !outcome.isKilled, "\(outcome)")
                #expect(outcome.complaints.last == "<6>stopped", "\(outcome)")
                #expect(try DaemonStore(office).ledger().map(\.state) == ["filed", "filed"])
            }
        }
    }
}
