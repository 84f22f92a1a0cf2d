// SPDX-License-Identifier: EUPL-1.2

/// Quoted-printable (RFC 2045 §6.7) for text that we write.
enum QuotedPrintable {
    /// The text with CRLF line ends and lines of at most 76 characters. Blanks at line ends, and a `From ` or a lone full
    /// stop at a line's start, are written as codes, so that no relay can change them.
    static func encoded(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count * 5 / 4)
        for (i, line) in Lines(text: text.bytes).enumerated() {
            if i > 0 { out.append(contentsOf: [.cr, .lf]) }
            append(Array(line), to: &out)
        }
        return out
    }

    private static func append(_ line: [UInt8], to out: inout [UInt8]) {
        var column = 0
        for (i, byte) in line.enumerated() {
            let isLast = i == line.count - 1
            let isPlain = byte > 0x20 && byte < 0x7f && byte != UInt8(ascii: "=") || byte.isBlank && !isLast
            let isDangerous = i == 0 && (line.starts(withLower: "from ") || byte == UInt8(ascii: "."))
            let piece = isPlain && !isDangerous ? [byte] : code(byte)
            if column + piece.count > (isLast ? 76 : 75) {
                out.append(contentsOf: [UInt8(ascii: "="), .cr, .lf])
                column = 0
            }
            out.append(contentsOf: piece)
            column += piece.count
        }
    }

    /// `=E9`
    static func code(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}

/// Base64 (RFC 4648 §4) for what we write.
enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encoded(_ bytes: [UInt8]) -> String { String(decoding: code(bytes, width: nil), as: UTF8.self) }

    /// In lines of 76 characters with CRLF between.
    static func lines(_ bytes: [UInt8]) -> [UInt8] { code(bytes, width: 57) }

    private static func code(_ bytes: [UInt8], width: Int?) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 7 / 5 + 4)
        for at in stride(from: 0, to: bytes.count, by: 3) {
            if let width, at > 0, at % width == 0 { out.append(contentsOf: [.cr, .lf]) }
            let left = bytes.count - at
            let group =
                UInt32(bytes[at]) << 16 | (left > 1 ? UInt32(bytes[at + 1]) << 8 : 0)
                | (left > 2 ? UInt32(bytes[at + 2]) : 0)
            for (i, shift) in [UInt32(18), 12, 6, 0].enumerated() {
                out.append(i <= left ? letters[Int(group >> shift & 63)] : UInt8(ascii: "="))
            }
        }
        return out
    }
}
