// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Mailbox
import TestSupport
import Testing

/// Against a real Dovecot.
@Suite(.timeLimit(.minutes(1))) struct ImapMailboxTests {
    let stop = StopSignal()
    let login = Login(user: DovecotServer.user, secret: .password(DovecotServer.password))
    let monday = Moment(seconds: 1_772_442_300)

    func endpoint(_ server: DovecotServer, _ security: ServerEndpoint.Security) -> ServerEndpoint {
        ServerEndpoint(
            host: "localhost", port: security == .implicitTLS ? server.imapsPort : server.imapPort, security: security,
            authorities: server.authority, stepLimit: 10)
    }

    func mail(_ subject: String, lines: Int = 1) -> String {
        "Subject: \(subject)\r\nMessage-ID: <\(subject)@test.example>\r\n\r\n"
            + String(repeating: "A001 OK dit is geen antwoord van de server.\r\n", count: lines)
    }

    @Test(arguments: ServerEndpoint.Security.allCases)
    func `logs in and reads mail over each kind of connection`(security: ServerEndpoint.Security) async throws {
        try await DovecotServer.run { server in
            try server.deliver(mail("een"), receivedAt: monday)
            let mailbox = try ImapMailbox(endpoint(server, security), login: login, stop: stop)
            let folder = try mailbox.open(folder: "INBOX")
            #expect(folder.exists == 1)
            #expect(folder.uidNext == 2)
            let listed = try mailbox.arrivals(after: 0)
            #expect(listed == [ListedMessage(uid: 1, receivedAt: monday, size: mail("een").utf8.count)])
            let batch = try mailbox.fetch(listed, limit: 1_000)
            #expect(
                batch.messages == [
                    FetchedMessage(
                        uid: 1, receivedAt: monday, size: mail("een").utf8.count, raw: Array(mail("een").utf8),
                        isHeaderOnly: false)
                ])
            mailbox.logout()
        }
    }

    /// A logged-in mailbox with its inbox open, over plain loopback.
    func opened(_ server: DovecotServer) throws -> ImapMailbox {
        let mailbox = try ImapMailbox(endpoint(server, .plain), login: login, stop: stop)
        _ = try mailbox.open(folder: "INBOX")
        return mailbox
    }

    @Test func `only mail after the UID is listed, also when there is none`() async throws {
        try await DovecotServer.run { server in
            for number in 1...3 { try server.deliver(mail("\(number)"), receivedAt: monday.adding(seconds: number)) }
            let mailbox = try opened(server)
            #expect(try mailbox.arrivals(after: 1).map(\.uid) == [2, 3])
            #expect(try mailbox.arrivals(after: 3).isEmpty)
            #expect(try mailbox.arrivals(after: .max).isEmpty)
        }
    }

    @Test func `an empty folder has no arrivals`() async throws {
        try await DovecotServer.run { server in
            let mailbox = try opened(server)
            #expect(try mailbox.open(folder: "INBOX").exists == 0)
            #expect(try mailbox.arrivals(after: 0).isEmpty)
        }
    }

    @Test func `mail that came while the connection was open is found at the next opening`() async throws {
        try await DovecotServer.run { server in
            try server.deliver(mail("een"), receivedAt: monday)
            let mailbox = try opened(server)
            #expect(try mailbox.arrivals(after: 0).count == 1)
            try server.deliver(mail("twee"), receivedAt: monday)
            #expect(try mailbox.open(folder: "INBOX").exists == 2)
            #expect(try mailbox.arrivals(after: 1).map(\.uid) == [2])
        }
    }

    @Test func `reading leaves no trace, and marking seen does`() async throws {
        try await DovecotServer.run { server in
            for number in 1...2 { try server.deliver(mail("\(number)"), receivedAt: monday.adding(seconds: number)) }
            let mailbox = try opened(server)
            let batch = try mailbox.fetch(try mailbox.arrivals(after: 0), limit: 1_000)
            #expect(batch.messages.count == 2)
            #expect(try server.flags() == ["", ""])
            try mailbox.mark([2], .seen)
            #expect(try server.flags() == ["", "S"])
        }
    }

    @Test func `of a mail over the limit only the header comes, with the size of the whole`() async throws {
        try await DovecotServer.run { server in
            let large = mail("groot", lines: 100)
            try server.deliver(large, receivedAt: monday)
            try server.deliver(mail("klein"), receivedAt: monday.adding(seconds: 1))
            let mailbox = try opened(server)
            let batch = try mailbox.fetch(try mailbox.arrivals(after: 0), limit: 500)
            let header = "Subject: groot\r\nMessage-ID: <groot@test.example>\r\n\r\n"
            #expect(batch.messages.map(\.isHeaderOnly) == [true, false])
            #expect(batch.messages.first?.raw == Array(header.utf8))
            #expect(batch.messages.first?.size == large.utf8.count)
        }
    }

    @Test func `a backlog comes whole and in order`() async throws {
        try await DovecotServer.run { server in
            for number in 1...230 {
                try server.deliver(mail("\(number)", lines: number), receivedAt: monday.adding(seconds: number))
            }
            let mailbox = try opened(server)
            let listed = try mailbox.arrivals(after: 0)
            var subjects: [String] = []
            for portion in ListedMessage.batches(listed) {
                for message in try mailbox.fetch(portion, limit: 1_000_000).messages {
                    subjects.append(String(decoding: message.raw.prefix { $0 != 13 }, as: UTF8.self))
                }
            }
            #expect(subjects == (1...230).map { "Subject: \($0)" })
        }
    }

    @Test func `a mail that vanished in between is told apart and holds up nothing`() async throws {
        try await DovecotServer.run { server in
            for number in 1...3 { try server.deliver(mail("\(number)"), receivedAt: monday.adding(seconds: number)) }
            let (mailbox, other) = (try opened(server), try opened(server))
            let listed = try mailbox.arrivals(after: 0)
            let archive = try ImapMailbox(endpoint(server, .plain), login: login, stop: stop)
            try server.createFolder("Weg")
            _ = try archive.open(folder: "INBOX")
            try other.mark([2], .move(folder: "Weg"))
            _ = try mailbox.open(folder: "INBOX")
            let batch = try mailbox.fetch(listed, limit: 1_000)
            #expect(batch.messages.map(\.uid) == [1, 3])
            #expect(batch.vanished == [2])
            #expect(batch.refused.isEmpty)
            try mailbox.mark([2], .seen)
        }
    }

    @Test func `a folder outside ASCII can be opened and moved to`() async throws {
        try await DovecotServer.run { server in
            try server.createFolder("Afgehandeld &AOkA6Q-n")
            try server.deliver(mail("een"), receivedAt: monday)
            let mailbox = try opened(server)
            try mailbox.mark([1], .move(folder: "Afgehandeld één"))
            #expect(try mailbox.open(folder: "INBOX").exists == 0)
            #expect(try mailbox.open(folder: "Afgehandeld één").exists == 1)
        }
    }

    @Test func `a missing folder is named, for opening and for moving`() async throws {
        try await DovecotServer.run { server in
            try server.deliver(mail("een"), receivedAt: monday)
            let mailbox = try opened(server)
            let opening = #expect(throws: MailboxProblem.self) { _ = try mailbox.open(folder: "Nergens") }
            guard case .noSuchFolder(name: "Nergens", reply: let words) = opening else {
                Issue.record("\(String(describing: opening))")
                return
            }
            #expect(words.contains("Mailbox doesn't exist: Nergens"))
            _ = try mailbox.open(folder: "INBOX")
            let moving = #expect(throws: MailboxProblem.self) { try mailbox.mark([1], .move(folder: "Nergens")) }
            guard case .noSuchFolder(name: "Nergens", reply: _) = moving else {
                Issue.record("\(String(describing: moving))")
                return
            }
            #expect(try mailbox.open(folder: "INBOX").exists == 1)
        }
    }

    @Test func `a keyword marks mail, and nonsense is no keyword`() async throws {
        try await DovecotServer.run { server in
            try server.deliver(mail("een"), receivedAt: monday)
            let mailbox = try opened(server)
            try mailbox.mark([1], .keyword("gehoord"))
            #expect(try server.flags() == ["a"])
            #expect(throws: MailboxProblem.refused(command: "UID STORE", reply: "\u{201C}a b)\u{201D} is no keyword")) {
                try mailbox.mark([1], .keyword("a b)"))
            }
        }
    }

    @Test(arguments: [false, true])
    func `a bearer token logs in unless it has expired`(expired: Bool) async throws {
        try await DovecotServer.run { server in
            let login = Login(user: DovecotServer.user, secret: .bearer(server.token(expired: expired)))
            if expired {
                let problem = #expect(throws: MailboxProblem.self) {
                    _ = try ImapMailbox(endpoint(server, .startTLS), login: login, stop: stop)
                }
                guard case .loginRefused(let reply) = problem else {
                    Issue.record("\(String(describing: problem))")
                    return
                }
                #expect(reply.hasPrefix("NO [AUTHENTICATIONFAILED]"))
            } else {
                let mailbox = try ImapMailbox(endpoint(server, .startTLS), login: login, stop: stop)
                #expect(try mailbox.open(folder: "INBOX").exists == 0)
            }
        }
    }

    @Test func `a wrong password is told with the words of the server`() async throws {
        try await DovecotServer.run { server in
            let wrong = Login(user: DovecotServer.user, secret: .password("fout"))
            #expect(throws: MailboxProblem.loginRefused(reply: "NO [AUTHENTICATIONFAILED] Authentication failed.")) {
                _ = try ImapMailbox(endpoint(server, .startTLS), login: wrong, stop: stop)
            }
        }
    }

    @Test(arguments: [ServerEndpoint.Security.implicitTLS, .startTLS])
    func `an unknown authority and a wrong name are refused`(security: ServerEndpoint.Security) async throws {
        try await DovecotServer.run { server in
            var unknown = endpoint(server, security)
            unknown.authorities = nil
            var misnamed = endpoint(server, security)
            misnamed.host = "127.0.0.1"
            for endpoint in [unknown, misnamed] {
                let problem = #expect(throws: MailboxProblem.self) {
                    _ = try ImapMailbox(endpoint, login: login, stop: stop)
                }
                guard case .certificateRefused(let detail) = problem else {
                    Issue.record("\(String(describing: problem))")
                    continue
                }
                #expect(!detail.isEmpty)
            }
            #expect(!server.log.contains("Login: "))
        }
    }

    @Test func `TLS to a plain port is no encryption`() async throws {
        try await DovecotServer.run { server in
            var wrong = endpoint(server, .implicitTLS)
            wrong.port = server.imapPort
            let problem = #expect(throws: MailboxProblem.self) { _ = try ImapMailbox(wrong, login: login, stop: stop) }
            guard case .noEncryption = problem else {
                Issue.record("\(String(describing: problem))")
                return
            }
        }
    }
}
