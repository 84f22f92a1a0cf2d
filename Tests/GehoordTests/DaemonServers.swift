// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Message
import TestSupport
import Testing

/// An office with a real Dovecot and a real exim.
struct DaemonServers {
    let dovecot: DovecotServer
    let exim: EximServer

    static func run<T>(_ body: (DaemonServers) async throws -> T) async throws -> T {
        try await DovecotServer.run { dovecot in
            try await EximServer.run { exim in try await body(DaemonServers(dovecot: dovecot, exim: exim)) }
        }
    }

    func imap(_ security: String = "tls") -> OfficeFixture.Server {
        .init(
            port: security == "tls" ? dovecot.imapsPort : dovecot.imapPort, security: security,
            authority: dovecot.authority)
    }

    func smtp(_ security: String = "tls") -> OfficeFixture.Server {
        .init(port: security == "tls" ? exim.tlsPort : exim.port, security: security, authority: exim.authority)
    }

    /// The accepted mails of one kind, by the kind in their Message-IDs.
    func sent(_ kind: String) throws -> [DaemonMail] { try sent().filter { $0.kind == kind } }

    func sent() throws -> [DaemonMail] { try exim.settled().map(DaemonMail.init) }
}

/// A mail that exim accepted, read.
struct DaemonMail: CustomStringConvertible {
    let envelope: EximServer.Accepted
    let mail: Message
    init(_ accepted: EximServer.Accepted) {
        envelope = accepted
        mail = MessageReader().read(Array(accepted.text.utf8))
    }
    /// Our Message-IDs begin with the kind of letter.
    var kind: String { String((mail.messageID ?? "").prefix { $0 != "." }) }
    var to: String { envelope.to.joined(separator: ", ") }
    var description: String { "\(kind) → \(to): \(mail.subject)" }

    /// The answer of the one who got it.
    func reply(_ text: String, id: String, from: String? = nil) -> TestLetter {
        TestLetter(
            from: from ?? to, to: mail.replyTo.first?.address ?? "", subject: "Re: \(mail.subject)", text: text,
            messageID: id,
            more: ["In-Reply-To: <\(mail.messageID ?? "")>"])
    }
}

func moment(_ text: String) throws -> Moment { try #require(Moment(iso: text)) }
