// SPDX-License-Identifier: EUPL-1.2

/// A mail server and how to reach it safely.
package struct ServerEndpoint: Hashable, Sendable {
    package enum Security: String, Sendable, CaseIterable {
        /// TLS from the first byte.
        case implicitTLS = "tls"
        case startTLS = "starttls"
        /// Without encryption: only to loopback, or where the configuration says so in as many words.
        case plain
    }

    package var host: String
    package var port: Int
    package var security: Security
    /// A file with the certificate authorities to trust instead of the system's.
    package var authorities: String?
    /// Seconds for connecting, and for each step of the dialogue.
    package var stepLimit: Int

    package init(host: String, port: Int, security: Security, authorities: String? = nil, stepLimit: Int = 60) {
        (self.host, self.port, self.security) = (host, port, security)
        (self.authorities, self.stepLimit) = (authorities, stepLimit)
    }
}

/// Who logs in; never printed.
package struct Login: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    package enum Secret: Sendable {
        case password(String)
        /// An OAuth 2.0 access token (XOAUTH2, OAUTHBEARER).
        case bearer(String)
    }

    package let user: String
    package let secret: Secret
    package init(user: String, secret: Secret) { (self.user, self.secret) = (user, secret) }
    package var description: String { "Login(…)" }
    package var debugDescription: String { description }
}

/// Everything that can go wrong with a mail server, as data; `wording` makes the sentence.
package enum MailboxProblem: Error, Hashable, Sendable {
    case unreachable(detail: String)
    case certificateRefused(detail: String)
    case noEncryption(detail: String)
    /// With the server's own words.
    case loginRefused(reply: String)
    /// The connection broke or the server fell silent in the middle of a dialogue.
    case broken(detail: String)
    /// The server refused a command, with its own words.
    case refused(command: String, reply: String)
    /// The server said what no server may say.
    case protocolFault(detail: String)
    case noSuchFolder(name: String, reply: String)
    /// A file of a Maildir could not be read or written.
    case file(path: String, detail: String)
    /// The program is stopping.
    case stopped
}
