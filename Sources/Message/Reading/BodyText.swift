// SPDX-License-Identifier: EUPL-1.2

/// A body as lines of plain text, with what the markup told about some of them.
struct BodyText {
    /// What the markup of a line says, where it had any.
    enum Role {
        /// Inside a block in which a mail program keeps the mail that is answered.
        case history
        /// Inside a block in which a mail program keeps a signature.
        case signature
        /// The label row of a form field, as Gravity Forms marks it.
        case label
    }

    /// Lines without line ends; quoted ones start with `> `, once for each level.
    var lines: [String] = []
    /// By line number.
    var roles: [Int: Role] = [:]

    init() {}

    /// Plain text, with any of the line ends in use.
    init(plain text: String) { lines = Self.lines(of: text) }

    /// The whole as one text: `\n` between lines, no blank lines at the ends.
    var text: String { Self.joined(lines[...]) }

    /// Adds another body below this one, a blank line between.
    mutating func append(_ other: BodyText) {
        if !lines.isEmpty, !other.lines.isEmpty { lines.append("") }
        for (line, role) in other.roles { roles[line + lines.count] = role }
        lines.append(contentsOf: other.lines)
    }

    static func lines(of text: String) -> [String] {
        text.utf8.split(omittingEmptySubsequences: false) { $0 == .lf }.map { line in
            String(Substring(line.last == .cr ? line.dropLast() : line))
        }
    }

    static func joined(_ lines: ArraySlice<String>) -> String {
        guard let first = lines.firstIndex(where: { !isBlank($0) }),
            let last = lines.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return lines[first...last].joined(separator: "\n")
    }

    /// Whether nothing but white space stands here, the invisible characters of mail programs included.
    static func isBlank(_ line: String) -> Bool {
        if line.utf8.contains(where: { $0 > 0x20 && $0 < 0x7f }) { return false }
        return line.unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.value == 0x200b || $0.value == 0xfeff
        }
    }
}
