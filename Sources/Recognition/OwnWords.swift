// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Message

/// What the sender says in a message: never quoted history, a reply's subject (that is ours) or a signature.
struct OwnWords {
    /// The sender's subject; empty for a reply or a forward, whose subject somebody else wrote.
    let subject: String
    let body: String
    /// Text of enclosed letters, in order.
    let enclosed: [String]
    /// Whether a document, photo or sound is enclosed whose words we cannot read.
    let hasUnreadEnclosure: Bool

    /// So many mails one inside another are opened.
    private static let deepest = 3

    init(_ message: Message, depth: Int = 0) {
        subject = Self.subject(of: message)
        let question = message.form?.question ?? ""
        body = Self.withoutSignOff(Self.readable(question.isEmpty ? message.newText : question))
        var enclosed = message.forwarded.map { [$0.text] } ?? []
        var isUnread = false
        for attachment in message.attachments {
            if depth < Self.deepest, let letter = attachment.letter {
                let own = OwnWords(letter, depth: depth + 1)
                enclosed += [own.body] + own.enclosed
                isUnread = isUnread || own.hasUnreadEnclosure || own.isBlank && !attachment.content.isEmpty
            } else if Self.mayCarryALetter(attachment) {
                isUnread = true
            }
        }
        (self.enclosed, hasUnreadEnclosure) = (enclosed, isUnread)
    }

    /// A text as far as it is read: of an endless one the first 150,000 and the last 50,000 characters.
    private static func readable(_ text: String) -> String {
        text.utf8.count <= 200_000 ? text : String(text.prefix(150_000)) + "\n\n" + String(text.suffix(50_000))
    }

    private static func subject(of message: Message) -> String {
        if let form = message.form {
            return form.fields.first { ["onderwerp", "subject", "betreft"].contains(folded($0.label)) }?.value ?? ""
        }
        let start = folded(message.subject)
        let isOthers = [
            "re:", "re :", "antw:", "antw.:", "aw:", "betr:", "sv:", "fw:", "fwd:", "wg:", "doorst:", "tr:",
            "automatisch antwoord",
        ]
        .contains { start.hasPrefix($0) }
        return isOthers ? "" : message.subject
    }

    /// The letter up to "Met vriendelijke groet"; what follows only when it is long enough to be a postscript.
    static func withoutSignOff(_ text: String) -> String {
        let lines =
            text.utf8.contains(0x0d)
            ? text.split(separator: "\n", omittingEmptySubsequences: false)
            : text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false).map(Substring.init)
        guard
            let end = lines.lastIndex(where: { line in
                guard mayBeClosing(line) else { return false }
                let words = Groundwork.words(String(line))
                return words.count <= 7 && closings.contains { words.starts(with: $0) }
            })
        else { return text }
        let rest = lines[(end + 1)...]
        if rest.contains(where: { folded(String($0)).hasPrefix("ps") || folded(String($0)).hasPrefix("p.s") })
            || rest.count > 12
        {
            return text
        }
        return lines[..<end].joined(separator: "\n")
    }

    /// Told without folding the line: whether it is short and its first letter is that of some closing.
    private static func mayBeClosing(_ line: Substring) -> Bool {
        guard line.utf8.count <= longestClosing else { return false }
        let first = line.utf8.first { (0x61...0x7a).contains($0 | 0x20) || (0x30...0x39).contains($0) }
        return first.map { firstLetters.contains($0 | 0x20) } ?? false
    }

    private static let firstLetters = Set(closings.compactMap { $0.first?.utf8.first })

    private static let longestClosing = 160
    private static let closings: [[String]] = [
        "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten",
        "met groet", "groet", "groeten",
        "groetjes", "hoogachtend", "met hoogachting", "mvg", "m v g", "hartelijke groet", "hartelijke groeten",
        "met hartelijke groet",
        "kind regards", "best regards", "yours sincerely", "regards", "mit freundlichen grussen", "cordialement",
    ].map { $0.split(separator: " ").map(String.init) }

    private var isBlank: Bool { ([body] + enclosed).allSatisfy { $0.allSatisfy(\.isWhitespace) } }

    private static func mayCarryALetter(_ attachment: Attachment) -> Bool {
        let type = attachment.contentType
        let ending = attachment.filename.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if ["ics", "vcf", "p7s", "asc", "sig"].contains(ending)
            || ["text/calendar", "text/vcard", "text/x-vcard"].contains(type)
        {
            return false
        }
        if type.hasPrefix("image/") { return !attachment.isInline || attachment.content.count > 20_000 }
        if type.hasPrefix("application/") {
            return !type.contains("signature") && type != "application/pgp-encrypted"
        }
        return type.hasPrefix("audio/") || type.hasPrefix("video/") || type.hasPrefix("message/")
    }
}
