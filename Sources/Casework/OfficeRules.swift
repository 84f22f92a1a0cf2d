// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// Everything about an office that its rules need: people, calendar, promises and mailboxes. A value, made from the
/// configuration once.
package struct OfficeRules: Sendable {
    /// One of the office's mailboxes.
    package struct Desk: Hashable, Sendable {
        package var purpose: MailboxPurpose
        /// Who gets the plain messages of this mailbox; the coordinator when nil.
        package var employee: String?
        package init(purpose: MailboxPurpose, employee: String?) { (self.purpose, self.employee) = (purpose, employee) }
    }

    /// How often at most gehoord answers by itself, so that two machines can never keep each other going.
    package struct Caps: Hashable, Sendable {
        /// Letters to one citizen's address in 24 hours.
        package var lettersPerAddress: Int
        package init(lettersPerAddress: Int = 10) { self.lettersPerAddress = lettersPerAddress }
    }

    package var staff: Staff
    package var calendar: OfficeCalendar
    package var promises: Promises
    package var numbering: DossierNumbering
    /// Whether complaints about other bodies come in here (an ombudsman).
    package var hearsAboutOthers: Bool
    package var desks: [String: Desk]
    /// Who is mailed at once, also at night, when somebody is in acute need.
    package var dutyAddress: String?
    package var caps: Caps

    package init(
        staff: Staff, calendar: OfficeCalendar, promises: Promises, numbering: DossierNumbering, hearsAboutOthers: Bool,
        desks: [String: Desk], dutyAddress: String?, caps: Caps = Caps()
    ) {
        (self.staff, self.calendar, self.promises, self.numbering) = (staff, calendar, promises, numbering)
        (self.hearsAboutOthers, self.desks, self.dutyAddress, self.caps) = (hearsAboutOthers, desks, dutyAddress, caps)
    }

    package var contactClock: ContactClock { ContactClock(calendar: calendar, promises: promises, staff: staff) }
    package func desk(_ mailbox: String) -> Desk {
        desks[Staff.withoutPlusTag(mailbox.lowercased())] ?? Desk(purpose: .intake, employee: nil)
    }
}
