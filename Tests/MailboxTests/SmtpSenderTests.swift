// SPDX-License-Identifier: EUPL-1.2
import Mailbox
import TestSupport
import Testing

/// Against a real exim.
@Suite(.timeLimit(.minutes(1))) struct SmtpSenderTests {
    let stop = StopSignal()
    let login = Login(user: EximServer.user, secret: .password(EximServer.password))

    func endpoint(_ server: EximServer, _ security: ServerEndpoint.Security) -> ServerEndpoint {
        ServerEndpoint(
            host: "localhost", port: security == .implicitTLS ? server.tlsPort : server.port, security: security,
            authorities: server.authority, stepLimit: 10)
    }

    func sender(_ server: EximServer, _ security: ServerEndpoint.Security = .plain) throws -> SmtpSender {
        try SmtpSender(endpoint(server, security), login: login, name: "gehoord.example", stop: stop)
    }

    func mail(_ subject: String, _ body: String = "Dag\r\n") -> [UInt8] {
        Array("Subject: \(subject)\r\n\r\n\(body)".utf8)
    }

    @Test(arguments: ServerEndpoint.Security.allCases)
    func `sends mail over each kind of connection`(security: ServerEndpoint.Security) async throws {
        try await EximServer.run { server in
            let sender = try sender(server, security)
            let outcome = try sender.send(from: "post@office.example", to: ["an@citizen.example"], data: mail("een"))
            sender.quit()
            #expect(outcome.recipients.map(\.address) == ["an@citizen.example"])
            guard case .accepted(let reply)? = outcome.recipients.first?.result else {
                Issue.record("\(outcome)")
                return
            }
            #expect(reply.hasPrefix("250 OK id="))
            #expect(
                try server.accepted(1) == [
                    EximServer.Accepted(
                        from: "post@office.example", to: ["an@citizen.example"], text: "Subject: een\n\nDag\n")
                ])
            #expect(server.log.contains("A=plain:jan"))
            #expect(server.log.contains("(gehoord.example)"))
            #expect(server.log.contains("X=TLS1") == (security != .plain))
        }
    }

    @Test func `one bad recipient never stops another`() async throws {
        try await EximServer.run { server in
            let sender = try sender(server)
            let to = ["an@x.example", "tmp@x.example", "perm@x.example", "geen adres", "bo@x.example"]
            let outcome = try sender.send(from: "post@office.example", to: to, data: mail("een"))
            #expect(outcome.recipients.map(\.address) == to)
            let results = outcome.recipients.map(\.result)
            #expect(results[1] == .later(code: 451, reply: "451 brievenbus tijdelijk vol"))
            #expect(results[2] == .refused(code: 550, reply: "550 onbekend adres"))
            #expect(results[3] == .refused(code: 553, reply: "geen adres is no address that this server can take"))
            guard case .accepted = results[0], case .accepted = results[4] else {
                Issue.record("\(results)")
                return
            }
            #expect(try server.accepted(1).map(\.to) == [["an@x.example", "bo@x.example"]])
        }
    }

    @Test func `after every kind of refusal the same connection sends the next mail`() async throws {
        try await EximServer.run { server in
            let sender = try sender(server)
            func result(from: String = "post@office.example", to: String = "an@x.example", _ subject: String) throws
                -> SmtpResult?
            {
                try sender.send(from: from, to: [to], data: mail(subject)).recipients.first?.result
            }
            #expect(try result(from: "refused@x.example", "a") == .refused(code: 550, reply: "550 deze afzender niet"))
            #expect(try result(to: "perm@x.example", "b") == .refused(code: 550, reply: "550 onbekend adres"))
            #expect(try result(to: "tmp@x.example", "c") == .later(code: 451, reply: "451 brievenbus tijdelijk vol"))
            #expect(try result("refuse dit") == .refused(code: 550, reply: "550 deze inhoud niet"))
            for subject in ["een", "twee"] {
                guard case .accepted = try result(subject) else {
                    Issue.record("not accepted")
                    return
                }
            }
            #expect(try server.accepted(2).map(\.text) == ["Subject: een\n\nDag\n", "Subject: twee\n\nDag\n"])
            #expect(sender.isUsable)
        }
    }

    @Test func `a mail arrives as it was, dots, bytes over 127 and all`() async throws {
        try await EximServer.run { server in
            let sender = try sender(server)
            let body = ".\r\n..\r\n.a\r\n\r\nklacht één €\r\nkaal\nbegin\r.\rzonder einde"
            _ = try sender.send(from: "", to: ["an@x.example"], data: mail("punten", body))
            let accepted = try server.accepted(1)
            #expect(accepted.map(\.from) == [""])
            #expect(
                accepted.map(\.text) == ["Subject: punten\n\n.\n..\n.a\n\nklacht één €\nkaal\nbegin\n.\nzonder einde\n"]
            )
        }
    }

    @Test func `a megabyte arrives whole`() async throws {
        try await EximServer.run { server in
            let sender = try sender(server, .startTLS)
            let body = String(repeating: "0123456789012345678901234567890123456789012345678\r\n", count: 20_000)
            _ = try sender.send(from: "post@office.example", to: ["an@x.example"], data: mail("groot", body))
            #expect(try server.accepted(1).first?.text.utf8.count == 16 + 20_000 * 50)
        }
    }

    @Test func `addresses outside ASCII are sent as the standards say`() async throws {
        try await EximServer.run { server in
            let sender = try sender(server)
            let outcome = try sender.send(
                from: "post@office.example", to: ["an@bücher.example", "zoë@x.example"], data: mail("een"))
            for recipient in outcome.recipients {
                guard case .accepted = recipient.result else {
                    Issue.record("\(recipient)")
                    continue
                }
            }
            #expect(try server.accepted(1).map(\.to) == [["an@xn--bcher-kva.example", "zoë@x.example"]])
        }
    }

    @Test func `a wrong password is told with the words of the server`() async throws {
        try await EximServer.run { server in
            let wrong = Login(user: EximServer.user, secret: .password("fout"))
            #expect(throws: MailboxProblem.loginRefused(reply: "535 Incorrect authentication data")) {
                _ = try SmtpSender(endpoint(server, .implicitTLS), login: wrong, name: "x", stop: stop)
            }
        }
    }

    @Test func `an unknown authority is refused`() async throws {
        try await EximServer.run { server in
            var unknown = endpoint(server, .startTLS)
            unknown.authorities = nil
            let problem = #expect(throws: MailboxProblem.self) {
                _ = try SmtpSender(unknown, login: login, name: "x", stop: stop)
            }
            guard case .certificateRefused = problem else {
                Issue.record("\(String(describing: problem))")
                return
            }
        }
    }
}
