// SPDX-License-Identifier: EUPL-1.2

/// Undoes the transfer encodings of RFC 2045 §6 and uuencode. Damage never stops the work: what is no code is left as it is.
enum TransferDecoding {
    /// The decoded bytes. An encoding that nobody knows leaves them unchanged, and says so through `isKnown`.
    static func decode(_ bytes: Bytes, encoding: String?) -> (bytes: Bytes, isKnown: Bool) {
        let (decoded, isKnown) = decoded(bytes, encoding: encoding)
        return (decoded.map { $0[...] } ?? bytes, isKnown)
    }

    /// The decoded bytes; nil when they mean what they are.
    static func decoded(_ bytes: Bytes, encoding: String?) -> (bytes: [UInt8]?, isKnown: Bool) {
        guard let encoding else { return (nil, true) }
        let name = encoding.bytes.trimmed.prefix { !$0.isSpace && $0 != UInt8(ascii: ";") }.loweredText
        switch name {
        case "base64", "x-base64", "b64": return (looksLikeBase64(bytes) ? base64(bytes) : nil, true)
        case "quoted-printable", "quotedprintable", "x-quoted-printable": return (quotedPrintable(bytes), true)
        case "x-uuencode", "x-uue", "uuencode", "uue": return (uuencoded(bytes), true)
        case "", "7bit", "8bit", "binary", "7-bit", "8-bit": return (nil, true)
        default: return (nil, false)
        }
    }

    private static let skip: UInt8 = 0xff
    private static let padding: UInt8 = 0xfe

    /// The value of each byte in base64: 0-63, `padding`, or `skip`. `-` and `_` are those of RFC 4648 §5.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: skip, count: 256)
        for (i, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            table[Int(byte)] = UInt8(i)
        }
        table[Int(UInt8(ascii: "="))] = padding
        return table
    }()

    /// Base64, whatever stands between its letters. Padding ends a group; several codes in a row are joined.
    static func base64(_ bytes: Bytes) -> [UInt8] {
        let (span, table) = (bytes.span, values.span)
        return [UInt8](capacity: bytes.count / 4 * 3 + 3) { out in
            var (buffer, bits, at) = (UInt32(0), 0, 0)
            let count = span.count
            while at < count {
                // Four letters at once, which is nearly all there is.
                while bits == 0, at + 4 <= count {
                    let (a, b) = (table[Int(span[at])], table[Int(span[at + 1])])
                    let (c, d) = (table[Int(span[at + 2])], table[Int(span[at + 3])])
                    guard (a | b | c | d) < 64 else { break }
                    out.append(a << 2 | b >> 4)
                    out.append(b << 4 | c >> 2)
                    out.append(c << 6 | d)
                    at += 4
                }
                guard at < count else { break }
                let value = table[Int(span[at])]
                at += 1
                if value < 64 {
                    (buffer, bits) = (buffer << 6 | UInt32(value), bits + 6)
                    if bits >= 8 {
                        bits -= 8
                        out.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
                    }
                } else if value == padding {
                    (buffer, bits) = (0, 0)
                }
            }
        }
    }

    /// Plain text that says it is base64 gives itself away by its blanks and full stops within lines.
    private static func looksLikeBase64(_ bytes: Bytes) -> Bool {
        let sample = bytes.prefix(4_096)
        let strange = sample.count { values[Int($0)] == skip && $0 != .lf && $0 != .cr }
        return strange * 10 <= sample.count + 20
    }

    /// Quoted-printable. An equals sign that starts no code stands for itself; blanks at the end of a line were added
    /// underway (RFC 2045 §6.7, rule 3).
    static func quotedPrintable(_ bytes: Bytes) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let lineFeed = bytes.next(.lf, from: start)
            let next = lineFeed.map { $0 + 1 } ?? bytes.endIndex
            var end = lineFeed ?? bytes.endIndex
            if end > start, bytes[end - 1] == .cr { end -= 1 }
            let lineEnd = bytes[end..<next]
            while end > start, bytes[end - 1].isBlank { end -= 1 }
            let isSoft = end > start && bytes[end - 1] == UInt8(ascii: "=")
            if isSoft { end -= 1 }
            decodeLine(bytes[start..<end], into: &out)
            if !isSoft { out.append(contentsOf: lineEnd) }
            start = next
        }
        return out
    }

    /// The value of each hexadecimal digit, 0xff for every other byte.
    private static let hexValues = (UInt8.min...UInt8.max).map { $0.hexValue ?? 0xff }

    private static func decodeLine(_ line: Bytes, into out: inout [UInt8]) {
        let (span, table, offset, count) = (line.span, hexValues.span, line.startIndex, line.count)
        var at = line.startIndex
        while let sign = line.next(UInt8(ascii: "="), from: at) {
            if sign > at { out.append(contentsOf: line[at..<sign]) }
            at = sign
            var i = sign - offset
            while i + 2 < count, span[i] == UInt8(ascii: "=") {
                let (high, low) = (table[Int(span[i + 1])], table[Int(span[i + 2])])
                guard (high | low) < 16 else { break }
                out.append(high << 4 | low)
                i += 3
            }
            at = i + offset
            if at == sign {
                out.append(UInt8(ascii: "="))
                at += 1
            }
        }
        out.append(contentsOf: line[at...])
    }

    /// The file between `begin` and `end`; nil when there is no `begin` line.
    static func uuencoded(_ bytes: Bytes) -> [UInt8]? {
        var lines = bytes.split(separator: .lf, omittingEmptySubsequences: false)[...]
        guard let begin = lines.firstIndex(where: { $0.starts(withLower: "begin ") }) else { return nil }
        lines = lines[(begin + 1)...]
        var out: [UInt8] = []
        for line in lines {
            let line = line.last == .cr ? line.dropLast() : line
            if line.starts(withLower: "end") { break }
            guard let first = line.first, first >= 0x20, first <= 0x60 else { continue }
            var left = Int((first - 0x20) & 63)
            var at = line.startIndex + 1
            while left > 0, at < line.endIndex {
                var group: UInt32 = 0
                for i in 0..<4 {
                    group = group << 6 | (at + i < line.endIndex ? UInt32((line[at + i] &- 0x20) & 63) : 0)
                }
                for shift in [16, 8, 0].prefix(left) { out.append(UInt8(truncatingIfNeeded: group >> UInt32(shift))) }
                (left, at) = (left - 3, at + 4)
            }
        }
        return out
    }
}
