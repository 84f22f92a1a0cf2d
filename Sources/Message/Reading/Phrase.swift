// SPDX-License-Identifier: EUPL-1.2

/// Words folded for comparing with the phrases that we know: ASCII and Western letters in lower case without accents, runs
/// of white space as one blank, none at the ends. Made for every line of every mail, so it looks at bytes only.
struct Phrase: Equatable {
    private(set) var bytes: [UInt8] = []

    init(_ text: some StringProtocol) { self.init(folding: text.utf8) }

    private init(folded: Bytes) { bytes = Array(folded) }

    init(folding source: some Sequence<UInt8>) {
        var lead: UInt8 = 0
        for byte in source {
            if lead != 0 {
                append(lead: lead, byte)
                lead = 0
            } else if byte < 0x80 {
                append(byte.lowered)
            } else if byte == 0xc2 || byte == 0xc3 || byte == 0xc4 || byte == 0xc5 {
                lead = byte
            } else {
                bytes.append(byte)
            }
        }
        if bytes.last == .blank { bytes.removeLast() }
    }

    private mutating func append(_ byte: UInt8) {
        if !byte.isSpace {
            bytes.append(byte)
        } else if let last = bytes.last, last != .blank {
            bytes.append(.blank)
        }
    }

    /// A character of two bytes: its letter without the accent, where it is a Western one.
    private mutating func append(lead: UInt8, _ byte: UInt8) {
        switch (lead, byte) {
        case (0xc2, 0xa0): append(.blank)
        case (0xc3, 0x9f): bytes.append(contentsOf: "ss".utf8)
        case (0xc3, 0x80...0xbf) where Self.letters[Int(byte) - 0x80] != UInt8(ascii: "?"):
            bytes.append(Self.letters[Int(byte) - 0x80])
        case (0xc4, 0x80...0xbf) where Self.extended[Int(byte) - 0x80] != UInt8(ascii: "?"):
            bytes.append(Self.extended[Int(byte) - 0x80])
        case (0xc5, 0x80...0xbf) where Self.extended[Int(byte) - 0x40] != UInt8(ascii: "?"):
            bytes.append(Self.extended[Int(byte) - 0x40])
        default: bytes.append(contentsOf: [lead, byte])
        }
    }

    /// The letters of U+00C0 to U+00FF without their accents.
    private static let letters = Array("aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y".utf8)

    /// The letters of U+0100 to U+017F without their accents.
    private static let extended = Array(
        ("aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkk?lllllll"
            + "lllnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

    var isEmpty: Bool { bytes.isEmpty }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var wordCount: Int { bytes.isEmpty ? 0 : bytes.count { $0 == .blank } + 1 }

    func hasPrefix(_ prefix: String) -> Bool { bytes.starts(with: prefix.utf8) }

    func contains(_ part: String) -> Bool { position(of: part) != nil }

    /// Where `part` begins.
    func position(of part: String) -> Int? {
        let wanted = part.utf8
        guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
        let span = bytes.span
        for at in 0...(span.count - wanted.count) where span[at] == first && bytes[at...].starts(with: wanted) {
            return at
        }
        return nil
    }

    /// Runs of letters and digits.
    var words: [String] {
        bytes.split { !($0.isLetter || $0.isDigit || $0 >= 0x80) }.map(\.text)
    }

    /// Without any of these ASCII signs at its start and end.
    func without(_ signs: String) -> Phrase {
        var (start, end) = (bytes.startIndex, bytes.endIndex)
        while start < end, signs.utf8.contains(bytes[start]) { start += 1 }
        while end > start, signs.utf8.contains(bytes[end - 1]) { end -= 1 }
        while start < end, bytes[start] == .blank { start += 1 }
        while end > start, bytes[end - 1] == .blank { end -= 1 }
        return start == 0 && end == bytes.count ? self : Phrase(folded: bytes[start..<end])
    }
}
