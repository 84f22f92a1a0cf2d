// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// Finds the numbers of the office's own series in what people write: `2025-01307` and `2025 01307` are `2025.01307`.
package struct DossierNumbering: Hashable, Sendable {
    package let series: NumberSeries

    package init(_ series: NumberSeries) { self.series = series }

    /// The numbers of our shape that a text names, each once, in normal form. A number that the text calls somebody else's
    /// ("hun kenmerk", "kenmerk van het UWV") is none of ours.
    package func named(in text: String) -> [String] {
        let bytes = Array(text.utf8)
        var (found, at) = ([String](), 0)
        while at < bytes.count {
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
        var (at, year, serial) = (start, 0, 0)
        func digits(atLeast least: Int, atMost most: Int) -> Int? {
            var end = at
            while end < bytes.count, end - at < most, isDigit(bytes[end]) { end += 1 }
            defer { at = end }
            return end - at >= least ? Int(String(decoding: bytes[at..<end], as: UTF8.self)) : nil
        }
        for part in series.parts {
            switch part {
            case .year:
                guard let number = digits(atLeast: 4, atMost: 4), (1900...2099).contains(number) else { return nil }
                year = number
            case .serial(let width):
                guard let number = digits(atLeast: width, atMost: max(width, 9)) else { return nil }
                serial = number
            case .text(let text):
                if text.utf8.allSatisfy(isSeparator) {
                    if at < bytes.count, isSeparator(bytes[at]) { at += 1 }
                } else {
                    let wanted = Array(text.lowercased().utf8)
                    guard String(decoding: bytes[at..<min(bytes.count, at + wanted.count)], as: UTF8.self).lowercased().utf8.elementsEqual(wanted)
                    else { return nil }
                    at += wanted.count
                }
            }
        }
        if at < bytes.count {
            let more = at + 1 < bytes.count && isPartOfNumber(bytes[at + 1])
            if isPartOfNumber(bytes[at]) || isSeparator(bytes[at]) && bytes[at] != 0x20 && more { return nil }
        }
        return (series.number(year: year, serial: serial), at)
    }

    private func callsItSomebodyElses(_ before: String) -> Bool {
        let said = Array(words(before).suffix(5))
        guard let last = said.last(where: { !["is", "nr", "nummer"].contains($0) }), ["kenmerk", "referentie", "zaaknummer"].contains(last)
        else { return false }
        return !said.contains { ["uw", "jullie", "ombudsman", "dossier"].contains($0) }
    }

    private func isSeparator(_ byte: UInt8) -> Bool { [0x2e, 0x2d, 0x20, 0x2f].contains(byte) }
    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private func isPartOfNumber(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a || byte >= 0x80
    }
}
