// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Mailbox
import Testing

struct MailboxProblemWordingTests {
    struct Row: CustomTestStringConvertible {
        let problem: MailboxProblem
        let text: String
        var testDescription: String { "\(problem)" }
        init(_ problem: MailboxProblem, _ text: String) { (self.problem, self.text) = (problem, text) }
    }

    static let rows: [Row] = [
        Row(
            .unreachable(detail: "no answer within 60 seconds"),
            """
            post@: The mail server cannot be reached: no answer within 60 seconds. gehoord tries again by itself; no mail is \
            lost. If this lasts: check the server's name and port in the configuration, the network and the firewall.
            """),
        Row(
            .unreachable(detail: ""),
            """
            post@: The mail server cannot be reached. gehoord tries again by itself; no mail is \
            lost. If this lasts: check the server's name and port in the configuration, the network and the firewall.
            """),
        Row(
            .certificateRefused(detail: "x"),
            """
            post@: The mail server's certificate is not trusted: x. Nothing secret was sent; gehoord keeps trying, and no mail \
            goes in or out here until this is solved. Check that the configured name is the one in the certificate and that \
            the certificate is valid; name your own certificate authority in the configuration if you have one.
            """),
        Row(
            .noEncryption(detail: "the server offers no STARTTLS"),
            """
            post@: The connection to the mail server cannot be encrypted: the server offers no STARTTLS. Nothing secret was \
            sent; gehoord keeps trying, and no mail goes in or out here until this is solved. Check the port and whether this \
            server wants TLS at once or STARTTLS; without encryption gehoord connects only where the configuration says “plain”.
            """),
        Row(
            .loginRefused(reply: "NO [AUTHENTICATIONFAILED] nee"),
            """
            post@: The mail server refused the login: “NO [AUTHENTICATIONFAILED] nee”. gehoord keeps trying, and no mail goes \
            in or out here until this is solved. Check the user name and the password or token, and whether the account may \
            use IMAP or SMTP.
            """),
        Row(
            .loginRefused(reply: " "),
            """
            post@: The mail server refused the login without a reason, or offers none of the ways to log in. gehoord keeps \
            trying, and no mail goes in or out here until this is solved. Check the user name and the password or token, and \
            whether the account may use IMAP or SMTP.
            """),
        Row(
            .broken(detail: "the server was silent for 60 seconds"),
            """
            post@: The connection to the mail server broke: the server was silent for 60 seconds. gehoord tries again by \
            itself; no mail is lost. If this lasts: look in the server's log at the same time.
            """),
        Row(
            .refused(command: "UID MOVE", reply: "quota"),
            """
            post@: The mail server refused the command UID MOVE: “quota”. What was asked is not done; gehoord tries again by \
            itself. If this lasts: check what the account may do in this mailbox.
            """),
        Row(
            .refused(command: "UID MOVE", reply: ""),
            """
            post@: The mail server refused the command UID MOVE without a reason. What was asked is not done; gehoord tries \
            again by itself. If this lasts: check what the account may do in this mailbox.
            """),
        Row(
            .protocolFault(detail: "it said “HTTP/1.1 400”"),
            """
            post@: The mail server does not keep to the protocol: it said “HTTP/1.1 400”. gehoord tries again by itself; no \
            mail is lost. Check that the port is that of a mail server; if it is, report this with the words above.
            """),
        Row(
            .noSuchFolder(name: "Archief", reply: "[NONEXISTENT] no"),
            """
            post@: There is no folder “Archief”, or it may not be used: the server said “[NONEXISTENT] no”. gehoord keeps \
            trying, and no mail goes in or out here until this is solved. Make the folder, or correct its name in the \
            configuration: servers write a folder inside another as A/B or A.B.
            """),
        Row(
            .noSuchFolder(name: "Archief", reply: ""),
            """
            post@: There is no folder “Archief”, or it may not be used. gehoord keeps \
            trying, and no mail goes in or out here until this is solved. Make the folder, or correct its name in the \
            configuration: servers write a folder inside another as A/B or A.B.
            """),
        Row(
            .file(path: "/var/mail/x/new", detail: "Permission denied"),
            """
            post@: /var/mail/x/new cannot be used: Permission denied. gehoord keeps trying, and no mail goes in or out here \
            until this is solved. Check that the folder is there and that gehoord's user may read and write it.
            """),
        Row(
            .stopped,
            """
            post@: The work was cut short because the program is stopping. It is taken up again at the next start.
            """),
    ]

    @Test(arguments: rows)
    func `each problem says what, where, what happens now and what to do`(row: Row) {
        #expect(row.problem.wording(mailbox: "post@").description == row.text)
    }
}
