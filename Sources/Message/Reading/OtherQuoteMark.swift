// SPDX-License-Identifier: EUPL-1.2

/// The marks other than `>` that some programs set before the lines of a quote: a bar, or the writer's initials.
enum OtherQuoteMark {
    /// `| `, or up to four letters and `>`; empty when the line starts with neither.
    static func of(_ line: Bytes) -> [UInt8] {
        let line = line.trimmed
        if line.first == UInt8(ascii: "|") { return [UInt8(ascii: "|")] }
        let letters = line.prefix { $0.isLetter }
        guard (1...4).contains(letters.count), line.dropFirst(letters.count).first == UInt8(ascii: ">") else {
            return []
        }
        return letters + [UInt8(ascii: ">")]
    }
}
