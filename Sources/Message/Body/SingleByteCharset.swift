// SPDX-License-Identifier: EUPL-1.2

/// A charset in which every byte is one character, as a table: what iconv says of each byte, asked once.
struct SingleByteCharset {
    /// The UTF-8 of each byte from 0x80 on: the first byte lowest, the length on top.
    private let codes: [UInt32]

    /// `characters` are those of the bytes 0x80 to 0xff.
    private init(_ characters: [Unicode.Scalar]) {
        codes = characters.map { scalar in
            var (code, shift) = (UInt32(0), UInt32(0))
            for byte in String(scalar).utf8 {
                code |= UInt32(byte) << shift
                shift += 8
            }
            return code | shift << 21
        }
    }

    /// The text of the bytes in UTF-8.
    func utf8(_ bytes: Bytes) -> [UInt8] {
        let (span, table) = (bytes.span, codes.span)
        var high = 0
        for i in span.indices where span[i] >= 0x80 { high += 1 }
        return [UInt8](capacity: span.count + 2 * high) { out in
            for i in span.indices {
                let byte = span[i]
                if byte < 0x80 {
                    out.append(byte)
                } else {
                    let code = table[Int(byte & 0x7f)]
                    out.append(UInt8(truncatingIfNeeded: code))
                    out.append(UInt8(truncatingIfNeeded: code >> 8))
                    if code >> 24 == 3 { out.append(UInt8(truncatingIfNeeded: code >> 16)) }
                }
            }
        }
    }

    /// The character of one byte from 0x80 on.
    static func windowsSpecial(_ byte: UInt8) -> Unicode.Scalar { windowsSpecials[Int(byte & 0x1f)] }

    private static let windowsSpecials = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ".unicodeScalars)

    /// windows-1252; the five bytes that it leaves open are the control characters of ISO-8859-1.
    static let windows1252 = SingleByteCharset(
        windowsSpecials + (0xa0...0xff).map { Unicode.Scalar(UInt8($0)) })

    /// By the name that iconv has for it; nil for charsets of more bytes or with marks that combine.
    static func named(_ name: String) -> SingleByteCharset? { tables[name] }

    private static let tables: [String: SingleByteCharset] = {
        let names =
            ([2, 3, 4, 5, 6, 7, 10, 13, 14, 15, 16].map { "iso-8859-\($0)" }
                + [0, 1, 3, 4, 6, 7].map { "windows-125\($0)" })
            + [
                "koi8-r", "koi8-u", "cp437", "cp850", "cp852", "cp858", "cp866", "macintosh", "mac-cyrillic",
                "windows-874",
            ]
        let all = (UInt8(0x80)...0xff).map { [$0] }
        return names.reduce(into: [windows1252Name: windows1252]) { tables, name in
            let characters = all.map {
                Charset.converted($0[...], from: name).map { Array($0[...].text.unicodeScalars) } ?? []
            }
            if characters.allSatisfy({ $0.count == 1 }) {
                tables[name] = SingleByteCharset(characters.compactMap(\.first))
            }
        }
    }()

    private static let windows1252Name = "windows-1252"
}
