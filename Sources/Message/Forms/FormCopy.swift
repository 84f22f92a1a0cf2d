// SPDX-License-Identifier: EUPL-1.2

/// Tells what a site sends about a submission, a copy or a confirmation for its visitor, from the submission itself.
enum FormCopy {
    private static let phrases = [
        "kopie van uw", "een kopie van het", "kopie van je", "copy of your", "bevestiging van uw", "wij hebben uw",
        "we hebben uw", "bedankt voor uw", "uw inzending is ontvangen", "uw bericht is ontvangen",
        "uw formulier is ontvangen", "confirmation of your", "we have received your", "thank you for your",
        "dit hebt u ingevuld", "dit heeft u ingevuld", "u hebt het volgende", "u heeft het volgende",
    ]
    /// Lines in which a site says why it writes.
    private static let reach = 6

    /// Whether Open Forms says that the mail is about something else than a new submission, such as a payment.
    static func isOtherEvent(_ message: Message) -> Bool {
        guard let event = message.field("x-of-event"), message.field("x-of-content-type") != nil else { return false }
        return !Phrase(event).contains("registration")
    }

    /// Whether the first lines speak to the visitor of what was sent in, and the mail went to that visitor at the site's own
    /// office. One that went to a visitor elsewhere and still reached us is how the site tells us: that is a submission.
    static func isOne(_ form: FormSubmission, _ body: BodyText, _ message: Message) -> Bool {
        guard let visitor = form.sender, message.to.contains(where: { $0.key == visitor.key }),
            message.from.contains(where: { domain($0) == domain(visitor) })
        else { return false }
        let first = body.lines.lazy.filter { !$0.isBlankLine }.prefix(reach)
        return first.contains { line in
            let text = Phrase(folding: line.prefix(200))
            return phrases.contains { text.contains($0) } && !form.question.contains(line.trimmed.text)
        }
    }

    private static func domain(_ address: EmailAddress) -> Substring {
        Substring(address.key).drop { $0 != "@" }
    }
}
