// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// One raw mail as a mailbox gave it, with the receipt moment of the server.
package struct Delivery: Sendable {
    /// The address of our mailbox that it came into.
    package let mailbox: String
    /// When it reached our system (INTERNALDATE, own `Received`), never the sender's `Date` (Awb 2:20).
    package let receivedAt: Moment
    package let raw: [UInt8]

    package init(mailbox: String, receivedAt: Moment, raw: [UInt8]) {
        (self.mailbox, self.receivedAt, self.raw) = (mailbox, receivedAt, raw)
    }
}
