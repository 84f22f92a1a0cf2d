// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Mailbox
import TestSupport
import Testing

/// Faults that no real server commits on request.
@Suite(.timeLimit(.minutes(1))) struct ImapFaultTests {
    typealias Step = ScriptedServer.Step

    let stop = StopSignal()
    let login = Login(user: "jan", secret: .password("geheim"))

    /// Greeting, capabilities and a login, as libcurl asks for them.
    static let loggedIn: [Step] = [
        .say("* OK hier\r\n"),
        .hear, .say("* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\n{tag} OK\r\n"),
        .hear, .say("{tag} OK ingelogd\r\n"),
    ]
    /// Then what `open` asks.
    static let opened: [Step] =
        loggedIn + [
            .hear, .say("* CAPABILITY IMAP4rev1\r\n{tag} OK\r\n"),
            .hear,
            .say("* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 10] x\r\n{tag} OK [READ-WRITE] open\r\n"),
        ]
    static let halfMail: [Step] = [.hear, .say("* 1 FETCH (UID 8 BODY[] {20}\r\nhalf")]
    let two = [8, 9].map { ListedMessage(uid: $0, receivedAt: Moment(seconds: 0), size: 20) }

    func endpoint(_ server: ScriptedServer, limit: Int = 20) -> ServerEndpoint {
        ServerEndpoint(host: "127.0.0.1", port: server.port, security: .plain, stepLimit: limit)
    }

    func opened(_ server: ScriptedServer, limit: Int = 20) throws -> ImapMailbox {
        let mailbox = try ImapMailbox(endpoint(server, limit: limit), login: login, stop: stop)
        #expect(try mailbox.open(folder: "INBOX") == FolderState(uidValidity: 7, uidNext: 10, exists: 2))
        return mailbox
    }

    @Test func `without STARTTLS nothing secret is sent`() async throws {
        let script: [Step] = [.say("* OK hier\r\n"), .hear, .say("* CAPABILITY IMAP4rev1\r\n{tag} OK\r\n"), .hear]
        try await ScriptedServer.run(script) { server in
            var endpoint = endpoint(server)
            endpoint.security = .startTLS
            #expect(throws: MailboxProblem.noEncryption(detail: "the server offers no STARTTLS")) {
                _ = try ImapMailbox(endpoint, login: login, stop: stop)
            }
            #expect(server.heard.allSatisfy { $0.hasSuffix("CAPABILITY") || $0.hasSuffix("LOGOUT") })
        }
    }

    @Test func `a server that is not there is unreachable`() throws {
        let endpoint = ServerEndpoint(host: "127.0.0.1", port: 1, security: .plain, stepLimit: 5)
        let problem = #expect(throws: MailboxProblem.self) { _ = try ImapMailbox(endpoint, login: login, stop: stop) }
        guard case .unreachable = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
    }

    @Test(arguments: ["", "a b", "host/path", "user@host"])
    func `a name that is no server's name is never looked up`(host: String) {
        let endpoint = ServerEndpoint(host: host, port: 143, security: .plain)
        #expect(throws: MailboxProblem.unreachable(detail: "\(host):143 is no server name and port")) {
            _ = try ImapMailbox(endpoint, login: login, stop: stop)
        }
    }

    @Test func `a server that never greets is unreachable after the limit`() async throws {
        try await ScriptedServer.run([.silence]) { server in
            #expect(throws: MailboxProblem.unreachable(detail: "no answer within 1 seconds")) {
                _ = try ImapMailbox(endpoint(server, limit: 1), login: login, stop: stop)
            }
        }
    }

    @Test func `a stop ends the attempt to connect`() async throws {
        try await ScriptedServer.run([.silence]) { server in
            stop.raise()
            #expect(throws: MailboxProblem.stopped) {
                _ = try ImapMailbox(endpoint(server, limit: 600), login: login, stop: stop)
            }
        }
    }

    @Test func `a greeting of another protocol is shown`() async throws {
        try await ScriptedServer.run([.say("220 mail.example ESMTP\r\n"), .silence]) { server in
            let words = "the server was silent for 1 seconds after \u{201C}220 mail.example ESMTP\u{201D}"
            #expect(throws: MailboxProblem.broken(detail: words)) {
                _ = try ImapMailbox(endpoint(server, limit: 1), login: login, stop: stop)
            }
        }
    }

    @Test func `a server that hangs up with its greeting is told with its words`() async throws {
        try await ScriptedServer.run([.say("* BYE te druk\r\n"), .close]) { server in
            #expect(throws: MailboxProblem.protocolFault(detail: "it answered \u{201C}* BYE te druk\u{201D}")) {
                _ = try ImapMailbox(endpoint(server), login: login, stop: stop)
            }
        }
    }

    @Test func `a server that cannot log in anyone now does not ask for a new password`() async throws {
        let script = Array(Self.loggedIn.dropLast()) + [.say("{tag} NO [UNAVAILABLE] later\r\n"), .silence]
        try await ScriptedServer.run(script) { server in
            #expect(throws: MailboxProblem.broken(detail: "the server cannot log in now: NO [UNAVAILABLE] later")) {
                _ = try ImapMailbox(endpoint(server), login: login, stop: stop)
            }
        }
    }

    @Test func `an old server without mechanisms gets the LOGIN command`() async throws {
        let capability: [Step] = [.say("* OK hier\r\n"), .hear, .say("* CAPABILITY IMAP4rev1\r\n{tag} OK\r\n"), .hear]
        let login: [Step] = capability + [.say("{tag} OK in\r\n"), .silence]
        try await ScriptedServer.run(capability + [.close], login) { server in
            _ = try ImapMailbox(endpoint(server), login: self.login, stop: stop)
            #expect(server.heard.contains { $0.hasSuffix("LOGIN jan geheim") })
        }
    }

    @Test func `silence in the middle of a mail ends at the limit`() async throws {
        try await ScriptedServer.run(Self.opened + Self.halfMail + [.silence]) { server in
            let mailbox = try opened(server, limit: 5)
            #expect(throws: MailboxProblem.broken(detail: "the server was silent for 5 seconds")) {
                _ = try mailbox.fetch(two, limit: 100)
            }
        }
    }

    @Test func `a stop ends the wait for a silent server`() async throws {
        try await ScriptedServer.run(Self.opened + Self.halfMail + [.silence]) { server in
            let mailbox = try opened(server, limit: 600)
            server.afterHearing(5) { [stop] in stop.raise() }
            #expect(throws: MailboxProblem.stopped) { _ = try mailbox.fetch(two, limit: 100) }
        }
    }

    @Test func `a connection that closes in the middle of a mail is broken`() async throws {
        try await ScriptedServer.run(Self.opened + Self.halfMail + [.close]) { server in
            let mailbox = try opened(server)
            #expect(throws: MailboxProblem.broken(detail: "the server closed the connection")) {
                _ = try mailbox.fetch(two, limit: 100)
            }
        }
    }

    @Test func `garbage is a fault of the protocol`() async throws {
        try await ScriptedServer.run(Self.opened + [.hear, .say("onzin\r\n"), .silence]) { server in
            let mailbox = try opened(server)
            #expect(throws: MailboxProblem.protocolFault(detail: "it said \u{201C}onzin\u{201D}")) {
                _ = try mailbox.fetch(two, limit: 100)
            }
        }
    }

    @Test func `a goodbye is told with its reason`() async throws {
        let script: [Step] = [.hear, .say("* BYE [UNAVAILABLE] onderhoud\r\n"), .close]
        try await ScriptedServer.run(Self.opened + script) { server in
            let mailbox = try opened(server)
            #expect(throws: MailboxProblem.broken(detail: "the server said goodbye: [UNAVAILABLE] onderhoud")) {
                _ = try mailbox.arrivals(after: 0)
            }
        }
    }

    @Test func `one mail that the server cannot give does not hold up the others`() async throws {
        let script =
            Self.opened + [
                .hear, .say("{tag} NO [SERVERBUG] kapot\r\n"),
                .hear, .say("{tag} NO [SERVERBUG] kapot\r\n"),
                .hear,
                .say("* 2 FETCH (UID 9 INTERNALDATE \" 1-Jan-1970 00:00:00 +0000\" BODY[] {2}\r\nhi)\r\n{tag} OK\r\n"),
                .silence,
            ]
        try await ScriptedServer.run(script) { server in
            let batch = try opened(server).fetch(two, limit: 100)
            #expect(batch.messages.map(\.uid) == [9])
            #expect(batch.refused == [8: "[SERVERBUG] kapot"])
            #expect(batch.vanished.isEmpty)
            #expect(
                server.heard.suffix(2).map { $0.drop { $0 != " " } } == [
                    " UID FETCH 8 (UID INTERNALDATE BODY.PEEK[])", " UID FETCH 9 (UID INTERNALDATE BODY.PEEK[])",
                ])
        }
    }

    @Test func `without MOVE the mail is copied, marked and expunged alone`() async throws {
        let script =
            Self.loggedIn + [
                .hear, .say("* CAPABILITY IMAP4rev1 UIDPLUS\r\n{tag} OK\r\n"),
                .hear, .say("* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 10] x\r\n{tag} OK open\r\n"),
                .hear, .say("{tag} OK\r\n"), .hear, .say("{tag} OK\r\n"), .hear, .say("{tag} OK\r\n"), .silence,
            ]
        try await ScriptedServer.run(script) { server in
            try opened(server).mark([8, 9], .move(folder: "Archief"))
            #expect(
                server.heard.suffix(3).map { $0.drop { $0 != " " } } == [
                    " UID COPY 8:9 \"Archief\"", " UID STORE 8:9 +FLAGS.SILENT (\\Deleted)", " UID EXPUNGE 8:9",
                ])
        }
    }
}
