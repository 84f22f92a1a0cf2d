// SPDX-License-Identifier: EUPL-1.2

/// The grammar of JSON5 over bytes: what RFC 8259 has, plus comments, names without quotes, single quotes, trailing
/// commas, hexadecimal and signed numbers, and escaped line ends. The text must be UTF-8.
struct JSONReader<Node: JSONNode> {
    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    private var lineStart = 0

    static func read(_ bytes: [UInt8]) throws(JSONSyntaxError) -> Node {
        var reader = JSONReader(bytes: bytes)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { (reader.at, reader.lineStart) = (3, 3) }
        try reader.skipBlanks()
        let node = try reader.value(depth: 0)
        try reader.skipBlanks()
        if reader.at < bytes.count { throw reader.unexpected("the end of the text") }
        return node
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    // MARK: Values

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> Node {
        let (start, startLine, startOfLine) = (at, line, lineStart)
        func here() -> TextPosition { position(of: start, line: startLine, lineStart: startOfLine) }
        switch peek ?? 0 {
        case UInt8(ascii: "{"):
            try enter(depth)
            return .object(try members(depth: depth + 1), at: here())
        case UInt8(ascii: "["):
            try enter(depth)
            return .array(try elements(depth: depth + 1), at: here())
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return .leaf(.string(try string()), at: here())
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            return .leaf(try number(), at: here())
        default:
            let name = nameBytes()
            switch String(decoding: name, as: UTF8.self) {
            case "true": return .leaf(.bool(true), at: here())
            case "false": return .leaf(.bool(false), at: here())
            case "null": return .leaf(.null, at: here())
            case "Infinity": return .leaf(.double(.infinity), at: here())
            case "NaN": return .leaf(.double(.nan), at: here())
            case "": throw unexpected("a value")
            case let word: throw fault("the word `\(word)`", "a value; text stands in quotes", from: start)
            }
        }
    }

    private mutating func enter(_ depth: Int) throws(JSONSyntaxError) {
        guard depth < JSON.nestingLimit else {
            throw fault("level \(depth + 1) of nesting", "at most \(JSON.nestingLimit) levels", from: at)
        }
        at += 1
    }

    private mutating func elements(depth: Int) throws(JSONSyntaxError) -> [Node] {
        var elements: [Node] = []
        while true {
            try skipBlanks()
            if take(UInt8(ascii: "]")) { return elements }
            elements.append(try value(depth: depth))
            try skipBlanks()
            if take(UInt8(ascii: ",")) { continue }
            if take(UInt8(ascii: "]")) { return elements }
            throw unexpected("`,` or `]`")
        }
    }

    private mutating func members(depth: Int) throws(JSONSyntaxError) -> [Node.Member] {
        var members: [Node.Member] = []
        while true {
            try skipBlanks()
            if take(UInt8(ascii: "}")) { return members }
            let (start, startLine, startOfLine) = (at, line, lineStart)
            let name = try key()
            try skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw unexpected("`:` after the key `\(name)`") }
            try skipBlanks()
            let value = try value(depth: depth)
            members.append(
                Node.member(name, at: position(of: start, line: startLine, lineStart: startOfLine), value))
            try skipBlanks()
            if take(UInt8(ascii: ",")) { continue }
            if take(UInt8(ascii: "}")) { return members }
            throw unexpected("`,` or `}`")
        }
    }

    private mutating func key() throws(JSONSyntaxError) -> String {
        if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") { return try string() }
        let start = at
        let name = nameBytes()
        guard let first = name.first else { throw unexpected("a key or `}`") }
        guard !isDigit(first), let text = String(validating: name, as: UTF8.self) else {
            throw fault(
                "`\(String(decoding: name, as: UTF8.self))`", "a key; one that is no plain word stands in quotes",
                from: start)
        }
        return text
    }

    /// A run of letters, digits, `_`, `$` and anything outside ASCII.
    private mutating func nameBytes() -> ArraySlice<UInt8> {
        let start = at
        while at < bytes.count, isNameByte(bytes[at]), !(bytes[at] == 0xc2 && peek(1) == 0xa0) { at += 1 }
        return bytes[start..<at]
    }

    // MARK: Strings

    private mutating func string() throws(JSONSyntaxError) -> String {
        let (start, quote) = (at, bytes[at])
        at += 1
        let first = at
        while at < bytes.count, bytes[at] != quote, bytes[at] != UInt8(ascii: "\\"), !isLineEnd(bytes[at]) {
            at += 1
        }
        if peek == quote {
            at += 1
            return try utf8(bytes[first..<at - 1], from: start)
        }
        var text = Array(bytes[first..<at])
        while let byte = peek, !isLineEnd(byte) {
            at += 1
            if byte == quote { return try utf8(text[...], from: start) }
            if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
        }
        throw unexpected(quote == UInt8(ascii: "'") ? "`'` that closes the text" : "`\"` that closes the text")
    }

    private func utf8(_ raw: ArraySlice<UInt8>, from start: Int) throws(JSONSyntaxError) -> String {
        guard let text = String(validating: raw, as: UTF8.self) else {
            throw fault("bytes that are not UTF-8", "a file saved as UTF-8", from: start)
        }
        return text
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        guard let byte = peek else { throw unexpected("a character after `\\`") }
        at += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "v"): text.append(0x0b)
        case UInt8(ascii: "x"): append(try hexDigits(2), to: &text)
        case UInt8(ascii: "u"):
            let high = try hexDigits(4)
            if (0xd800..<0xdc00).contains(high), peek == UInt8(ascii: "\\"), at + 1 < bytes.count,
                bytes[at + 1] == UInt8(ascii: "u")
            {
                at += 2
                let low = try hexDigits(4)
                if (0xdc00..<0xe000).contains(low) {
                    append(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00), to: &text)
                } else {
                    append(high, to: &text)
                    append(low, to: &text)
                }
            } else {
                append(high, to: &text)
            }
        case 0x0d:
            if peek == 0x0a { at += 1 }
            newLine()
        case 0x0a: newLine()
        case UInt8(ascii: "0"): text.append(0)
        case UInt8(ascii: "1")...UInt8(ascii: "9"):
            throw fault(
                "`\\\(Character(Unicode.Scalar(byte)))`", "an escape such as `\\n` or `\\u00e9`", from: at - 2)
        default: text.append(byte)
        }
    }

    /// Half of a surrogate pair becomes U+FFFD.
    private func append(_ code: UInt32, to text: inout [UInt8]) {
        text.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{fffd}").utf8)
    }

    private mutating func hexDigits(_ count: Int) throws(JSONSyntaxError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<count {
            guard let byte = peek, let digit = hexValue(byte) else {
                throw unexpected("\(count) hexadecimal digits")
            }
            code = code << 4 | UInt32(digit)
            at += 1
        }
        return code
    }

    // MARK: Numbers

    private mutating func number() throws(JSONSyntaxError) -> JSON {
        let start = at
        while let byte = peek, byte < 0x80, isNameByte(byte) || byte == 0x2b || byte == 0x2d || byte == 0x2e {
            at += 1
        }
        let written = String(decoding: bytes[start..<at], as: UTF8.self)
        let sign: Double = written.hasPrefix("-") ? -1 : 1
        let size = written.first == "-" || written.first == "+" ? written.dropFirst() : written[...]
        if size == "Infinity" { return .double(sign * .infinity) }
        if size == "NaN" { return .double(.nan) }
        if size.lowercased().hasPrefix("0x") {
            if let value = Int((sign < 0 ? "-" : "") + size.dropFirst(2), radix: 16), size.utf8.count > 2,
                hexValue(Array(size.utf8)[2]) != nil
            {
                return .int(value)
            }
            throw fault("`\(written)`", "a hexadecimal number", from: start)
        }
        guard let first = size.utf8.first, isDigit(first) || first == UInt8(ascii: ".") else {
            throw fault("`\(written)`", "a number", from: start)
        }
        let digits = size.utf8.allSatisfy(isDigit)
        if first == UInt8(ascii: "0"), size.utf8.dropFirst().first.map(isDigit) == true {
            throw fault(
                "`\(written)`", "a number without zeros in front; telephone numbers and the like stand in quotes",
                from: start)
        }
        if digits, let value = Int(written) { return .int(value) }
        guard let value = decimal(size) else { throw fault("`\(written)`", "a number", from: start) }
        return .double(sign * value)
    }

    /// JSON5 allows `.5` and `5.`, which Swift does not read.
    private func decimal(_ text: Substring) -> Double? {
        guard text.utf8.allSatisfy({ isDigit($0) || [0x2b, 0x2d, 0x2e, 0x45, 0x65].contains($0) }) else {
            return nil
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return parts.count == 1 ? Double(text) : nil }
        let (whole, fraction) = (parts[0], parts[1])
        guard fraction.utf8.first.map(isDigit) == true || !whole.isEmpty else { return nil }
        let filled = fraction.utf8.first.map(isDigit) == true ? fraction : "0" + fraction
        return Double((whole.isEmpty ? "0" : whole) + "." + filled)
    }

    // MARK: Blanks

    private mutating func skipBlanks() throws(JSONSyntaxError) {
        while let byte = peek {
            switch byte {
            case 0x20, 0x09, 0x0b, 0x0c: at += 1
            case 0x0d:
                at += peek(1) == 0x0a ? 2 : 1
                newLine()
            case 0x0a:
                at += 1
                newLine()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
                while let byte = peek, !isLineEnd(byte) { at += 1 }
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
                try skipBlockComment()
            case 0xc2 where peek(1) == 0xa0: at += 2
            case 0xe2 where peek(1) == 0x80 && (peek(2) == 0xa8 || peek(2) == 0xa9): at += 3
            case 0xef where peek(1) == 0xbb && peek(2) == 0xbf: at += 3
            default: return
            }
        }
    }

    private mutating func skipBlockComment() throws(JSONSyntaxError) {
        at += 2
        while let byte = peek {
            at += 1
            if byte == UInt8(ascii: "*"), take(UInt8(ascii: "/")) { return }
            if byte == 0x0d, peek != 0x0a { newLine() }
            if byte == 0x0a { newLine() }
        }
        throw unexpected("`*/` that closes the comment")
    }

    // MARK: The cursor

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }
    private func peek(_ ahead: Int) -> UInt8? { at + ahead < bytes.count ? bytes[at + ahead] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        at += 1
        return true
    }

    private mutating func newLine() { (line, lineStart) = (line + 1, at) }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }
    private func isNameByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5a).contains(byte & 0xdf) && byte < 0x80 || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "$") || byte >= 0x80
    }
    private func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 0x57
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 0x37
        default: nil
        }
    }

    private func position(of offset: Int, line: Int, lineStart: Int) -> TextPosition {
        TextPosition(line: line, column: bytes[lineStart..<offset].count { $0 & 0xc0 != 0x80 } + 1)
    }

    private func fault(_ found: String, _ expected: String, from offset: Int) -> JSONSyntaxError {
        let place = position(of: max(offset, lineStart), line: line, lineStart: lineStart)
        return JSONSyntaxError(position: place, found: found, expected: expected)
    }

    private func unexpected(_ expected: String) -> JSONSyntaxError {
        guard at < bytes.count else { return fault("the end of the text", expected, from: at) }
        if isLineEnd(bytes[at]) { return fault("the end of the line", expected, from: at) }
        let character = String(decoding: bytes[at..<min(at + 8, bytes.count)], as: UTF8.self).first ?? " "
        return fault("`\(character)`", expected, from: at)
    }
}
