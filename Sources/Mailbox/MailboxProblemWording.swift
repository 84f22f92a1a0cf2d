// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

extension MailboxProblem {
    /// The sentence for the operator; `mailbox` is the configured mailbox or mail server that was worked on.
    package func wording(mailbox: String) -> Problem {
        Problem(what, at: mailbox, now: consequence, remedy: remedy)
    }

    /// What happened, in the server's or the system's words, for a log line or a result.
    package var detail: String {
        switch self {
        case .unreachable(let detail), .certificateRefused(let detail), .noEncryption(let detail), .broken(let detail),
            .protocolFault(let detail):
            detail
        case .loginRefused(let reply): reply
        case .refused(let command, let reply): "\(command): \(reply)"
        case .noSuchFolder(let name, let reply): "\(name): \(reply)"
        case .file(let path, let detail): "\(path): \(detail)"
        case .stopped: "the program is stopping"
        }
    }

    private var what: String {
        switch self {
        case .unreachable(let detail): "The mail server cannot be reached" + said(detail)
        case .certificateRefused(let detail): "The mail server's certificate is not trusted" + said(detail)
        case .noEncryption(let detail): "The connection to the mail server cannot be encrypted" + said(detail)
        case .loginRefused(let reply) where reply.isBlank:
            "The mail server refused the login without a reason, or offers none of the ways to log in"
        case .loginRefused(let reply): "The mail server refused the login: \(quoted(reply))"
        case .broken(let detail): "The connection to the mail server broke" + said(detail)
        case .refused(let command, let reply) where reply.isBlank:
            "The mail server refused the command \(command) without a reason"
        case .refused(let command, let reply): "The mail server refused the command \(command): \(quoted(reply))"
        case .protocolFault(let detail): "The mail server does not keep to the protocol" + said(detail)
        case .noSuchFolder(let name, let reply) where reply.isBlank:
            "There is no folder \(quoted(name)), or it may not be used"
        case .noSuchFolder(let name, let reply):
            "There is no folder \(quoted(name)), or it may not be used: the server said \(quoted(reply))"
        case .file(let path, let detail): "\(path) cannot be used" + said(detail)
        case .stopped: "The work was cut short because the program is stopping"
        }
    }

    private var consequence: String {
        switch self {
        case .unreachable, .broken, .protocolFault:
            "gehoord tries again by itself; no mail is lost"
        case .certificateRefused, .noEncryption:
            "Nothing secret was sent; gehoord keeps trying, and no mail goes in or out here until this is solved"
        case .loginRefused, .noSuchFolder, .file:
            "gehoord keeps trying, and no mail goes in or out here until this is solved"
        case .refused:
            "What was asked is not done; gehoord tries again by itself"
        case .stopped:
            "It is taken up again at the next start"
        }
    }

    private var remedy: String {
        switch self {
        case .unreachable:
            "If this lasts: check the server's name and port in the configuration, the network and the firewall"
        case .certificateRefused:
            "Check that the configured name is the one in the certificate and that the certificate is valid; "
                + "name your own certificate authority in the configuration if you have one"
        case .noEncryption:
            "Check the port and whether this server wants TLS at once or STARTTLS; without encryption gehoord connects "
                + "only where the configuration says \u{201C}plain\u{201D}"
        case .loginRefused:
            "Check the user name and the password or token, and whether the account may use IMAP or SMTP"
        case .broken: "If this lasts: look in the server's log at the same time"
        case .refused: "If this lasts: check what the account may do in this mailbox"
        case .protocolFault: "Check that the port is that of a mail server; if it is, report this with the words above"
        case .noSuchFolder:
            "Make the folder, or correct its name in the configuration: servers write a folder inside another as A/B or A.B"
        case .file: "Check that the folder is there and that gehoord's user may read and write it"
        case .stopped: ""
        }
    }

    private func said(_ detail: String) -> String { detail.isBlank ? "" : ": " + detail }

    private func quoted(_ words: String) -> String { "\u{201C}\(words)\u{201D}" }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
