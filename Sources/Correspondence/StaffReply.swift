// SPDX-License-Identifier: EUPL-1.2
import Foundation
package import Groundwork

/// The first words of a reply that make it a command; the raw value is what staff write, in any case.
package enum Keyword: String, Sendable, CaseIterable {
    case contact = "CONTACT"
    case attempt = "POGING"
    case commitment = "TOEZEGGING"
    case letter = "BRIEF"
    case noComplaint = "GEEN KLACHT"
    case complaint = "WEL KLACHT"
    case concerned = "BETROKKENE"
    case seen = "GEZIEN"
    case handOver = "OVERDRAGEN"
    case postpone = "VERDAGEN"
    case adviser = "ADVIES"
    case notHandled = "NIET IN BEHANDELING"
    case forward = "DOORZENDEN"
    case hearing = "HOREN"
    case reopen = "HEROPENEN"
    case settled = "AFGEHANDELD"
    case release = "VRIJGEVEN"
    case revision = "HERZIENING"
    case urgent = "SPOED"
    case dossier = "DOSSIER"
    case new = "NIEUW"
    case ignore = "NEGEREN"
    case move = "VERPLAATS"
    case merge = "SAMENVOEGEN"
    case absent = "AFWEZIG"
    case status = "STATUS"
    case help = "HULP"

    /// For a person's verdict, which one; nil for other keywords.
    package var saysComplaint: Bool? { self == .complaint ? true : self == .noComplaint ? false : nil }
}

package enum ContactMeans: String, Sendable, CaseIterable {
    case telephone = "telefoon"
    case conversation = "gesprek"
    case mail
}

/// Contact with a citizen as the handler reports it.
package struct ContactRegistration: Hashable, Sendable {
    /// When it was; where only a day was given its last minute, so that it never precedes a receipt on that day.
    package let at: Moment
    /// Whether a time of day was given or meant; else only the day of `at` means something.
    package let hasTime: Bool
    package let by: ContactMeans?
    /// What was said and agreed, as written.
    package let note: String
    /// Too few words to tell later what was agreed.
    package let isThin: Bool

    package init(at: Moment, hasTime: Bool, by: ContactMeans?, note: String, isThin: Bool) {
        (self.at, self.hasTime, self.by, self.note, self.isThin) = (at, hasTime, by, note, isThin)
    }
}

package enum StaffCommand: Hashable, Sendable {
    case contact(ContactRegistration)
    /// A reply without a keyword.
    case note(String)
    /// A keyword of the manual that this version does not carry out.
    case unsupported(keyword: Keyword, rest: String)
}

/// Reads what a member of staff wrote back.
package enum StaffReply {
    /// A note with fewer words than this is thin.
    static let thinNote = 6

    /// The command in the sender's own new words, which reached us at `repliedAt`; days without a year and words such
    /// as "gisteren" count from then. Refuses an empty reply, and contact in the future, on no real day or without note.
    package static func read(_ text: String, repliedAt: Moment) throws(Refusal) -> StaffCommand {
        let text = withoutBlanks(text)
        guard !text.isEmpty else { throw Refusal(.nothingWritten, repliedAt: repliedAt) }
        guard let (keyword, rest) = command(in: text) else { return .note(text) }
        guard keyword == .contact else { return .unsupported(keyword: keyword, rest: withoutBlanks(rest)) }
        return .contact(try contact(rest, repliedAt: repliedAt))
    }

    /// The keyword that the text starts with, and what comes after it.
    private static func command(in text: String) -> (Keyword, Substring)? {
        let start = text.drop { "*_\"'“”„‘’>-• ".contains($0) }
        for keyword in Keyword.allCases.sorted(by: { $0.rawValue.count > $1.rawValue.count }) {
            var rest = start
            let fits = keyword.rawValue.split(separator: " ").allSatisfy { word in
                rest = rest.drop { $0.isWhitespace && !$0.isNewline }
                guard rest.prefix(word.count).uppercased() == word else { return false }
                rest = rest.dropFirst(word.count)
                return rest.first.map { !$0.isLetter && !$0.isNumber } ?? true
            }
            if fits { return (keyword, rest.drop { "*_:\"'“”’ \u{A0}\t".contains($0) }) }
        }
        return nil
    }

    private static func contact(_ rest: Substring, repliedAt: Moment) throws(Refusal) -> ContactRegistration {
        let line = rest.prefix { !$0.isNewline }
        var words = ReplyWords(line)
        var when = ReportedWhen()
        var means: ContactMeans?
        while true {
            if try when.take(from: &words, repliedAt: repliedAt) { continue }
            guard means == nil, let found = takeMeans(from: &words) else { break }
            means = found
        }
        let note = withoutBlanks(words.rest.drop { ":;,.-–— ".contains($0) } + rest[line.endIndex...])
        let (at, hasTime) = try when.moment(repliedAt: repliedAt)
        guard note.contains(where: \.isLetter) else { throw Refusal(.noNote, repliedAt: repliedAt) }
        return ContactRegistration(
            at: at, hasTime: hasTime, by: means, note: note, isThin: Groundwork.words(note).count < thinNote)
    }

    private static func takeMeans(from words: inout ReplyWords) -> ContactMeans? {
        var ahead = words
        if ["per", "via"].contains(ahead.first) { ahead.drop() }
        let means: ContactMeans? =
            switch ahead.first {
            case "telefoon", "telefonisch", "tel": .telephone
            case "gesprek": .conversation
            case "mail", "e-mail", "email": .mail
            default: nil
            }
        if means != nil {
            ahead.drop()
            words = ahead
        }
        return means
    }

    private static func withoutBlanks(_ text: some StringProtocol) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// The words of a line, taken from the front.
struct ReplyWords {
    private(set) var rest: Substring

    init(_ line: Substring) { rest = line.drop(while: \.isWhitespace) }

    private var word: Substring { rest.prefix { !$0.isWhitespace } }

    /// The next word in lower case, without a comma or the like at its end; empty at the end of the line.
    var first: String {
        var bare = word
        while let last = bare.last, ",;:.)".contains(last) { bare.removeLast() }
        return bare.drop { $0 == "(" }.lowercased()
    }

    mutating func drop() { rest = rest.dropFirst(word.count).drop(while: \.isWhitespace) }
}
