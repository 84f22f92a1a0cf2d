// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// The office's own series of dossier numbers: a year and a serial number, as `2025.01234`.
package struct DossierNumbering: Hashable, Sendable {
    /// How many digits the serial number has.
    package var digits: Int
    /// The first serial number of a year; a high start keeps clear of a registration system's own numbers.
    package var first: Int

    package init(digits: Int = 5, first: Int = 1) { (self.digits, self.first) = (digits, first) }

    package func number(year: Int, serial: Int) -> String {
        let text = String(serial)
        return "\(year)." + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// The numbers of our shape that a text names, each once, in normal form: `2025-01307` and `2025 01307` are `2025.01307`.
    /// A number that the text calls somebody else's ("hun kenmerk", "kenmerk van het UWV") is none of ours.
    package func named(in text: String) -> [String] {
        let bytes = Array(text.utf8)
        var (found, at) = ([String](), 0)
        while at + 4 + digits <= bytes.count {
            guard at == 0 || !isPartOfNumber(bytes[at - 1]), let (number, end) = read(bytes, at) else {
                at += 1
                continue
            }
            if !found.contains(number), !callsItSomebodyElses(String(decoding: bytes[max(0, at - 40)..<at], as: UTF8.self)) {
                found.append(number)
            }
            at = end
        }
        return found
    }

    private func read(_ bytes: [UInt8], _ start: Int) -> (String, Int)? {
        let year = bytes[start..<start + 4]
        guard year.allSatisfy(isDigit), year.starts(with: "19".utf8) || year.starts(with: "20".utf8) else { return nil }
        var at = start + 4
        if [0x2e, 0x2d, 0x20, 0x2f].contains(bytes[at]) { at += 1 }
        guard at + digits <= bytes.count, bytes[at..<at + digits].allSatisfy(isDigit) else { return nil }
        let end = at + digits
        if end < bytes.count {
            let next = bytes[end]
            let more = end + 1 < bytes.count && isPartOfNumber(bytes[end + 1])
            if isPartOfNumber(next) || [0x2e, 0x2d, 0x2f].contains(next) && more { return nil }
        }
        return (String(decoding: year, as: UTF8.self) + "." + String(decoding: bytes[at..<end], as: UTF8.self), end)
    }

    private func callsItSomebodyElses(_ before: String) -> Bool {
        let said = Array(words(before).suffix(5))
        guard let last = said.last(where: { !["is", "nr", "nummer"].contains($0) }), ["kenmerk", "referentie", "zaaknummer"].contains(last)
        else { return false }
        return !said.contains { ["uw", "jullie", "ombudsman", "dossier"].contains($0) }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private func isPartOfNumber(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a || byte >= 0x80
    }
}
