// SPDX-License-Identifier: EUPL-1.2
package import Casework
package import Groundwork
package import Message

/// The header fields by which other machines know our mail as a machine's, and by which we know it as ours.
package enum SendMarks {
    private static let ownField = "X-Gehoord"

    /// What every mail of gehoord carries. There is no `Precedence`: it is no standard field, and some systems keep
    /// silent about undelivered `bulk` mail, which we must know of (Awb 2:11).
    package static func fields(for kind: LetterKind, messageID: String, from: EmailAddress, seal: Seal)
        -> [HeaderField]
    {
        [
            HeaderField(name: "Auto-Submitted", value: answersItsReader(kind) ? "auto-replied" : "auto-generated"),
            // Not `All`: that would silence non-delivery reports too (MS-OXCMAIL 2.1.3.2.20).
            HeaderField(name: "X-Auto-Response-Suppress", value: "DR, RN, NRN, OOF, AutoReply"),
            HeaderField(name: ownField, value: "\(messageID) \(token(messageID, from, seal))"),
        ]
    }

    /// Whether this is mail that we sent, come back. The mark names its own Message-ID, because relays replace that
    /// field, and holds for our sender address only: copied onto a stranger's mail it is worth nothing.
    package static func isOurs(_ message: Message, seal: Seal) -> Bool {
        guard let from = message.from.first, message.from.count == 1, let value = message.field(ownField) else {
            return false
        }
        let parts = value.split(whereSeparator: \.isWhitespace).map(String.init)
        return parts.count == 2 && parts[1] == token(parts[0], from, seal)
    }

    private static func token(_ messageID: String, _ from: EmailAddress, _ seal: Seal) -> String {
        seal.token("mail", messageID, from.key)
    }

    /// RFC 3834 §5: `auto-replied` answers a message of its reader, `auto-generated` is anything else from a machine.
    private static func answersItsReader(_ kind: LetterKind) -> Bool {
        switch kind {
        case .acknowledgement, .followUpReceived, .receipt, .commandConfirmed, .commandRefused: true
        case .assignment, .dataLeak, .followUpNotice, .contactReminder, .contactEscalation, .digest, .triage, .review,
            .urgent,
            .bounceTask:
            false
        }
    }
}
