// SPDX-License-Identifier: EUPL-1.2
import Casework
import Correspondence
import Filing
import Groundwork
import Message
import Recognition

/// The half of the engine that keeps what staff say against a verdict, where the office switched that on.
extension Office {
    /// Keeps the verdict of a person on the message that the letter was about; false when nothing is kept.
    func keepCorrection(_ isComplaint: Bool, on letter: Letters.Given, _ dossier: Dossier?, at now: Moment) throws
        -> Bool
    {
        guard keepsCorrections, let entry = try subject(of: letter, dossier), let raw = entry.raw else { return false }
        var message = reader.read(try archive.ledger.bytes(raw))
        if isStaff(message), let forwarded = message.forwarded { message.newText = forwarded.text }
        let text = Recogniser.ownText(of: message)
        guard text.contains(where: \.isLetter) else { return false }
        let person = try dossier.flatMap { try archive.people.with($0.person) }
        let senders =
            [message.from, message.replyTo, message.cc.filter { !rules.staff.isMailbox($0.address) }].joined()
            + [message.form?.sender, message.forwarded?.from].compactMap { $0 }
        let names =
            senders.map(\.name) + [person?.name].compactMap { $0 } + rules.staff.listed.map(\.name)
            + recogniser.hear(message).employees
            + (dossier?.concerned.map { String($0.drop { $0 == "?" }.prefix { $0 != "@" }) } ?? [])
        try archive.corrections.keep(
            entry.id, isComplaint: isComplaint, masked: PersonalData(names: names).masked(String(text.prefix(20_000))),
            at: now)
        return true
    }

    /// The message that a letter to staff was about: its own, else the first of the dossier.
    private func subject(of letter: Letters.Given, _ dossier: Dossier?) throws -> MailLedger.Entry? {
        switch letter.kind {
        case .assignment, .triage, .followUpNotice, .urgent, .review, .dataLeak:
            try letter.arrival.flatMap(archive.ledger.entry)
        case .contactReminder, .contactEscalation, .bounceTask, .commandConfirmed, .commandRefused:
            try dossier.flatMap { try archive.ledger.documents(of: $0.id).first { !$0.isCopy }?.entry }
        case .digest, .acknowledgement, .followUpReceived, .receipt: nil
        }
    }
}
