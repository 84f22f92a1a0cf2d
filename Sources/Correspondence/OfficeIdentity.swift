// SPDX-License-Identifier: EUPL-1.2
import Groundwork
package import Message

/// Who the letters come from: what stands in every letter about the office itself.
package struct OfficeIdentity: Hashable, Sendable {
    package var name: String
    package var phone: String
    package var phoneHours: String
    package var website: String
    package var postalAddress: String
    /// The address and name that mail comes from.
    package var from: EmailAddress
    /// Whether the mail server delivers `post+anything@` to `post@`, so that a reply address can carry a token.
    package var plusAddresses: Bool

    package init(
        name: String, phone: String, phoneHours: String, website: String, postalAddress: String, from: EmailAddress,
        plusAddresses: Bool
    ) {
        (self.name, self.phone, self.phoneHours, self.website) = (name, phone, phoneHours, website)
        (self.postalAddress, self.from, self.plusAddresses) = (postalAddress, from, plusAddresses)
    }

    /// Where a reply to the letter with this token goes.
    func replyAddress(token: String) -> EmailAddress {
        guard plusAddresses, let at = from.address.lastIndex(of: "@") else { return from }
        return EmailAddress(name: from.name, address: from.address[..<at] + "+" + token + from.address[at...])
    }

    var domain: String { from.address.split(separator: "@").last.map(String.init) ?? "localhost" }

    var facts: [JSON.Member] {
        [
            .init("kantoor", .string(name)), .init("telefoon", .string(phone)),
            .init("bereikbaarheid", .string(phoneHours)),
            .init("website", .string(website)), .init("postadres", .string(postalAddress)),
        ]
    }
}
