// SPDX-License-Identifier: EUPL-1.2

/// Writes header fields (RFC 5322 §2.2): folded under 76 characters, other than ASCII as encoded words (RFC 2047).
///
/// No value can end its line: line ends and control characters become blanks before anything else.
struct HeaderWriter {
    private(set) var bytes: [UInt8] = []
    private static let width = 76

    /// A field whose words may be folded at any blank.
    mutating func field(_ name: String, _ value: String) {
        write(Self.safeName(name), Self.clean(value).split(separator: " ").map(String.init))
    }

    /// A field of free text, such as the subject.
    mutating func text(_ name: String, _ value: String) {
        write(name, Self.words(Self.clean(value), at: name.utf8.count + 2))
    }

    /// A field of any name; its value is structured where it is ASCII, and text where it is not.
    mutating func text(field: HeaderField) {
        let isASCII = field.value.utf8.allSatisfy { $0 < 0x80 }
        if isASCII { self.field(field.name, field.value) } else { text(Self.safeName(field.name), field.value) }
    }

    /// A field of addresses, a comma between.
    mutating func addresses(_ name: String, _ list: [EmailAddress]) {
        guard !list.isEmpty else { return }
        var tokens: [String] = []
        for (i, entry) in list.enumerated() {
            var words = Self.mailbox(entry)
            if i < list.count - 1 { words[words.count - 1] += "," }
            tokens += words
        }
        write(name, tokens)
    }

    mutating func identifiers(_ name: String, _ ids: [String]) {
        let written = ids.map { id in "<" + id.filter { !$0.isWhitespace && $0 != "<" && $0 != ">" } + ">" }
        if !written.isEmpty { write(name, written) }
    }

    private mutating func write(_ name: String, _ tokens: [String]) {
        guard !name.isEmpty else { return }
        var column = name.utf8.count + 1
        bytes.append(contentsOf: "\(name):".utf8)
        for token in tokens {
            let length = token.utf8.count
            if column > name.utf8.count + 1, column + 1 + length > Self.width {
                bytes.append(contentsOf: "\r\n".utf8)
                column = 0
            }
            bytes.append(.blank)
            bytes.append(contentsOf: token.utf8)
            column += 1 + length
        }
        if tokens.isEmpty { bytes.append(.blank) }
        bytes.append(contentsOf: "\r\n".utf8)
    }

    /// The characters of a name that a field name may hold (RFC 5322 §3.6.8).
    private static func safeName(_ name: String) -> String {
        String(decoding: name.utf8.filter { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ":") }, as: UTF8.self)
    }

    private static func clean(_ value: String) -> String {
        String(decoding: value.utf8.map { $0 < 0x20 || $0 == 0x7f ? .blank : $0 }, as: UTF8.self)
    }

    /// Words that read back as exactly this text: itself where that is safe, else encoded words.
    private static func words(_ text: String, at column: Int) -> [String] {
        let bytes = text.utf8
        let isPlain =
            bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7f } && !text.contains("=?") && !text.contains("  ")
            && bytes.first != .blank && bytes.last != .blank
        let tokens = text.split(separator: " ").map(String.init)
        return isPlain && tokens.allSatisfy { $0.utf8.count < 200 } ? tokens : encoded(text, at: column)
    }

    /// Encoded words of at most 75 characters (RFC 2047 §2), whole characters in each; Q or B, whichever is shorter.
    private static func encoded(_ text: String, at column: Int) -> [String] {
        let bytes = Array(text.utf8)
        let isQ = bytes.count { qLength($0) == 3 } * 2 < bytes.count * 4 / 3 - bytes.count
        var (words, piece, length) = ([String](), [UInt8](), 0)
        var room = width - 1 - max(column, 1) - 12
        func flush() {
            guard !piece.isEmpty else { return }
            words.append("=?utf-8?" + (isQ ? "q?" + q(piece) : "b?" + Base64.encoded(piece)) + "?=")
            (piece, length) = ([], 0)
            room = 75 - 12
        }
        for scalar in text.unicodeScalars {
            let unit = Array(String(scalar).utf8)
            let added = isQ ? unit.reduce(0) { $0 + qLength($1) } : unit.count
            if isQ ? length + added > room : (length + added + 2) / 3 * 4 > room { flush() }
            piece += unit
            length += added
        }
        flush()
        return words
    }

    /// How long a byte is in the Q encoding of RFC 2047 §5 (3), which is safe in names too.
    private static func qLength(_ byte: UInt8) -> Int {
        byte.isLetter || byte.isDigit || byte == .blank || [0x21, 0x2a, 0x2b, 0x2d, 0x2f].contains(byte) ? 1 : 3
    }

    private static func q(_ piece: [UInt8]) -> String {
        String(
            decoding: piece.flatMap { byte -> [UInt8] in
                if byte == .blank { return [UInt8(ascii: "_")] }
                return qLength(byte) == 1 ? [byte] : QuotedPrintable.code(byte)
            }, as: UTF8.self)
    }

    /// Name and address. A name is written as atoms, as a quoted string, or as encoded words.
    private static func mailbox(_ entry: EmailAddress) -> [String] {
        let address = clean(entry.address).filter { $0 != "<" && $0 != ">" && $0 != " " }
        let name = clean(entry.name).split(separator: " ").joined(separator: " ")
        guard !name.isEmpty else { return [address] }
        let isASCII =
            name.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f } && !name.contains("=?") && name.utf8.count < 200
        guard isASCII, !(name.hasPrefix("'") && name.hasSuffix("'")) else {
            return encoded(name, at: 10) + ["<\(address)>"]
        }
        let isAtoms = name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == .blank || $0 == UInt8(ascii: "-") }
        if isAtoms { return name.split(separator: " ").map(String.init) + ["<\(address)>"] }
        let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\"".split(separator: " ").map(String.init) + ["<\(address)>"]
    }
}
