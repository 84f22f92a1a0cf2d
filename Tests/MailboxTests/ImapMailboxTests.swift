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
            #expect(batch.messages == [
                FetchedMessage(
                    uid: 1, receivedAt: monday, size: mail("een").utf8.count, raw: Array(mail("een").utf8), isHeaderOnly: false)
            ])
            mailbox.logout()
        }
    }
}
