// SPDX-License-Identifier: EUPL-1.2

/// The words of absence replies and read receipts whose program set no mark. Two signs are needed each time, so that what a
/// person says of a holiday, or of having read something, is never taken for a machine's.
enum AutomaticWords {
    private static let absences = [
        "ben ik afwezig", "ik ben afwezig", "ben ik niet aanwezig", "ik ben niet aanwezig", "niet op kantoor",
        "met vakantie", "op vakantie", "met verlof", "niet bereikbaar", "out of the office", "out of office",
        "on leave", "on vacation", "on holiday", "nicht im buro", "nicht im haus", "im urlaub", "abwesend",
        "absent du bureau", "absente du bureau", "en conges",
    ]
    /// What only a program's answer says: who reads the mail meanwhile.
    private static let arrangements = [
        "mail wordt niet gelezen", "mail niet gelezen", "lees mijn mail niet", "lees mijn e-mail niet",
        "mails worden niet gelezen", "mail wordt niet doorgestuurd", "niet automatisch doorgestuurd",
        "dringende zaken", "dringende vragen", "dringende gevallen", "spoedeisende zaken", "spoedgevallen",
        "tijdens mijn afwezigheid kunt u", "in mijn afwezigheid kunt u", "beperkt toegang tot mijn",
        "dit is een automatisch", "limited access to", "no access to my", "urgent matters", "for urgent",
        "in urgent cases", "during my absence please", "in my absence please", "not be forwarded",
        "this is an automatic", "this is an automated", "dringenden fallen", "nicht weitergeleitet", "en cas d'urgence",
    ]
    private static let receiptSubjects = [
        "gelezen:", "niet gelezen:", "read:", "not read:", "gelesen:", "ungelesen:", "lu :", "lu:", "non lu :",
        "non lu:", "return receipt", "leesbevestiging", "ontvangstbewijs",
    ]
    private static let receipts = [
        "is gelezen op", "zonder te zijn gelezen", "ongelezen verwijderd", "was read on", "without being read",
        "wurde gelesen", "wurde am", "ungelesen geloscht", "a ete lu", "sans avoir ete lu", "has been displayed",
        "return receipt for the mail", "is weergegeven op het scherm",
    ]
    /// An absence reply says no more.
    private static let mostWords = 120

    /// Whether the words are such an answer's; a mail that asks something is a person's.
    static func areIn(_ message: Message) -> Bool {
        let subject = Phrase(message.subject)
        if receiptSubjects.contains(where: { subject.hasPrefix($0) }) {
            let text = Phrase(folding: message.text.utf8.prefix(4_000))
            return receipts.contains { text.contains($0) }
        }
        guard message.isReply, message.newText.utf8.count < 1_500, !message.newText.utf8.contains(UInt8(ascii: "?"))
        else { return false }
        let text = Phrase(message.newText)
        return text.wordCount <= mostWords && absences.contains { text.contains($0) }
            && (arrangements.contains { text.contains($0) } || message.field("x-ms-exchange-inbox-rules-loop") != nil)
    }
}
