// SPDX-License-Identifier: EUPL-1.2

/// The last lines that a virus scanner puts below a mail: a rule or a link, and what was scanned.
enum VirusFooter {
    /// Where it starts; nil when the mail does not end with one.
    static func start(in lines: Slice<Lines>) -> Int? {
        guard let last = lines.lastIndex(where: { !$0.isBlankLine }) else { return nil }
        let head = lines[..<last].suffix(6).lastIndex { $0.isBlankLine || isRule($0) }
        guard let head else { return nil }
        let first = isRule(lines[head]) ? head : head + 1
        guard isRule(lines[first]) || isLink(lines[first]) else { return nil }
        return lines[first...last].contains { Phrase(folding: $0).contains("virus") } ? first : nil
    }

    private static func isRule(_ line: Bytes) -> Bool {
        let line = line.trimmed
        return line.count >= 3 && line.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    private static func isLink(_ line: Bytes) -> Bool {
        line.starts(withLower: "<http") || line.starts(withLower: "http") || line.starts(withLower: "[")
    }
}
