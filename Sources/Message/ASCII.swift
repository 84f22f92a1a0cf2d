// SPDX-License-Identifier: EUPL-1.2

/// A stretch of a mail's bytes that shares its storage with the whole.
typealias Bytes = ArraySlice<UInt8>

/// The classes of US-ASCII that RFC 5322 and MIME are written in.
extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lf: UInt8 = 0x0a
    static let cr: UInt8 = 0x0d
    static let blank: UInt8 = 0x20

    /// WSP of RFC 5234.
    var isBlank: Bool { self == .blank || self == .tab }
    /// White space of any kind, line ends included.
    var isSpace: Bool { self == .blank || (self >= 0x09 && self <= 0x0d) }
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7a }
    /// In lower case, when it is an ASCII letter.
    var lowered: UInt8 { self >= 0x41 && self <= 0x5a ? self | 0x20 : self }
    /// The value of a hexadecimal digit.
    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46, 0x61...0x66: (self | 0x20) - 0x57
        default: nil
        }
    }
}

extension Collection<UInt8> where Index == Int, SubSequence == Bytes {
    /// Without white space at both ends.
    var trimmed: Bytes {
        var (start, end) = (startIndex, endIndex)
        while start < end, self[start].isSpace { start += 1 }
        while end > start, self[end - 1].isSpace { end -= 1 }
        return self[start..<end]
    }

    /// Whether these bytes start with `prefix`, given in lower case, when ASCII case does not count.
    func starts(withLower prefix: String) -> Bool {
        let wanted = prefix.utf8
        return count >= wanted.count && zip(self, wanted).allSatisfy { $0.lowered == $1 }
    }

    /// Whether these bytes are `word`, given in lower case, when ASCII case does not count.
    func equals(lower word: String) -> Bool { count == word.utf8.count && starts(withLower: word) }

    /// The text that these bytes are in UTF-8; what is no UTF-8 becomes U+FFFD.
    var text: String { String(decoding: self, as: UTF8.self) }

    /// The text in lower case, ASCII letters only.
    var loweredText: String { String(decoding: map(\.lowered), as: UTF8.self) }
}

extension Bytes {
    /// The text that these bytes are in UTF-8; what is no UTF-8 becomes U+FFFD. Checks right text faster than the above.
    var text: String {
        do {
            return String(copying: try UTF8Span(validating: span))
        } catch {
            return String(decoding: self, as: UTF8.self)
        }
    }
}

extension String {
    /// The bytes in UTF-8.
    var bytes: Bytes { Bytes(utf8) }

    /// Whether both are the same when ASCII case does not count; allocates nothing.
    func equalsIgnoringCase(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let (a, b) = (utf8.span, other.utf8.span)
        return a.indices.allSatisfy { a[$0].lowered == b[$0].lowered }
    }

    /// Without white space at both ends.
    var trimmed: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        guard first.isSpace || last.isSpace || first >= 0x80 || last >= 0x80 else { return self }
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
