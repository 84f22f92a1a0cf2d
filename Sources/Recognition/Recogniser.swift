// SPDX-License-Identifier: EUPL-1.2
package import Message

/// Hears dissatisfaction, themes, persons and urgency in a letter's own words. Pure and deterministic.
package struct Recogniser: Sendable {
    /// The office that runs gehoord, so that `about` and the employees can be told.
    package struct Office: Sendable {
        /// The office's names as citizens write them ("ombudsman", "de Nationale ombudsman").
        package var names: [String]
        /// Whether every complaint is about the office itself (a municipality), or complaints about other bodies come in too.
        package var hearsAboutOthers: Bool
        /// Full names of the staff.
        package var staff: [String]
        package init(names: [String], hearsAboutOthers: Bool, staff: [String]) {
            (self.names, self.hearsAboutOthers, self.staff) = (names, hearsAboutOthers, staff)
        }
    }

    package let office: Office

    package init(office: Office) { self.office = office }

    /// The verdict on a mail that was read: its subject, own new words, form question and what is attached.
    package func hear(_ message: Message) -> Verdict {
        Verdict(dissatisfaction: .none, score: 0)
    }
}
