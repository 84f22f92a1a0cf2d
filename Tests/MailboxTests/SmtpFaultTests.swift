// SPDX-License-Identifier: EUPL-1.2
import Mailbox
import TestSupport
import Testing

/// Faults that no real server commits on request.
@Suite(.timeLimit(.minutes(1))) struct SmtpFaultTests {
    typealias Step = ScriptedServer.Step

    let stop = StopSignal()

    /// Greeting, libcurl's EHLO, then ours.
    static let greeted: [Step] = [
        .say("220 hier\r\n"), .hear, .say("250 mail.example\r\n"), .hear, .say("250 mail.example\r\n"),
    ]
    static let sent: [Step] =
        greeted + [
            .hear, .say("250 a\r\n"), .hear, .say("250 b\r\n"), .hear, .say("354 go\r\n"), .hearUntil("."),
        ]

    func endpoint(_ server: ScriptedServer, limit: Int = 20) -> ServerEndpoint {
        ServerEndpoint(host: "127.0.0.1", port: server.port, security: .plain, stepLimit: limit)
    }

    func results(_ server: ScriptedServer, limit: Int = 20) throws -> [SmtpResult] {
        let sender = try SmtpSender(endpoint(server, limit: limit), login: nil, name: "gehoord.example", stop: stop)
        let outcome = try sender.send(from: "", to: ["an@x.example"], data: Array("Dag\r\n".utf8))
        #expect(!sender.isUsable)
        #expect(throws: MailboxProblem.broken(detail: "the connection was lost before")) {
            _ = try sender.send(from: "", to: ["an@x.example"], data: [])
        }
        return outcome.recipients.map(\.result)
    }

    @Test func `a connection that closes after the dot leaves the mail uncertain`() async throws {
        try await ScriptedServer.run(Self.sent + [.close]) { server in
            let results = try results(server)
            #expect(results == [.uncertain(detail: "the server closed the connection")])
            #expect(
                server.heard == [
                    "EHLO gehoord.example", "EHLO gehoord.example", "MAIL FROM:<>", "RCPT TO:<an@x.example>", "DATA",
                    "Dag", ".",
                ])
        }
    }

    @Test func `garbage after the dot leaves the mail uncertain`() async throws {
        try await ScriptedServer.run(Self.sent + [.say("onzin\r\n"), .silence]) { server in
            let results = try results(server)
            #expect(results == [.uncertain(detail: "it said \u{201C}onzin\u{201D}")])
        }
    }

    @Test func `a stop does not give up on the verdict at once`() async throws {
        try await ScriptedServer.run(Self.sent + [.silence]) { server in
            server.afterHearing(7) { [stop] in stop.raise() }
            let results = try results(server, limit: 5)
            #expect(results == [.uncertain(detail: "the server was silent for 5 seconds")])
        }
    }

    @Test func `a connection that closes before the dot was not used`() async throws {
        try await ScriptedServer.run(Self.greeted + [.hear, .close]) { server in
            #expect(throws: MailboxProblem.broken(detail: "the server closed the connection")) {
                _ = try results(server)
            }
        }
    }

    @Test func `a server that is closing is tried later`() async throws {
        try await ScriptedServer.run(Self.greeted + [.hear, .say("421 4.3.2 onderhoud\r\n"), .close]) { server in
            let results = try results(server)
            #expect(results == [.later(code: 421, reply: "421 4.3.2 onderhoud")])
        }
    }

    @Test func `without STARTTLS nothing is sent`() async throws {
        try await ScriptedServer.run([.say("220 hier\r\n"), .hear, .say("250 mail.example\r\n"), .hear]) { server in
            var endpoint = endpoint(server)
            endpoint.security = .startTLS
            #expect(throws: MailboxProblem.noEncryption(detail: "the server offers no STARTTLS")) {
                _ = try SmtpSender(endpoint, login: nil, name: "x", stop: stop)
            }
        }
    }

    @Test func `a login where the server has none is refused without words`() async throws {
        try await ScriptedServer.run([.say("220 hier\r\n"), .hear, .say("250 mail.example\r\n"), .silence]) { server in
            let login = Login(user: "jan", secret: .password("geheim"))
            #expect(throws: MailboxProblem.loginRefused(reply: "")) {
                _ = try SmtpSender(endpoint(server), login: login, name: "x", stop: stop)
            }
        }
    }

    @Test func `a server that does not want us says why`() async throws {
        try await ScriptedServer.run([.say("554 5.7.1 u niet\r\n"), .close]) { server in
            #expect(throws: MailboxProblem.protocolFault(detail: "it answered \u{201C}554 5.7.1 u niet\u{201D}")) {
                _ = try SmtpSender(endpoint(server), login: nil, name: "x", stop: stop)
            }
        }
    }

    @Test(arguments: ["a b", "x\r\nRSET", "x/y", "naïef"])
    func `a name that is no name greets nobody`(name: String) {
        let endpoint = ServerEndpoint(host: "127.0.0.1", port: 1, security: .plain)
        #expect(throws: MailboxProblem.unreachable(detail: "\u{201C}\(name)\u{201D} is no name to greet a server with"))
        {
            _ = try SmtpSender(endpoint, login: nil, name: name, stop: stop)
        }
    }
}
