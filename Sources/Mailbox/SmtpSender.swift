// SPDX-License-Identifier: EUPL-1.2

/// A connection over which mails are sent. Its calls block: one task uses it, on an executor of its own.
package final class SmtpSender {
    private let stream: CurlStream
    private var conversation: SmtpConversation
    private var isLost = false

    /// Connects, secures the connection as asked, logs in if there is a login, and says hello as `name`.
    package init(_ endpoint: ServerEndpoint, login: Login?, name: String, stop: StopSignal) throws(MailboxProblem) {
        stream = try CurlStream(.smtp, to: endpoint, login: login, name: name, stop: stop)
        conversation = SmtpConversation(name: name)
        _ = try run(conversation.greet())
    }

    /// False once the connection is lost or the server is closing; then a new one is needed for the next mail.
    package var isUsable: Bool { !isLost && !conversation.isClosed }

    /// Sends one mail. Throws only when no recipient can have got it; then all of it may be tried again.
    package func send(from: String, to recipients: [String], data: [UInt8]) throws(MailboxProblem) -> SmtpOutcome {
        guard isUsable else { throw .broken(detail: "the connection was lost before") }
        return try run(conversation.begin(SmtpMail(from: from, to: recipients, data: data)))
            ?? SmtpOutcome(recipients: [])
    }

    /// Says goodbye as far as the server still listens.
    package func quit() {
        if isUsable { try? stream.send(Array("QUIT\r\n".utf8)) }
        isLost = true
        stream.close()
    }

    /// Acts until the server knows us (nil) or a mail is finished.
    private func run(_ first: [SmtpConversation.Action]) throws(MailboxProblem) -> SmtpOutcome? {
        var actions = first
        while true {
            for action in actions {
                switch action {
                case .send(let bytes): try send(bytes)
                case .greeted: return nil
                case .finished(let outcome): return outcome
                }
            }
            do {
                actions = try conversation.received(stream.receive(conversation.awaitsVerdict ? .verdict : .step))
            } catch {
                isLost = true
                if let outcome = conversation.lost(error.detail) { return outcome }
                throw error
            }
        }
    }

    /// When this throws, the end of what was to be sent has not left us: a mail cut off here is surely not accepted.
    private func send(_ bytes: [UInt8]) throws(MailboxProblem) {
        do {
            try stream.send(bytes)
        } catch {
            isLost = true
            throw error
        }
    }
}
