// SPDX-License-Identifier: EUPL-1.2

/// Reads address lists (RFC 5322 §3.4 and §4.4): names, comments, groups, routes, quoted local parts, domain literals.
///
/// Groups are flattened. A name without an address is kept with an empty address, so that nothing a sender wrote is lost.
/// Also taken: names with an unquoted comma, missing angle brackets or commas, encoded words anywhere. Linear in its input.
struct AddressParser {
    private let bytes: Bytes
    private var at: Int
    private var found: [EmailAddress] = []
    /// What was read of the present entry: words outside angle brackets, the comment, the address inside the brackets.
    private var phrase: [UInt8] = []
    private var hasQuoted = false
    private var comment: [UInt8] = []
    private var address: String?
    /// A word before a comma that turned out to be no address: the first half of `Jansen, Jan <jan@…>`.
    private var surname: String?

    /// All addresses of the field, in order.
    static func list(_ value: String?) -> [EmailAddress] {
        guard let value else { return [] }
        var parser = AddressParser(value.bytes)
        return parser.parse()
    }

    private init(_ bytes: Bytes) { (self.bytes, at) = (bytes, bytes.startIndex) }

    private mutating func parse() -> [EmailAddress] {
        while at < bytes.endIndex {
            switch bytes[at] {
            case UInt8(ascii: "\""): quotedString()
            case UInt8(ascii: "("): readComment()
            case UInt8(ascii: "<"): angle()
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                finish(isLast: bytes[at] == UInt8(ascii: ";"))
                at += 1
            case UInt8(ascii: ":") where address == nil && !phrase.contains(UInt8(ascii: "@")):
                // A group's name, or `mailto:`: neither is an address.
                (phrase, hasQuoted, comment, surname) = ([], false, [], nil)
                at += 1
            case UInt8(ascii: "["): literal()
            case UInt8(ascii: "="):
                if let word = EncodedWord.find(bytes, at: at) {
                    take(bytes[at..<word.end])
                    at = word.end
                } else {
                    take(bytes[at...at])
                    at += 1
                }
            case let byte where byte.isSpace && address != nil && phrase.isEmpty: at += 1
            default:
                let start = at
                repeat { at += 1 } while at < bytes.endIndex && isPlain(bytes[at])
                take(bytes[start..<at])
            }
        }
        finish(isLast: true)
        return found
    }

    /// Whether the byte is a word's and nothing else.
    private func isPlain(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == .blank && address == nil || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "-")
    }

    /// Adds to the phrase; words after an address without a comma between belong to the next entry.
    private mutating func take(_ piece: Bytes) {
        if address != nil { finish(isLast: false) }
        phrase.append(contentsOf: piece)
    }

    /// A quoted string: its content with escapes undone. As local part of an address it keeps its quotes.
    private mutating func quotedString() {
        let start = at
        var content: [UInt8] = []
        at += 1
        while at < bytes.endIndex, bytes[at] != UInt8(ascii: "\"") {
            if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.endIndex { at += 1 }
            content.append(bytes[at])
            at += 1
        }
        // A stray quote: it never closes, or swallowed a whole entry.
        if at == bytes.endIndex || content.contains(UInt8(ascii: "<")) && content.contains(UInt8(ascii: ",")) {
            if content.contains(UInt8(ascii: "@")) {
                at = start + 1
                return
            }
        }
        at = min(at + 1, bytes.endIndex)
        if at < bytes.endIndex, bytes[at] == UInt8(ascii: "@") {
            take(bytes[start..<at])
        } else {
            if !phrase.isEmpty, phrase.last != .blank { content.insert(.blank, at: 0) }
            take(content[...])
            phrase.append(.blank)
            hasQuoted = true
        }
    }

    /// A comment, with comments inside it (RFC 5322 §3.2.2).
    private mutating func readComment() {
        var (depth, content) = (0, [UInt8]())
        while at < bytes.endIndex {
            let byte = bytes[at]
            at += 1
            if byte == UInt8(ascii: "\\"), at < bytes.endIndex {
                content.append(bytes[at])
                at += 1
                continue
            }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 { break }
            if !(depth == 1 && byte == UInt8(ascii: "(")) { content.append(byte) }
        }
        if address != nil, comment.isEmpty, phrase.isEmpty, !found.isEmpty || address != nil { comment = content }
        if address == nil { comment = content }
    }

    /// A domain literal, as it stands.
    private mutating func literal() {
        let start = at
        while at < bytes.endIndex, bytes[at] != UInt8(ascii: "]"), bytes[at] != UInt8(ascii: ",") { at += 1 }
        if at < bytes.endIndex, bytes[at] == UInt8(ascii: "]") { at += 1 }
        take(bytes[start..<max(at, start + 1)])
        at = max(at, start + 1)
    }

    /// The address in angle brackets: without a source route, comments and blanks.
    private mutating func angle() {
        if address != nil { finish(isLast: false) }
        var content: [UInt8] = []
        while at < bytes.endIndex, bytes[at] == UInt8(ascii: "<") || bytes[at].isSpace { at += 1 }
        var isQuoted = false
        while at < bytes.endIndex {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, byte == UInt8(ascii: ">") { break }
            if !isQuoted, byte == UInt8(ascii: "<") { break }
            if !isQuoted, byte == UInt8(ascii: "(") {
                let kept = comment
                readComment()
                comment = kept
                continue
            }
            content.append(byte)
            at += 1
        }
        while at < bytes.endIndex, bytes[at] == UInt8(ascii: ">") { at += 1 }
        if content.first == UInt8(ascii: "@"), let colon = content.firstIndex(of: UInt8(ascii: ":")) {
            content.removeFirst(colon + 1)
        }
        if content.starts(withLower: "mailto:") { content.removeFirst(7) }
        address = Self.spec(content[...])
    }

    /// An addr-spec without the blanks that the obsolete syntax allows around its parts.
    private static func spec(_ content: Bytes) -> String {
        let trimmed = content.trimmed
        if trimmed.contains(UInt8(ascii: "\"")) { return trimmed.text }
        let address = String(
            decoding: EncodedWord.decode(trimmed.text).utf8.filter { !$0.isSpace }, as: UTF8.self)
        return address.hasSuffix(".") && address.contains("@") ? String(address.dropLast()) : address
    }

    /// Ends the entry: at a comma, a semicolon, the end, or where a next one starts without a comma.
    private mutating func finish(isLast: Bool) {
        defer { (phrase, hasQuoted, comment, address) = ([], false, [], nil) }
        let words = phrase[...].trimmed
        if let address {
            var name = Self.name(words)
            if let first = surname { name = name.isEmpty ? first : "\(first), \(name)" }
            if name.isEmpty { name = Self.name(comment[...].trimmed) }
            surname = nil
            if !name.isEmpty || !address.isEmpty { found.append(EmailAddress(name: name, address: address)) }
            return
        }
        guard !words.isEmpty else { return }
        if words.contains(UInt8(ascii: "@")) {
            settleSurname()
            found.append(contentsOf: Self.bare(words, comment: comment[...].trimmed))
        } else {
            settleSurname()
            surname = Self.name(words)
        }
        if isLast { settleSurname() }
    }

    /// A word that no address followed is an entry of its own.
    private mutating func settleSurname() {
        if let name = surname, !name.isEmpty { found.append(EmailAddress(name: name, address: "")) }
        surname = nil
    }

    /// Addresses without angle brackets; words around an address are its name, several addresses are several entries.
    private static func bare(_ words: Bytes, comment: Bytes) -> [EmailAddress] {
        if words.first == UInt8(ascii: "\"") || words.count(where: { $0 == UInt8(ascii: "@") }) == 1 {
            let pieces = words.split(whereSeparator: \.isSpace)
            let joined = pieces.first { $0.dropFirst().dropLast().contains(UInt8(ascii: "@")) }
            if let joined, pieces.count > 1, words.first != UInt8(ascii: "\""), !isObsolete(pieces) {
                let rest = pieces.filter { $0.startIndex != joined.startIndex }.map(\.text).joined(separator: " ")
                return [EmailAddress(name: name(rest.bytes), address: joined.text)]
            }
            return [EmailAddress(name: name(comment), address: spec(words))]
        }
        return words.split(whereSeparator: \.isSpace).filter { $0.contains(UInt8(ascii: "@")) }
            .map { EmailAddress(name: "", address: $0.text) }
    }

    /// Whether blanks stand around dots or the at sign, as the obsolete syntax has them.
    private static func isObsolete(_ pieces: [Bytes]) -> Bool {
        pieces.contains { piece in
            [UInt8(ascii: "."), UInt8(ascii: "@")].contains { piece.first == $0 || piece.last == $0 }
        }
    }

    /// A display name: decoded, runs of blanks as one, without the single quotes that some programs put around it.
    private static func name(_ words: Bytes) -> String {
        var text = EncodedWord.decode(words.text)
        if zip(text.utf8, text.utf8.dropFirst()).contains(where: { $0.isSpace && ($0 != .blank || $1.isSpace) }) {
            text = text.utf8.split(whereSeparator: \.isSpace).map { String(Substring($0)) }.joined(separator: " ")
        }
        if text.utf8.count > 2, text.hasPrefix("'"), text.hasSuffix("'") {
            text = String(text.dropFirst().dropLast())
        }
        return text.trimmed
    }
}
