// SPDX-License-Identifier: EUPL-1.2
import Glibc

/// Bytes of any charset as text. Never fails: what cannot be read becomes U+FFFD, and an unknown label is guessed.
///
/// The labels of mail are often wrong, so bytes that are UTF-8 are read as such under any single-byte Western label, and
/// bytes that are not, as windows-1252, which holds ISO-8859-1 and US-ASCII (WHATWG Encoding §4.2 does the same).
/// The only file of this room that calls C.
enum Charset {
    /// The text of `bytes`. `fallback` is the charset to try, when there is no label and the bytes are not UTF-8.
    static func decode(_ bytes: Bytes, label: String?, fallback: String? = nil) -> String {
        utf8(bytes, label: label, fallback: fallback).bytes.text
    }

    /// The text of `bytes` in UTF-8, being the bytes themselves where they are that already; and whether the label is one
    /// that we know (none is known too).
    static func utf8(_ bytes: Bytes, label: String?, fallback: String? = nil) -> (bytes: Bytes, isKnown: Bool) {
        let name = label.map(canonical) ?? ""
        switch name {
        case "", "us-ascii", "windows-1252":
            if isUTF8(bytes) { return (unmarked(bytes), true) }
            if name.isEmpty, let fallback, case let other = canonical(fallback), other != "utf-8", !other.isEmpty,
                let text = converted(bytes, from: other)
            {
                return (text[...], true)
            }
            return (windows1252(bytes), true)
        case "utf-8": return (damagedUTF8(bytes), true)
        case "utf-16", "utf-16le", "utf-16be":
            return (unmarked((converted(bytes, from: byteOrder(bytes, name)) ?? [])[...]), true)
        case "hz-gb-2312":
            return (converted(unshiftedHZ(bytes)[...], from: "gb18030")?[...] ?? windows1252(bytes), true)
        default:
            if let table = SingleByteCharset.named(name) { return (table.utf8(bytes)[...], true) }
            if let text = converted(bytes, from: name) { return (unmarked(text[...]), true) }
            return (isUTF8(bytes) ? unmarked(bytes) : windows1252(bytes), false)
        }
    }

    /// The name that iconv knows for a label as mail has it.
    private static func canonical(_ label: String) -> String {
        let cut = label.bytes.trimmed.prefix { !$0.isSpace && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ";") }
        let name = String(
            decoding: cut.filter { $0 > 0x20 && $0 < 0x7f && $0 != 0x22 && $0 != 0x27 }.map {
                $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0.lowered
            }, as: UTF8.self)
        if let alias = aliases[name] { return alias }
        if name.hasPrefix("cp-") { return "cp" + name.dropFirst(3) }
        if name.hasPrefix("windows125") { return "windows-125" + name.dropFirst(10) }
        if name.hasPrefix("x-windows-") || name.hasPrefix("x-iso-") { return String(name.dropFirst(2)) }
        if name.hasPrefix("iso8859") { return "iso-8859" + name.dropFirst(7) }
        return name
    }

    private static let aliases = [
        "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "utf-8-mac": "utf-8", "x-utf-8": "utf-8",
        "x-unicode-2-0-utf-8": "utf-8",
        "ascii": "us-ascii", "ansi-x3.4-1968": "us-ascii", "iso646-us": "us-ascii", "us": "us-ascii",
        "7bit": "us-ascii",
        "8bit": "us-ascii", "unknown": "us-ascii", "unknown-8bit": "us-ascii", "x-unknown": "us-ascii",
        "default": "us-ascii",
        "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin1": "windows-1252",
        "latin-1": "windows-1252",
        "l1": "windows-1252", "iso-ir-100": "windows-1252", "cp1252": "windows-1252", "x-cp1252": "windows-1252",
        "ansi": "windows-1252", "x-ansi": "windows-1252", "cp-1252": "windows-1252", "windows1252": "windows-1252",
        "iso-8859-9": "windows-1254", "latin5": "windows-1254", "iso-8859-11": "windows-874",
        "tis-620": "windows-874",
        "iso-8859-8-i": "windows-1255", "iso-8859-8-e": "windows-1255", "iso-8859-8": "windows-1255",
        "x-sjis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "ms-kanji": "cp932",
        "ks-c-5601-1987": "cp949", "ks-c-5601": "cp949", "euc-kr": "cp949", "korean": "cp949",
        "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030", "chinese": "gb18030",
        "x-euc-jp": "euc-jp", "big5-hkscs": "big5-hkscs", "x-x-big5": "big5",
        "unicode-1-1-utf-7": "utf-7", "x-unicode-2-0-utf-7": "utf-7", "x-mac-roman": "macintosh",
        "macroman": "macintosh",
        "mac": "macintosh", "x-mac-cyrillic": "mac-cyrillic", "dos-850": "cp850", "ibm850": "cp850",
        "unicode": "utf-16", "ucs-2": "utf-16", "iso-10646-ucs-2": "utf-16", "koi8": "koi8-r",
    ]

    static func isUTF8(_ bytes: Bytes) -> Bool {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return true
        } catch {
            return false
        }
    }

    /// Without a byte order mark.
    private static func unmarked(_ bytes: Bytes) -> Bytes {
        bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes
    }

    /// Bytes that are said to be UTF-8. Where no sequence of several bytes is right the label is a lie: windows-1252.
    private static func damagedUTF8(_ bytes: Bytes) -> Bytes {
        if isUTF8(bytes) { return unmarked(bytes) }
        let text = bytes.text
        return text.unicodeScalars.contains { $0.value >= 0x80 && $0 != "\u{fffd}" } ? text.bytes : windows1252(bytes)
    }

    static func windows1252(_ bytes: Bytes) -> Bytes { SingleByteCharset.windows1252.utf8(bytes)[...] }

    /// Which end comes first: as the byte order mark says, or the label, or where the zeros of Western text stand.
    private static func byteOrder(_ bytes: Bytes, _ name: String) -> String {
        if bytes.starts(with: [0xff, 0xfe]) { return "utf-16le" }
        if bytes.starts(with: [0xfe, 0xff]) { return "utf-16be" }
        if name != "utf-16" { return name }
        let zeros = bytes.prefix(200).enumerated().count { $0.offset % 2 == 1 && $0.element == 0 }
        return zeros * 4 > min(bytes.count, 200) ? "utf-16le" : "utf-16be"
    }

    /// HZ (RFC 1843) as GB 2312 with high bits: between `~{` and `~}` each byte stands for itself plus 0x80.
    private static func unshiftedHZ(_ bytes: Bytes) -> [UInt8] {
        var (out, at, isChinese) = ([UInt8](), bytes.startIndex, false)
        while at < bytes.endIndex {
            if bytes[at] == UInt8(ascii: "~"), at + 1 < bytes.endIndex {
                switch bytes[at + 1] {
                case UInt8(ascii: "{"): isChinese = true
                case UInt8(ascii: "}"): isChinese = false
                case UInt8(ascii: "~"): out.append(UInt8(ascii: "~"))
                default: break
                }
                at += 2
            } else {
                out.append(isChinese && bytes[at] > 0x20 ? bytes[at] | 0x80 : bytes[at])
                at += 1
            }
        }
        return out
    }

    /// Whether iconv may be asked for the name: a slash means something else to it, and a long name costs it quadratic time.
    private static func isName(_ name: String) -> Bool {
        (1...40).contains(name.utf8.count) && !name.utf8.contains(UInt8(ascii: "/"))
    }

    /// What iconv makes of the bytes, in UTF-8; nil when it does not know the name. A byte that it cannot read becomes
    /// U+FFFD.
    static func converted(_ bytes: Bytes, from name: String) -> [UInt8]? {
        guard isName(name), let converter = unsafe iconv_open("UTF-8", name), Int(bitPattern: converter) != -1
        else { return nil }
        defer { _ = unsafe iconv_close(converter) }
        var chunk = [UInt8](repeating: 0, count: min(bytes.count * 2 + 64, 65_536))
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 2)
        // The buffers live for the length of the closures; iconv stays within the counts given and leaves its input alone.
        unsafe bytes.withUnsafeBytes { source in
            var next = unsafe UnsafeMutablePointer(mutating: source.baseAddress?.assumingMemoryBound(to: CChar.self))
            var left = source.count
            while left > 0 {
                let before = left
                let (result, fault, made) = unsafe chunk.withUnsafeMutableBytes { target in
                    var end = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
                    var room = target.count
                    let result = unsafe iconv(converter, &next, &left, &end, &room)
                    return (result, errno, target.count - room)
                }
                out.append(contentsOf: chunk[..<made])
                if result == -1, fault != E2BIG {
                    out.append(contentsOf: [0xef, 0xbf, 0xbd])
                    unsafe next = next.map { unsafe $0 + 1 }
                    left -= 1
                } else if made == 0, left == before {
                    break
                }
            }
        }
        return out
    }
}
