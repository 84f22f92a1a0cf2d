// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// Finds the numbers of the office's own series in what people write: `2025-01307` and `2025 01307` are `2025.01307`.
package struct DossierNumbering: Hashable, Sendable {
    package let series: NumberSeries

    /// As many numbers as one text can name; the rest is somebody's list, and proves nothing.
    package static let most = 50

    package init(_ series: NumberSeries) { self.series = series }

    /// The numbers of our shape that a text names, each once, in normal form. A number that the text calls somebody else's
    /// ("hun kenmerk", "kenmerk van het UWV") is none of ours.
    package func named(in text: String) -> [String] {
        let bytes = Array(text.utf8)
        var (found, at) = ([String](), 0)
        while at < bytes.count, found.count < Self.most {
            guard !continuesNumber(bytes, at), let (number, end) = read(bytes, at) else {
                at += 1
                continue
            }
            let before = words(String(decoding: bytes[max(0, at - 60)..<at], as: UTF8.self))
            if !found.contains(number), !callsItSomebodyElses(before), isWrittenAsNumber(bytes[at..<end], after: before)
            {
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
                let first = at
                guard let number = digits(atLeast: width, atMost: max(width, 9)) else { return nil }
                // Zeros fill up to the width and no further: 2025.001307 is not 2025.01307.
                guard at - first == width || bytes[first] != UInt8(ascii: "0") else { return nil }
                serial = number
            case .text(let text):
                if text.utf8.allSatisfy(isSeparator) {
                    guard at < bytes.count, isSeparator(bytes[at]) else { return nil }
                    at += 1
                } else {
                    for wanted in text.lowercased().utf8 {
                        guard at < bytes.count,
                            lower(bytes[at]) == wanted || isSeparator(bytes[at]) && isSeparator(wanted)
                        else { return nil }
                        at += 1
                    }
                }
            }
        }
        if at < bytes.count {
            let next = at + 1 < bytes.count ? bytes[at + 1] : 0x20
            // "2025.01307.Graag" only lacks a blank; "2025.01307-2" is another number.
            let goesOn =
                bytes[at] == UInt8(ascii: ".")
                ? isDigit(next) : bytes[at] != 0x20 && isSeparator(bytes[at]) && isPartOfNumber(next)
            if isPartOfNumber(bytes[at]) || goesOn { return nil }
        }
        return (series.number(year: year, serial: serial), at)
    }

    /// Whether what stands before makes this a piece of something longer: a letter, a digit, or a date's dash.
    private func continuesNumber(_ bytes: [UInt8], _ at: Int) -> Bool {
        guard at > 0 else { return false }
        if isPartOfNumber(bytes[at - 1]) { return true }
        return at > 1 && bytes[at - 1] != 0x20 && isSeparator(bytes[at - 1]) && isDigit(bytes[at - 2])
    }

    /// "2025 12000" is a number of ours only after a word for one; else it is a year and an amount.
    private func isWrittenAsNumber(_ written: ArraySlice<UInt8>, after before: [String]) -> Bool {
        guard let blank = written.firstIndex(of: 0x20), written.index(after: blank) < written.endIndex else {
            return true
        }
        return written[written.index(after: blank)] == UInt8(ascii: "0")
            || before.suffix(5).contains { Self.references.contains($0) }
    }

    private static let references: Set<String> = [
        "kenmerk", "referentie", "zaaknummer", "dossiernummer", "dossier", "zaak", "klachtnummer", "klacht", "nummer",
        "nr",
    ]

    /// "hun kenmerk", "ons kenmerk", "kenmerk CJIB", "zaaknummer bij de gemeente is".
    private func callsItSomebodyElses(_ before: [String]) -> Bool {
        let said = before.suffix(8)
        guard let at = said.lastIndex(where: { ["kenmerk", "referentie", "zaaknummer", "dossiernummer"].contains($0) })
        else { return false }
        if at > said.startIndex, ["hun", "zijn", "haar", "diens", "ons", "onze"].contains(said[said.index(before: at)])
        {
            return true
        }
        let after = said[said.index(after: at)...]
        let owner = after.filter { !["is", "nr", "nummer", "van", "bij", "het", "de", "een"].contains($0) }
        guard !owner.isEmpty, !owner.contains(where: { ["u", "uw", "jullie", "ombudsman", "dossier"].contains($0) })
        else { return false }
        return after.contains { ["van", "bij"].contains($0) } || owner.count == 1 && said[at] != "dossiernummer"
    }

    private func isSeparator(_ byte: UInt8) -> Bool { [0x2e, 0x2d, 0x20, 0x2f].contains(byte) }
    private func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte }
    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private func isPartOfNumber(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a || byte >= 0x80
    }
}
