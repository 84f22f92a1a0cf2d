// SPDX-License-Identifier: EUPL-1.2
package import Casework
package import Filing
package import Groundwork
import Message

/// Writes the letters that are owed: facts into a template, the template into a mail with its token, its final Message-ID and
/// the marks of a machine. The same order always gives the same mail.
package struct LetterDesk: Sendable {
    package let office: OfficeIdentity
    package let rules: OfficeRules
    let templates: TemplateSet
    let seal: Seal
    let echoedForms: Set<String>
    package let showsText: Bool

    /// - Parameters:
    ///   - echoedForms: layouts of forms whose site gives the sender no copy of what was entered.
    ///   - showsText: whether mail to staff carries the citizen's words, or only number, theme and term.
    package init(
        office: OfficeIdentity, rules: OfficeRules, templates: TemplateSet, seal: Seal, echoedForms: Set<String>,
        showsText: Bool
    ) {
        (self.office, self.rules, self.templates, self.seal) = (office, rules, templates, seal)
        (self.echoedForms, self.showsText) = (echoedForms, showsText)
    }

    /// A letter because of a message. Throws a `Problem` when the facts do not fit the template: a fault of the program.
    package func write(_ order: LetterOrder, _ matter: LetterMatter, original: [UInt8]) throws -> Letters.Written {
        let facts = sheet(order).facts(order.kind, matter)
        let mail = order.kind.goesToCitizen ? (matter.message.messageID, matter.message.references) : (nil, [])
        let enclosed = order.kind == .assignment && showsText && mayTravel(original, matter) ? original : nil
        return try written(order, facts, answering: mail, enclosed: enclosed)
    }

    package func writeReminder(_ order: LetterOrder, _ dossier: Dossier, _ person: Person?, last: Bool) throws
        -> Letters.Written
    {
        try written(order, sheet(order).reminder(dossier, person, on: DutchTime.day(of: order.notBefore), last: last))
    }

    package func writeEscalation(_ order: LetterOrder, _ dossier: Dossier, _ person: Person?) throws -> Letters.Written
    {
        try written(order, sheet(order).escalation(dossier, person, on: DutchTime.day(of: order.notBefore)))
    }

    /// A letter whose facts were gathered elsewhere: the digest, the answer to a command.
    package func write(_ order: LetterOrder, facts: JSON, answering messageID: String? = nil) throws -> Letters.Written
    {
        guard case .object(let members) = facts else { return try written(order, []) }
        return try written(order, members, answering: (messageID, []))
    }

    /// The original travels with an assignment unless it holds a citizen number, or is too large for a colleague's mailbox.
    private func mayTravel(_ original: [UInt8], _ matter: LetterMatter) -> Bool {
        let text = matter.message.subject + "\n" + matter.message.text
        return !original.isEmpty && original.count <= 10 << 20 && CitizenNumber.masked(text) == text
    }

    private func token(_ order: LetterOrder) -> String { seal.token("letter", order.cause, order.recipient) }
    private func messageID(_ order: LetterOrder) -> String { "\(order.kind.rawValue).\(token(order))@\(office.domain)" }

    private func sheet(_ order: LetterOrder) -> FactSheet {
        FactSheet(
            office: office, rules: rules, echoedForms: echoedForms, contactLink: contactLink(order),
            showsText: showsText)
    }

    /// A `mailto:` (RFC 6068) that opens a reply which begins with CONTACT. In-Reply-To carries the token where the reply
    /// address cannot.
    private func contactLink(_ order: LetterOrder) -> String {
        let address = office.replyAddress(token: token(order)).address
        return
            "mailto:\(percent(address))?subject=\(percent("Re: contact"))&In-Reply-To=\(percent("<\(messageID(order))>"))"
            + "&body=\(percent("CONTACT vandaag telefoon\r\n"))"
    }

    private func written(
        _ order: LetterOrder, _ facts: [JSON.Member], answering: (messageID: String?, references: [String]) = (nil, []),
        enclosed: [UInt8]? = nil
    ) throws -> Letters.Written {
        let letter = try templates.letter(order.kind, facts: .object(facts))
        let (token, messageID) = (token(order), messageID(order))
        var mail = OutgoingMessage(
            from: office.from, to: [EmailAddress(address: order.recipient)], subject: letter.subject,
            date: order.notBefore,
            messageID: messageID, text: letter.text)
        mail.html = letter.html
        mail.replyTo = office.replyAddress(token: token)
        mail.inReplyTo = answering.messageID
        mail.references = answering.references.suffix(20) + (answering.messageID.map { [$0] } ?? [])
        mail.extra = SendMarks.fields(for: order.kind, messageID: messageID, from: office.from, seal: seal)
        mail.enclosed = enclosed
        return Letters.Written(
            order: order, token: token, messageID: messageID, subject: letter.subject, bytes: mail.bytes)
    }
}

/// Percent-encoding for the parts of a URL (RFC 3986): everything but the unreserved characters.
private func percent(_ text: String) -> String {
    let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@".utf8)
    return text.utf8.map { unreserved.contains($0) ? String(UnicodeScalar($0)) : "%" + hex([$0]).uppercased() }.joined()
}
