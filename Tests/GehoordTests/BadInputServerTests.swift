// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Message
import TestSupport
import Testing

/// Servers that are away, refuse or lie: what was not reached is told, everything else is worked.
@Suite(.programLane, .timeLimit(.minutes(10))) struct BadInputServerTests {
    /// Runs a round of an office with a broken mailbox and a sound one, which holds a complaint; gives what the operator read.
    private func round(_ broken: (DaemonServers) throws -> OfficeFixture.Server) async throws -> String {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let sound = OfficeFixture.Mailbox(servers.imap(), address: OfficeFixture.post)
                let office = try OfficeFixture(
                    in: folder, mailboxes: [.init(broken(servers), address: OfficeFixture.complaints), sound],
                    outgoing: servers.smtp()
                ).write()
                try servers.dovecot.deliver(TestLetter.complaint().raw, receivedAt: moment("2026-05-12T09:00:00+02:00"))
                let outcome = try await office.run("once", "--as-of", "2026-05-12T09:05")
                #expect(outcome.code == 1 && !outcome.isKilled)
                #expect(try servers.sent().map(\.kind).sorted() == ["acknowledgement", "assignment"])
                #expect(try servers.dovecot.flags() == ["S"])
                return outcome.complaints.filter { $0.hasPrefix("<3>") }.joined(separator: "\n")
            }
        }
    }

    @Test func `a server that is not there`() async throws {
        let said = try await round { _ in .init(port: 1, security: "tls") }
        #expect(
            said
                == [
                    "<3>klachten@bureau.example: The mail server cannot be reached: Couldn't connect to server.",
                    "gehoord tries again by itself; no mail is lost.",
                    "If this lasts: check the server's name and port in the configuration, the network and the firewall.",
                ].joined(separator: " "))
    }

    @Test func `a server that refuses`() async throws {
        try await ScriptedServer.run([.say("* BYE te druk\r\n"), .close]) { busy in
            let said = try await round { _ in .init(port: busy.port, security: "plain") }
            #expect(
                said
                    == [
                        "<3>klachten@bureau.example: The mail server does not keep to the protocol: it answered “* BYE te druk”.",
                        "gehoord tries again by itself; no mail is lost. Check that the port is that of a mail server;",
                        "if it is, report this with the words above.",
                    ].joined(separator: " "))
        }
    }

    @Test func `a certificate that does not verify`() async throws {
        let said = try await round { servers in
            .init(port: servers.dovecot.imapsPort, security: "tls", authority: servers.exim.authority)
        }
        #expect(
            said
                == [
                    "<3>klachten@bureau.example: The mail server's certificate is not trusted:",
                    "SSL peer certificate or SSH remote key was not OK.",
                    "Nothing secret was sent; gehoord keeps trying, and no mail goes in or out here until this is solved.",
                    "Check that the configured name is the one in the certificate and that the certificate is valid;",
                    "name your own certificate authority in the configuration if you have one.",
                ].joined(separator: " "))
    }

    @Test func `a wrong password`() async throws {
        let said = try await round { servers in
            var server = servers.imap()
            server.password = "verkeerd"
            return server
        }
        #expect(
            said
                == [
                    "<3>klachten@bureau.example: The mail server refused the login: “NO [AUTHENTICATIONFAILED] Authentication failed.”.",
                    "gehoord keeps trying, and no mail goes in or out here until this is solved.",
                    "Check the user name and the password or token, and whether the account may use IMAP or SMTP.",
                ].joined(separator: " "))
    }

    @Test func `a mail server for sending that is away keeps the letters`() async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                var office = OfficeFixture(
                    in: folder, mailboxes: [.init(servers.imap())], outgoing: .init(port: 1, security: "tls"))
                try office.write()
                try servers.dovecot.deliver(TestLetter.complaint().raw, receivedAt: moment("2026-05-12T09:00:00+02:00"))
                let outcome = try await office.run("once", "--as-of", "2026-05-12T09:05")
                #expect(outcome.code == 1)
                #expect(
                    outcome.complaints.filter { $0.hasPrefix("<3>") } == [
                        [
                            "<3>outgoing mail: The mail server cannot be reached: Couldn't connect to server.",
                            "gehoord tries again by itself; no mail is lost.",
                            "If this lasts: check the server's name and port in the configuration, the network and the firewall.",
                        ].joined(separator: " ")
                    ])
                #expect(try await office.status()["letters"]?.text == #"{"owed": 2}"#)
                office.outgoing = servers.smtp()
                try await office.write().once("2026-05-12T09:06")
                #expect(try servers.sent().count == 2)
            }
        }
    }

    @Test func `one bad recipient holds up nobody, and becomes a duty when it is bad for good`() async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let office = try OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                    .write()
                for (number, sender) in ["perm@postvak.example", "tmp@postvak.example", "goed@postvak.example"]
                    .enumerated()
                {
                    let letter = TestLetter.complaint(number, from: sender)
                    let received = try moment("2026-05-12T09:00:00+02:00").adding(seconds: number)
                    try servers.dovecot.deliver(letter.raw, receivedAt: received)
                }
                let outcome = try await office.once("2026-05-12T09:05")
                #expect(
                    outcome.complaints.filter { $0.hasPrefix("<3>") } == [
                        "<3>letter 1 (acknowledgement) was refused with 550. It stays unsent; when it is a citizen's, "
                            + "somebody must call. See `gehoord dossier`."
                    ])
                #expect(try servers.sent("acknowledgement").map(\.to) == ["goed@postvak.example"])
                #expect(try servers.sent("assignment").count == 3)
                let store = try DaemonStore(office)
                #expect(
                    try store.letters().filter { $0.kind == "acknowledgement" }.map {
                        $0.state == "sent" ? "\($0.recipient) sent" : "\($0.recipient) \($0.state) \($0.answer)"
                    } == [
                        "perm@postvak.example refused 550 onbekend adres",
                        "tmp@postvak.example owed 451 brievenbus tijdelijk vol",
                        "goed@postvak.example sent",
                    ])
                #expect(
                    try store.duties().sorted() == [
                        "contact bea@bureau.example", "contact bea@bureau.example", "contact bea@bureau.example",
                        "undelivered bea@bureau.example",
                    ])
                func refusals() -> Int {
                    servers.exim.log.split(separator: "\n").count {
                        $0.contains("tmp@postvak.example") && $0.contains("rejected")
                    }
                }
                #expect(refusals() == 1)
                try await office.once("2026-05-12T09:05:30")
                #expect(refusals() == 1, "it waits a minute")
                try await office.once("2026-05-12T09:08")
                #expect(refusals() == 2)
                try await office.once("2026-05-12T09:09")
                #expect(refusals() == 2, "and then longer")
                #expect(try await office.status()["letters"]?.text == #"{"owed": 1, "refused": 1, "sent": 4}"#)
                let digest = try await office.once("2026-05-13T08:30")
                #expect(digest.code == 0)
                #expect(try servers.sent("digest").first?.mail.text.contains("Brieven die niet aankwamen") == true)
            }
        }
    }
}
