// SPDX-License-Identifier: EUPL-1.2

/// The burgerservicenummer (BSN): recognised by its elfproef and masked wherever text leaves the stored original.
package enum CitizenNumber {
    /// Nine digits whose weighted sum (9, 8, … 2, −1) is divisible by eleven.
    package static func passesElevenTest(_ digits: [UInt8]) -> Bool {
        guard digits.count == 9, digits.contains(where: { $0 != 0 }) else { return false }
        let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
        return zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 } % 11 == 0
    }

    /// The text with every number that could be a BSN replaced by nine asterisks; written whole, or grouped with dots or blanks.
    package static func masked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var (out, at, copied) = ([UInt8](), 0, 0)
        while at < bytes.count {
            guard isDigit(bytes[at]) else {
                at += 1
                continue
            }
            let (digits, end) = run(bytes, from: at)
            if passesElevenTest(digits) {
                out.append(contentsOf: bytes[copied..<at])
                out.append(contentsOf: repeatElement(UInt8(ascii: "*"), count: 9))
                copied = end
            }
            at = end
        }
        return copied == 0 ? text : String(decoding: out + bytes[copied...], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// The digits that start here, single dots, blanks and hyphens between groups allowed when nine come together.
    private static func run(_ bytes: [UInt8], from start: Int) -> (digits: [UInt8], end: Int) {
        var (digits, at, solidEnd, solid) = ([UInt8](), start, start, 0)
        while at < bytes.count, digits.count < 10 {
            if isDigit(bytes[at]) {
                digits.append(bytes[at] - 0x30)
                at += 1
                if solid == 0, at == bytes.count || !isDigit(bytes[at]) { (solid, solidEnd) = (digits.count, at) }
            } else if [0x20, 0x2e, 0x2d].contains(bytes[at]), at + 1 < bytes.count, isDigit(bytes[at + 1]) {
                at += 1
            } else {
                break
            }
        }
        if digits.count == 9 { return (digits, at) }
        while solid == 0, at < bytes.count, isDigit(bytes[at]) { at += 1 }
        return (Array(digits.prefix(max(solid, 1))), max(solidEnd, solid == 0 ? at : solidEnd))
    }
}
