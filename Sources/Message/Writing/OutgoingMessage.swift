// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// A letter ready to be written as mail.
package struct OutgoingMessage: Sendable {
    package var from: EmailAddress
    package var to: [EmailAddress]
    package var replyTo: EmailAddress?
    package var subject: String
    package var date: Moment
    /// Without angle brackets.
    package var messageID: String
    package var inReplyTo: String?
    package var references: [String] = []
    /// Further fields in order, such as `Auto-Submitted`.
    package var extra: [HeaderField] = []
    package var text: String
    package var html: String?
    /// A mail to enclose as message/rfc822, byte for byte.
    package var enclosed: [UInt8]?

    package init(from: EmailAddress, to: [EmailAddress], subject: String, date: Moment, messageID: String, text: String) {
        (self.from, self.to, self.subject, self.date, self.messageID, self.text) = (from, to, subject, date, messageID, text)
    }

    /// The mail as bytes with CRLF line ends, 7-bit clean.
    package var bytes: [UInt8] { [] }
}
