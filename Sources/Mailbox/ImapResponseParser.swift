// SPDX-License-Identifier: EUPL-1.2

/// Cuts what an IMAP server sends into responses; a literal is counted, so no mail can end its response early.
struct ImapResponseParser {
    /// A line without literals; FETCH lines are short, capabilities and flags run to a few kilobytes.
    static let lineLimit = 1 << 20
    /// Literals in one response: we never ask for more than one.
    static let pieceLimit = 64

    /// Bytes of one literal, so that a lying server cannot fill the memory.
    var literalLimit = 64 << 20

    private var line: [UInt8] = []
    private var pieces: [ImapValueReader.Piece] = []
    private var literal: [UInt8] = []
    private var missing = 0

    /// Takes the next bytes, however they were cut, and gives the responses that are now complete.
    mutating func feed(_ bytes: ArraySlice<UInt8>) throws(MailboxProblem) -> [ImapResponse] {
        var (rest, responses) = (bytes, [ImapResponse]())
        while !rest.isEmpty {
            if missing > 0 {
                let part = rest.prefix(missing)
                literal.append(contentsOf: part)
                missing -= part.count
                rest = rest.dropFirst(part.count)
                if missing == 0 { endLiteral() }
                continue
            }
            guard let end = rest.firstIndex(of: 10) else {
                try append(rest)
                break
            }
            try append(rest[..<end])
            rest = rest[(end + 1)...]
            if let response = try endLine() { responses.append(response) }
        }
        return responses
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws(MailboxProblem) {
        line.append(contentsOf: bytes)
        guard line.count <= Self.lineLimit else { throw .protocolFault(detail: "a line of more than a megabyte") }
    }

    private mutating func endLiteral() {
        pieces.append(.literal(literal))
        literal = []
    }

    /// The response, unless the line announced a literal.
    private mutating func endLine() throws(MailboxProblem) -> ImapResponse? {
        if line.last == 13 { line.removeLast() }
        if let (start, length) = announcedLiteral() {
            guard length <= literalLimit else {
                throw .protocolFault(detail: "it announced \(length) bytes where at most \(literalLimit) were expected")
            }
            guard pieces.count < Self.pieceLimit else {
                throw .protocolFault(detail: "too many literals in one response")
            }
            pieces.append(.text(Array(line[..<start])))
            line = []
            missing = length
            literal.reserveCapacity(min(length, 1 << 20))
            if length == 0 { endLiteral() }
            return nil
        }
        pieces.append(.text(line))
        defer { (line, pieces) = ([], []) }
        return try response()
    }

    /// `{12}` at the end of the line; the human text of a status response may end so and announces nothing.
    private func announcedLiteral() -> (start: Int, length: Int)? {
        guard line.last == UInt8(ascii: "}"), let start = line.lastIndex(of: UInt8(ascii: "{")) else { return nil }
        if pieces.isEmpty, line.first != UInt8(ascii: "*") || isStatus(line) { return nil }
        var digits = line[(start + 1)...].dropLast()
        if digits.last == UInt8(ascii: "+") { digits = digits.dropLast() }
        guard (1...10).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return (start, digits.reduce(0) { $0 * 10 + Int($1 - 48) })
    }

    private func isStatus(_ line: [UInt8]) -> Bool {
        let words = line.split(separator: 32, maxSplits: 2)
        return words.count > 1
            && ImapResponse.Condition(rawValue: String(decoding: words[1], as: UTF8.self).uppercased()) != nil
    }

    private func response() throws(MailboxProblem) -> ImapResponse? {
        guard case .text(let first)? = pieces.first, !first.isEmpty else { return nil }
        let words = first.split(separator: 32, maxSplits: 2, omittingEmptySubsequences: false)
        let tag = String(decoding: words[0], as: UTF8.self)
        if tag == "+" { return .continuation(String(decoding: first.dropFirst(2), as: UTF8.self)) }
        guard words.count > 1 else { throw fault(first) }
        let name = String(decoding: words[1], as: UTF8.self).uppercased()
        if let condition = ImapResponse.Condition(rawValue: name) {
            let (code, text) = Self.codeAndText(words.count > 2 ? words[2] : [])
            return .status(tag: tag, condition, code: code, text: text)
        }
        guard tag == "*" else { throw fault(first) }
        if let number = UInt32(name), words.count > 2 {
            let more = words[2].split(separator: 32, maxSplits: 1, omittingEmptySubsequences: false)
            let kind = String(decoding: more[0], as: UTF8.self).uppercased()
            let values = read(after: first.count - (more.count > 1 ? more[1].count : 0))
            guard let values else { throw fault(first) }
            return .numbered(number, kind, values)
        }
        return .data(name, read(after: first.count - (words.count > 2 ? words[2].count : 0)) ?? [])
    }

    private func read(after offset: Int) -> [ImapValue]? {
        var reader = ImapValueReader(pieces: pieces, offset: offset)
        return reader.readAll()
    }

    private static func codeAndText(_ rest: ArraySlice<UInt8>) -> (String, String) {
        guard rest.first == UInt8(ascii: "["), let end = rest.firstIndex(of: UInt8(ascii: "]")) else {
            return ("", String(decoding: rest, as: UTF8.self))
        }
        let code = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
        return (code, String(decoding: rest[(end + 1)...].drop { $0 == 32 }, as: UTF8.self))
    }

    private func fault(_ line: [UInt8]) -> MailboxProblem {
        .protocolFault(detail: "it said \u{201C}\(String(decoding: line.prefix(100), as: UTF8.self))\u{201D}")
    }
}
