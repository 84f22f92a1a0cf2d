// SPDX-License-Identifier: EUPL-1.2

/// The contact form of Drupal: "NAAM (niet geverifieerd) (ADRES) heeft een bericht gestuurd met het contactformulier op URL.",
/// then a label on one line and its value on the next; older sites send the bare message instead.
enum DrupalContactForm {
    private static let sentences = [
        "heeft een bericht gestuurd met het contactformulier op",
        "heeft een bericht verzonden via het contactformulier op",
        "heeft een bericht verstuurd via het contactformulier op",
        "heeft een bericht gestuurd via het contactformulier op",
        "sent a message using the contact form at", "hat eine nachricht uber das kontaktformular",
    ]

    /// The opening: who sends, and the line after it.
    struct Opening {
        let sender: EmailAddress?
        let end: Int
    }

    /// Nil unless the first words of the mail are the opening sentence, however it was folded.
    static func opening(_ lines: Lines) -> Opening? {
        guard let first = lines.firstIndex(where: { !$0.isBlankLine }), !lines[first].isQuoted
        else { return nil }
        let reach = first..<min(first + 5, lines.count)
        // The sender's address or page stands in brackets.
        guard reach.contains(where: { lines[$0].contains(UInt8(ascii: "(")) }) else { return nil }
        var joined = ""
        for at in reach {
            joined += " " + lines[at].trimmed.text
            guard joined.utf8.count < 2_000 else { return nil }
            let text = Phrase(joined)
            guard let start = sentences.lazy.compactMap({ text.position(of: $0) }).first else { continue }
            // The address of the form may stand on a line of its own.
            let isWhole = Phrase(folding: text.bytes[start...]).contains("http")
            if !isWhole, at + 1 < lines.count, Phrase(folding: lines[at + 1]).hasPrefix("http") { continue }
            // The phrase is folded, so count its words to find where the name ends in the text as written.
            let words = Phrase(folding: text.bytes[..<start]).wordCount
            let head = joined.split(whereSeparator: \.isWhitespace).prefix(words).joined(separator: " ")
            return Opening(sender: sender(head), end: at + 1)
        }
        return nil
    }

    /// `Jan Jansen (niet geverifieerd) (jan@example.org)`; a member of the site has a page instead of an address.
    private static func sender(_ head: String) -> EmailAddress? {
        let name = (head.firstRange(of: " (").map { String(head[..<$0.lowerBound]) } ?? head).trimmed
        let words = head.split { $0 == "(" || $0 == ")" || $0.isWhitespace || $0 == "<" || $0 == ">" }
        guard let word = words.last(where: { $0.contains("@") }) else { return nil }
        let address = word.hasPrefix("mailto:") ? word.dropFirst(7) : word[...]
        return EmailAddress(name: name.hasPrefix("(") || name.contains("@") ? "" : name, address: String(address))
    }
}
