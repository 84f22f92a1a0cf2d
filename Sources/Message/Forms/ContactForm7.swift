// SPDX-License-Identifier: EUPL-1.2

/// The mail of Contact Form 7, which ends with a sentence of its own; its labels may be edited, that sentence seldom is.
enum ContactForm7 {
    private static let sentences = [
        "this e-mail was sent from a contact form on", "this is a notification that a contact form was submitted",
        "deze e-mail is verzonden via een contactformulier op",
        "deze e-mail is verstuurd vanaf een contactformulier op",
        "deze e-mail is verzonden vanaf een contactformulier op",
        "deze e-mail is verstuurd via een contactformulier op",
        "deze e-mail is verzonden vanuit een contactformulier op",
        "dit bericht is verzonden via het contactformulier op",
    ]

    /// The labels of its template: the sender's name and address, then the subject and the message.
    static let labels = FormProfile.Labels(
        email: ["Van", "From"], question: ["Bericht", "Message Body", "Berichtinhoud", "Message"])

    /// The line of the sentence, or of the rule above it; nil when it does not end the mail.
    static func end(_ lines: Lines) -> Int? {
        guard
            let line = lines.suffix(6).lastIndex(where: { line in
                let text = Phrase(folding: line.prefix(200))
                return sentences.contains { text.hasPrefix($0) }
            })
        else { return nil }
        return line > 0 && lines[line - 1].trimmed.elementsEqual("--".utf8) ? line - 1 : line
    }
}
