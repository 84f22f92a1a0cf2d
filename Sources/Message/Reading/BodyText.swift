// SPDX-License-Identifier: EUPL-1.2

/// A body as lines of plain text, with what the markup told about some of them.
struct BodyText {
    /// What the markup of a line says, where it had any.
    enum Role {
        /// The head of the mail that is answered, which goes on below it.
        case history
        /// Inside a block that holds nothing but the mail that is answered, or the line above its quote.
        case container
        /// Inside a block in which a mail program keeps a signature.
        case signature
        /// The label row of a form field, as Gravity Forms marks it.
        case label
    }

    /// Quoted lines start with `> `, once for each level.
    var lines = Lines()
    /// By line number.
    var roles: [Int: Role] = [:]

    init() {}

    /// Plain text, with any of the line ends in use.
    init(plain text: Bytes) { lines = Lines(text: text) }

    init(plain text: String) { self.init(plain: text.bytes) }

    /// The whole as one text: `\n` between lines, no blank lines at the ends.
    var text: String { lines.text }

    var isBlank: Bool { lines.allSatisfy(\.isBlankLine) }

    /// Adds another body below this one, a blank line between.
    mutating func append(_ other: BodyText) {
        if !lines.isEmpty, !other.lines.isEmpty { lines.append([]) }
        for (line, role) in other.roles { roles[line + lines.count] = role }
        lines.append(contentsOf: other.lines)
    }
}
