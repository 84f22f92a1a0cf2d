// SPDX-License-Identifier: EUPL-1.2

/// The prefixes that mail programs put before a subject, in the languages that reach a Dutch office.
enum SubjectPrefix {
    private static let replies: Set<String> = [
        "re", "aw", "antw", "antwoord", "betr", "sv", "ref", "res", "odp", "vs", "rif", "ynt",
    ]
    private static let forwards: Set<String> = [
        "fw", "fwd", "doorst", "doorgestuurd", "wg", "tr", "rv", "enc", "vl", "pd", "i",
    ]

    /// Whether the outermost prefix says that the mail was passed on.
    static func isForward(_ subject: String) -> Bool { first(subject).map { forwards.contains($0.word) } ?? false }

    /// Whether the outermost prefix says that the mail is an answer.
    static func isReply(_ subject: String) -> Bool { first(subject).map { replies.contains($0.word) } ?? false }

    /// The subject without any of the prefixes.
    static func bare(_ subject: String) -> String {
        var rest = subject.trimmed
        while let (word, after) = first(rest), replies.contains(word) || forwards.contains(word) {
            rest = after.trimmed
        }
        return rest
    }

    /// The word before the first colon, without a count such as `[2]`, and what follows it.
    private static func first(_ subject: String) -> (word: String, rest: String)? {
        guard let colon = subject.prefix(24).firstIndex(of: ":") else { return nil }
        let word = Phrase(subject[..<colon]).text.prefix { $0 != "[" && $0 != "(" && $0 != "^" }
        return (String(word).trimmed, String(subject[subject.index(after: colon)...]))
    }
}

extension Message {
    /// The subject without `Re:`, `FW:` and the like.
    package var bareSubject: String { SubjectPrefix.bare(subject) }
    package var isForward: Bool { SubjectPrefix.isForward(subject) }
    package var isReply: Bool { SubjectPrefix.isReply(subject) || !inReplyTo.isEmpty }
}
