// SPDX-License-Identifier: EUPL-1.2

/// The letters that gehoord writes; the raw value is the name in JSON, in `Templates/` and in the store.
package enum LetterKind: String, Sendable, CaseIterable {
    // To citizens.
    case acknowledgement
    case followUpReceived = "follow-up-received"
    case receipt
    // To staff.
    case assignment
    case followUpNotice = "follow-up-notice"
    case contactReminder = "contact-reminder"
    case contactEscalation = "contact-escalation"
    case digest
    case triage
    case review
    case urgent
    /// Our letter may have reached somebody else: told to its writer.
    case dataLeak = "data-leak"
    case bounceTask = "bounce-task"
    case commandConfirmed = "command-confirmed"
    case commandRefused = "command-refused"

    package var goesToCitizen: Bool {
        switch self {
        case .acknowledgement, .followUpReceived, .receipt: true
        default: false
        }
    }
}
