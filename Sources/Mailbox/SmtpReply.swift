// SPDX-License-Identifier: EUPL-1.2

/// A reply of an SMTP server (RFC 5321 4.2).
struct SmtpReply: Hashable {
    enum Kind {
        case positive
        /// 3xx: go on.
        case intermediate
        /// 4xx: try again later.
        case transient
        /// 5xx: will never work.
        case permanent
    }

    let code: Int
    /// The texts behind the code, line by line.
    let lines: [String]

    var kind: Kind {
        switch code {
        case ..<300: .positive
        case ..<400: .intermediate
        case ..<500: .transient
        default: .permanent
        }
    }
    var words: String { ([String(code)] + lines.filter { !$0.isEmpty }).joined(separator: " ") }
}

/// Cuts what an SMTP server sends into replies.
struct SmtpReplyReader {
    static let lineLimit = 8_192
    static let lineCountLimit = 200

    private var line: [UInt8] = []
    private var lines: [String] = []

    mutating func feed(_ bytes: ArraySlice<UInt8>) throws(MailboxProblem) -> [SmtpReply] {
        var replies: [SmtpReply] = []
        for byte in bytes {
            guard byte == 10 else {
                line.append(byte)
                guard line.count <= Self.lineLimit else {
                    throw .protocolFault(detail: "a reply line of more than 8 kilobytes")
                }
                continue
            }
            if line.last == 13 { line.removeLast() }
            if let reply = try endLine() { replies.append(reply) }
            line = []
        }
        return replies
    }

    private mutating func endLine() throws(MailboxProblem) -> SmtpReply? {
        let digits = line.prefix(3)
        let separator = line.count > 3 ? line[3] : 32
        guard digits.count == 3, digits.allSatisfy({ (48...57).contains($0) }), (50...53).contains(digits[0]),
            separator == 32 || separator == UInt8(ascii: "-")
        else {
            throw .protocolFault(detail: "it said \u{201C}\(String(decoding: line.prefix(100), as: UTF8.self))\u{201D}")
        }
        lines.append(String(decoding: line.dropFirst(4), as: UTF8.self))
        guard lines.count <= Self.lineCountLimit else { throw .protocolFault(detail: "a reply without end") }
        guard separator == 32 else { return nil }
        defer { lines = [] }
        return SmtpReply(code: digits.reduce(0) { $0 * 10 + Int($1 - 48) }, lines: lines)
    }
}
