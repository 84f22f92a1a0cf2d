// SPDX-License-Identifier: EUPL-1.2

/// The dialogue with an SMTP server (RFC 5321) as a pure state machine: mails and bytes go in, actions come out.
struct SmtpConversation {
    enum Action: Hashable {
        case send([UInt8])
        /// The server knows us, and mails can begin.
        case greeted
        case finished(SmtpOutcome)
    }

    private enum Step: Hashable {
        case ehlo, helo, mail
        case recipient(Int)
        case data
        /// The verdict on the whole mail, after its final dot.
        case dot
        case reset
    }

    /// The server said it is closing, or something that leaves the dialogue without a meaning.
    private(set) var isClosed = false
    private let name: String
    private var reader = SmtpReplyReader()
    private var extensions: Set<String> = []
    /// Commands not sent yet, and those sent whose replies are to come.
    private var (waiting, awaited) = ([(Step, String)](), [Step]())
    private var mail: SmtpMail?
    private var results: [SmtpResult?] = []
    /// Why the sender or the mail as a whole was refused; then the replies to pipelined recipients mean nothing.
    private var envelopeRefusal: SmtpResult?

    /// `name`: what we call ourselves.
    init(name: String) { self.name = name }

    /// Whether the mail is in the server's hands and only its verdict is missing.
    var awaitsVerdict: Bool { awaited.first == .dot }

    mutating func greet() -> [Action] {
        waiting = [(.ehlo, "EHLO \(name)")]
        return flushed()
    }

    /// Begins a mail; the one before must be finished.
    mutating func begin(_ mail: SmtpMail) -> [Action] {
        self.mail = mail
        (envelopeRefusal, results) = (nil, Array(repeating: nil, count: mail.to.count))
        guard let from = sender(mail.from) else {
            return finish(.refused(code: 553, reply: "\(mail.from) is no address that this server can take"))
        }
        var commands: [(Step, String)] = []
        for (index, address) in mail.to.enumerated() {
            if let written = acceptable(address) {
                commands.append((.recipient(index), "RCPT TO:<\(written)>"))
            } else {
                results[index] = .refused(code: 553, reply: "\(address) is no address that this server can take")
            }
        }
        guard !commands.isEmpty else { return finish(nil) }
        let isInternational = ([from] + commands.map(\.1)).contains { !$0.utf8.allSatisfy { $0 < 0x80 } }
        var line = "MAIL FROM:<\(from)>"
        if extensions.contains("SIZE") { line += " SIZE=\(mail.data.count)" }
        if mail.isEightBit, extensions.contains("8BITMIME") { line += " BODY=8BITMIME" }
        if isInternational { line += " SMTPUTF8" }
        waiting = [(.mail, line)] + commands
        return flushed()
    }

    /// What the next bytes of the server mean.
    mutating func received(_ bytes: ArraySlice<UInt8>) throws(MailboxProblem) -> [Action] {
        var actions: [Action] = []
        for reply in try reader.feed(bytes) { actions += try received(reply) }
        return actions
    }

    /// The outcome when the connection is lost now; nil when it was lost before the mail was in the server's hands.
    mutating func lost(_ detail: String) -> SmtpOutcome? {
        isClosed = true
        guard awaitsVerdict else { return nil }
        return outcome(.uncertain(detail: detail))
    }

    // MARK: Replies

    private mutating func received(_ reply: SmtpReply) throws(MailboxProblem) -> [Action] {
        if reply.code == 421 { return try closing(reply) }
        guard !awaited.isEmpty else { throw .protocolFault(detail: "it replied without a question: \(reply.words)") }
        let step = awaited.removeFirst()
        switch step {
        case .ehlo where reply.kind == .permanent:
            waiting = [(.helo, "HELO \(name)")]
            return flushed()
        case .ehlo, .helo:
            guard reply.kind == .positive else { throw .refused(command: "EHLO", reply: reply.words) }
            extensions = Set(reply.lines.dropFirst().compactMap { $0.split(separator: " ").first?.uppercased() })
            return [.greeted]
        case .mail:
            if reply.kind != .positive {
                envelopeRefusal = try refusal(reply)
                waiting = []
            }
        case .recipient(let index):
            if reply.kind != .positive, envelopeRefusal == nil { results[index] = try refusal(reply) }
        case .data:
            if reply.kind == .intermediate {
                awaited = [.dot]
                return [.send(mail?.dotted ?? [])]
            }
            envelopeRefusal = try refusal(reply)
        case .dot:
            if reply.kind == .positive { return finish(.accepted(reply: reply.words)) }
            return finish(try refusal(reply))
        case .reset:
            return finish(envelopeRefusal)
        }
        return envelopeNext()
    }

    /// The next thing to say when an envelope command was answered.
    private mutating func envelopeNext() -> [Action] {
        guard awaited.isEmpty, waiting.isEmpty else { return flushed() }
        let hasRecipient = results.contains(nil)
        waiting = [envelopeRefusal == nil && hasRecipient ? (.data, "DATA") : (.reset, "RSET")]
        return flushed()
    }

    private func refusal(_ reply: SmtpReply) throws(MailboxProblem) -> SmtpResult {
        switch reply.kind {
        case .transient: .later(code: reply.code, reply: reply.words)
        case .permanent: .refused(code: reply.code, reply: reply.words)
        case .positive, .intermediate: throw .protocolFault(detail: "it replied out of turn: \(reply.words)")
        }
    }

    private mutating func closing(_ reply: SmtpReply) throws(MailboxProblem) -> [Action] {
        isClosed = true
        guard mail != nil else { throw .broken(detail: "the server is closing: \(reply.words)") }
        return finish(envelopeRefusal ?? .later(code: 421, reply: reply.words))
    }

    private mutating func finish(_ rest: SmtpResult?) -> [Action] { [.finished(outcome(rest))] }

    /// Ends the mail: `rest` holds for the recipients that were not refused each on their own.
    private mutating func outcome(_ rest: SmtpResult?) -> SmtpOutcome {
        let recipients = zip(mail?.to ?? [], results).compactMap { address, result in
            (result ?? rest).map { SmtpOutcome.Recipient(address: address, result: $0) }
        }
        (mail, waiting, awaited) = (nil, [], [])
        return SmtpOutcome(recipients: recipients)
    }

    /// All commands in one go where the server takes that (RFC 2920), else one at a time.
    private mutating func flushed() -> [Action] {
        guard extensions.contains("PIPELINING") || awaited.isEmpty else { return [] }
        let now = extensions.contains("PIPELINING") ? waiting[...] : waiting.prefix(1)
        guard !now.isEmpty else { return [] }
        awaited += now.map(\.0)
        waiting.removeFirst(now.count)
        return [.send(Array(now.map { $0.1 + "\r\n" }.joined().utf8))]
    }

    // MARK: Addresses

    private func sender(_ address: String) -> String? { address.isEmpty ? "" : acceptable(address) }

    private func acceptable(_ address: String) -> String? {
        guard let written = EnvelopeAddress.written(address) else { return nil }
        return written.utf8.allSatisfy { $0 < 0x80 } || extensions.contains("SMTPUTF8") ? written : nil
    }
}
