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

    /// The value of each pair of letters, the first one's byte lowest in the index; `noPair` where one is no letter.
    private static let pairs: [UInt16] = (0..<65_536).map { pair in
        let (first, second) = (values[pair & 0xff], values[pair >> 8])
        return (first | second) < 64 ? UInt16(first) << 6 | UInt16(second) : noPair
    }
    private static let noPair: UInt16 = 0x8000

    /// Base64, whatever stands between its letters. Padding ends a group; several codes in a row are joined.
    ///
    /// Four bytes are stored for three, at a third more speed than one by one: four letters make three, so that what is
    /// stored stays within the capacity, whatever came before.
    static func base64(_ bytes: Bytes) -> [UInt8] {
        let (span, values, pairs) = (bytes.span, values.span, pairs.span)
        return unsafe [UInt8](unsafeUninitializedCapacity: bytes.count / 4 * 3 + 8) { out, made in
            var (buffer, bits, at) = (UInt32(0), 0, 0)
            let count = span.count
            while at < count {
                // Four letters at once, which is nearly all there is.
                while bits == 0, at + 4 <= count {
                    let letters = UInt32(
                        littleEndian: unsafe span.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self))
                    let (first, second) = (pairs[Int(letters & 0xffff)], pairs[Int(letters >> 16)])
                    guard (first | second) < noPair else { break }
                    let three = UInt32(first) << 20 | UInt32(second) << 8
                    unsafe UnsafeMutableRawBufferPointer(out).storeBytes(
                        of: three.bigEndian, toByteOffset: made, as: UInt32.self)
                    (at, made) = (at + 4, made + 3)
                }
                guard at < count else { break }
                let value = values[Int(span[at])]
                at += 1
                if value < 64 {
                    (buffer, bits) = (buffer << 6 | UInt32(value), bits + 6)
                    if bits >= 8 {
                        bits -= 8
                        unsafe out[made] = UInt8(truncatingIfNeeded: buffer >> UInt32(bits))
                        made += 1
                    }
                } else if value == padding {
                    (buffer, bits) = (0, 0)
                }
            }
        }
    }

    /// Plain text that says it is base64 gives itself away by its blanks and full stops within lines.
    private static func looksLikeBase64(_ bytes: Bytes) -> Bool {
        let (span, table, size) = (bytes.span, values.span, min(bytes.count, 4_096))
        var strange = 0
        for i in 0..<size where table[Int(span[i])] == skip && span[i] != .lf && span[i] != .cr { strange += 1 }
        return strange * 10 <= size + 20
    }

    /// The value of each hexadecimal digit, 0xff for every other byte.
    private static let hexValues = (UInt8.min...UInt8.max).map { $0.hexValue ?? 0xff }

    /// Quoted-printable. An equals sign that starts no code stands for itself; blanks at the end of a line were added
    /// underway (RFC 2045 §6.7, rule 3).
    static func quotedPrintable(_ bytes: Bytes) -> [UInt8] {
        let (span, table, offset) = (bytes.span, hexValues.span, bytes.startIndex)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var at = bytes.startIndex
        while true {
            let sign = bytes.next(UInt8(ascii: "="), from: at)
            appendPlain(bytes[at..<(sign ?? bytes.endIndex)], isEnd: sign == nil, to: &out)
            guard let sign else { return out }
            var i = sign - offset
            while i < span.count, span[i] == UInt8(ascii: "=") {
                if i + 2 < span.count, case let (high, low) = (table[Int(span[i + 1])], table[Int(span[i + 2])]),
                    (high | low) < 16
                {
                    out.append(high << 4 | low)
                    i += 3
                } else if let next = afterSoftEnd(span, from: i + 1) {
                    i = next
                } else {
                    out.append(span[i])
                    i += 1
                }
            }
            at = i + offset
        }
    }

    /// Adds what holds no code, without the blanks before each line end; with `isEnd` its own end is one too.
    private static func appendPlain(_ bytes: Bytes, isEnd: Bool, to out: inout [UInt8]) {
        var (start, at) = (bytes.startIndex, bytes.startIndex)
        while let lineFeed = bytes.next(.lf, from: at) ?? (isEnd ? bytes.endIndex : nil) {
            var end = lineFeed
            if end > start, bytes[end - 1] == .cr { end -= 1 }
            let lineEnd = end
            while end > start, bytes[end - 1].isBlank { end -= 1 }
            if end < lineEnd {
                out.append(contentsOf: bytes[start..<end])
                start = lineEnd
            }
            guard lineFeed < bytes.endIndex else { break }
            at = lineFeed + 1
        }
        out.append(contentsOf: bytes[start...])
    }

    /// Where the next line starts, when nothing but blanks stands before that.
    private static func afterSoftEnd(_ span: Span<UInt8>, from start: Int) -> Int? {
        var at = start
        while at < span.count, span[at].isBlank { at += 1 }
        if at < span.count, span[at] == .cr { at += 1 }
        guard at < span.count else { return at }
        return span[at] == .lf ? at + 1 : nil
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
