// SPDX-License-Identifier: EUPL-1.2

/// Encoded words in header text (RFC 2047, with the language suffix of RFC 2231 §5), right and wrong ones.
enum EncodedWord {
    /// A word as it stood in the text, its bytes not yet read as characters.
    struct Found {
        let charset: String
        let bytes: [UInt8]
        let end: Int
    }

    /// The text with its encoded words decoded. White space between adjacent words is dropped, and the bytes of adjacent
    /// words in one charset are joined before they are decoded, since a character may be split over two. Line ends and
    /// control characters become blanks, so that nothing decoded can add a header line.
    static func decode(_ value: String) -> String {
        guard value.utf8.contains(UInt8(ascii: "=")) else { return clean(value) }
        return clean(decode(value.bytes))
    }

    private static func decode(_ text: Bytes) -> String {
        var (out, plainStart, at) = ("", text.startIndex, text.startIndex)
        var pending: (charset: String, bytes: [UInt8])?
        func flush() {
            if let word = pending { out += Charset.decode(word.bytes[...], label: word.charset) }
            pending = nil
        }
        while at < text.endIndex {
            guard text[at] == UInt8(ascii: "="), let word = find(text, at: at) else {
                at += 1
                continue
            }
            let between = text[plainStart..<at]
            if !(pending != nil && between.allSatisfy(\.isSpace)) {
                flush()
                out += between.text
            }
            if let before = pending, before.charset.equalsIgnoringCase(word.charset) {
                pending?.bytes.append(contentsOf: word.bytes)
            } else {
                flush()
                pending = (word.charset, word.bytes)
            }
            at = word.end
            plainStart = at
        }
        flush()
        return out + text[plainStart...].text
    }

    /// The encoded word that starts here. Blanks inside, missing padding and a language suffix are allowed.
    static func find(_ text: Bytes, at start: Int) -> Found? {
        guard text.endIndex - start >= 6, text[start + 1] == UInt8(ascii: "?") else { return nil }
        var at = start + 2
        while at < text.endIndex, text[at] > 0x20, text[at] < 0x7f, text[at] != UInt8(ascii: "?") { at += 1 }
        let label = text[(start + 2)..<at]
        guard !label.isEmpty, at + 2 < text.endIndex, text[at] == UInt8(ascii: "?"),
            text[at + 2] == UInt8(ascii: "?")
        else { return nil }
        let isBase64: Bool
        switch text[at + 1].lowered {
        case UInt8(ascii: "b"): isBase64 = true
        case UInt8(ascii: "q"): isBase64 = false
        default: return nil
        }
        let bodyStart = at + 3
        guard let end = end(of: text, from: bodyStart) else { return nil }
        let body = text[bodyStart..<end]
        let charset = label.split(separator: UInt8(ascii: "*"), maxSplits: 1).first?.text ?? ""
        return Found(charset: charset, bytes: isBase64 ? TransferDecoding.base64(body) : q(body), end: end + 2)
    }

    /// Where `?=` stands. A word never holds another one's start, which bounds the search.
    private static func end(of text: Bytes, from start: Int) -> Int? {
        var at = start
        while at + 1 < text.endIndex {
            if text[at] == UInt8(ascii: "?"), text[at + 1] == UInt8(ascii: "=") { return at }
            let isStart = text[at] == UInt8(ascii: "=") && text[at + 1] == UInt8(ascii: "?") && at > start
            if isStart, !(at + 2 < text.endIndex && text[at + 2] == UInt8(ascii: "=")) { return nil }
            at += 1
        }
        return nil
    }

    /// The Q encoding (RFC 2047 §4.2): quoted-printable in which `_` is a blank.
    private static func q(_ body: Bytes) -> [UInt8] {
        var (out, at) = ([UInt8](), body.startIndex)
        out.reserveCapacity(body.count)
        while at < body.endIndex {
            if body[at] == UInt8(ascii: "="), at + 2 < body.endIndex, let high = body[at + 1].hexValue,
                let low = body[at + 2].hexValue
            {
                out.append(high << 4 | low)
                at += 3
            } else {
                out.append(body[at] == UInt8(ascii: "_") ? .blank : body[at])
                at += 1
            }
        }
        return out
    }

    /// Without line ends and control characters.
    private static func clean(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return text }
        return String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7f ? .blank : $0 }, as: UTF8.self)
    }
}
