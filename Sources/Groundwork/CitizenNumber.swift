// SPDX-License-Identifier: EUPL-1.2

/// The burgerservicenummer (BSN): recognised by its elfproef and masked wherever text leaves the stored original.
package enum CitizenNumber {
    /// Nine digits whose weighted sum (9, 8, … 2, −1) is divisible by eleven.
    package static func passesElevenTest(_ digits: [UInt8]) -> Bool {
        guard digits.count == 9, digits.contains(where: { $0 != 0 }) else { return false }
        let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
        return zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 } % 11 == 0
    }

    /// The text with every number that could be a BSN replaced by nine asterisks: written whole, or in groups with one kind
    /// of blank, dot or hyphen between. A year and five digits are left, for that is how dossier numbers are written.
    package static func masked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var (out, at, copied) = ([UInt8](), 0, 0)
        while at < bytes.count {
            guard isDigit(bytes[at]) else {
                at += 1
                continue
            }
            guard let end = endOfNumber(bytes, from: at) else {
                at = endOfDigits(bytes, from: at)
                continue
            }
            out.append(contentsOf: bytes[copied..<at])
            out.append(contentsOf: repeatElement(UInt8(ascii: "*"), count: 9))
            (at, copied) = (end, end)
        }
        return copied == 0 ? text : String(decoding: out + bytes[copied...], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func endOfDigits(_ bytes: [UInt8], from start: Int) -> Int {
        bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    }

    /// Where the citizen number that begins here ends; nil when none does.
    private static func endOfNumber(_ bytes: [UInt8], from start: Int) -> Int? {
        var (digits, groups, at, separator) = ([UInt8](), 0, start, UInt8?.none)
        while true {
            let end = endOfDigits(bytes, from: at)
            guard digits.count + end - at <= 9 else { return nil }
            digits.append(contentsOf: bytes[at..<end].map { $0 - 0x30 })
            groups += 1
            if digits.count == 9 {
                let isDossierNumber =
                    groups == 2 && end - at == 5 && ([1, 9] == digits[..<2] || [2, 0] == digits[..<2])
                return !isDossierNumber && passesElevenTest(digits) ? end : nil
            }
            guard end + 1 < bytes.count, isDigit(bytes[end + 1]), [0x20, 0x2d, 0x2e].contains(bytes[end]),
                separator == nil || separator == bytes[end]
            else { return nil }
            (separator, at) = (bytes[end], end + 1)
        }
    }
}
