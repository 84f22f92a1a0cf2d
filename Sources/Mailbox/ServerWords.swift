// SPDX-License-Identifier: EUPL-1.2

/// What a server said about a login, from the lines of the connect phase; libcurl itself tells only that it failed.
enum ServerWords {
    /// A refusal that another attempt may cure is no refused login: nobody needs a new password for it.
    static func loginProblem(_ lines: [String], _ service: CurlStream.Service) -> MailboxProblem {
        let reply = refusal(in: lines, service)
        let passing = ["454", "421", "451", "NO [UNAVAILABLE]", "NO [INUSE]", "NO [LIMIT]", "NO [SERVERBUG]"]
        if passing.contains(where: reply.uppercased().hasPrefix) {
            return .broken(detail: "the server cannot log in now: \(reply)")
        }
        return .loginRefused(reply: reply)
    }

    /// The last line that refuses, without the tag of the command; empty when the server never refused one.
    static func refusal(in lines: [String], _ service: CurlStream.Service) -> String {
        for line in lines.reversed() {
            switch service {
            case .smtp:
                if let first = line.utf8.first, first == UInt8(ascii: "4") || first == UInt8(ascii: "5") { return line }
            case .imap:
                guard let space = line.firstIndex(of: " ") else { continue }
                let rest = String(line[line.index(after: space)...])
                if ["NO", "BAD", "BYE"].contains(where: { rest == $0 || rest.hasPrefix($0 + " ") }) { return rest }
            }
        }
        return ""
    }

    /// Whether an IMAP server offered neither of the mechanisms, so that only the LOGIN command is left (RFC 3501 6.2.3).
    static func knowOnlyLoginCommand(_ lines: [String]) -> Bool {
        let words = lines.flatMap { $0.uppercased().split(separator: " ") }
        return words.contains("CAPABILITY") && !words.contains("AUTH=PLAIN") && !words.contains("AUTH=LOGIN")
            && !words.contains("LOGINDISABLED")
    }
}
