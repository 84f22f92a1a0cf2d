// SPDX-License-Identifier: EUPL-1.2
import Casework
import Filing
import Groundwork
import Mailbox

/// What became of a letter that was given to the post.
enum Carried: Hashable, Sendable {
    case sent(String)
    /// Put into the shadow folder in place of being sent.
    case withheld(String)
    case later(String)
    case refused(String)
    /// The connection broke off after the whole letter was sent; it is sent again under the same Message-ID.
    case uncertain(String)
}

/// The way out: SMTP or a Maildir, with the shadow folder for letters to citizens during a trial. Its calls block.
actor PostRoom {
    private let executor = BlockingExecutor("post")
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    private let outgoing: OutgoingSettings
    private let name: String
    private let stop: StopSignal
    private var sender: SmtpSender?

    /// - Parameter name: what we call ourselves to the mail server.
    init(_ outgoing: OutgoingSettings, name: String, stop: StopSignal) {
        (self.outgoing, self.name, self.stop) = (outgoing, name, stop)
    }

    /// Sends what is due. A letter that cannot be sent never holds up another; when the server cannot be reached at all, the
    /// rest waits for the next round. Gives the problem that the operator must hear of.
    func round(_ office: OfficeRoom) async throws -> Problem? {
        defer { hangUp() }
        while true {
            let due = try await office.dueLetters()
            if due.isEmpty { return nil }
            for letter in due {
                if stop.isRaised { return nil }
                let result: Carried
                do { result = try carry(letter) } catch let problem as MailboxProblem {
                    if case .stopped = problem { return nil }
                    return problem.wording(mailbox: "outgoing mail")
                } catch let problem as Problem {
                    return problem
                }
                try await office.record(letter, result)
                if case .refused(let answer) = result {
                    // The server's words may name the citizen: the log has the code, the store has the words.
                    Log.error(
                        "letter \(letter.id) (\(letter.kind.rawValue)) was refused with \(answer.prefix(3)). "
                            + "It stays unsent; when it is a citizen's, somebody must call. See `gehoord dossier`.")
                }
            }
        }
    }

    private func carry(_ letter: Letters.Owed) throws -> Carried {
        if let shadow = outgoing.shadow, letter.kind.goesToCitizen {
            try MaildirSink(path: shadow).write(letter.bytes, name: letter.messageID)
            return .withheld("shadow folder")
        }
        switch outgoing.transport {
        case .maildir(let path):
            try MaildirSink(path: path).write(letter.bytes, name: letter.messageID)
            return .sent("written to the folder")
        case .smtp(let endpoint, let login):
            let sender = try connection(endpoint, login)
            let outcome = try sender.send(from: outgoing.from, to: [letter.recipient], data: letter.bytes)
            switch outcome.recipients.first?.result {
            case .accepted(let reply): return .sent(reply)
            case .later(let code, let reply): return .later(said(code, reply))
            case .refused(let code, let reply): return .refused(said(code, reply))
            case .uncertain(let detail): return .uncertain("uncertain: \(detail)")
            case nil: return .later("the server gave no answer for the recipient")
            }
        }
    }

    /// A server's words begin with the code, our own do not.
    private func said(_ code: Int, _ reply: String) -> String {
        reply.hasPrefix("\(code)") ? reply : "\(code) \(reply)"
    }

    private func connection(_ endpoint: ServerEndpoint, _ login: LoginSource?) throws -> SmtpSender {
        if let sender, sender.isUsable { return sender }
        let sender = try SmtpSender(endpoint, login: try login?.login(), name: name, stop: stop)
        self.sender = sender
        return sender
    }

    private func hangUp() {
        sender?.quit()
        sender = nil
    }
}
