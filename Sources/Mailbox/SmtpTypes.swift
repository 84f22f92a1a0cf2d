// SPDX-License-Identifier: EUPL-1.2

/// What became of a mail for one recipient, with the server's own words.
package enum SmtpResult: Hashable, Sendable {
    case accepted(reply: String)
    /// 4xx, or the server was closing: the same may succeed later.
    case later(code: Int, reply: String)
    /// 5xx, or an address that cannot be sent to: a person must look at it.
    case refused(code: Int, reply: String)
    /// The connection was lost after the whole mail was sent: it may or may not have been accepted.
    case uncertain(detail: String)
}

/// What became of a mail: one result for each recipient, in the order given.
package struct SmtpOutcome: Hashable, Sendable {
    package struct Recipient: Hashable, Sendable {
        package let address: String
        package let result: SmtpResult
        package init(address: String, result: SmtpResult) { (self.address, self.result) = (address, result) }
    }

    package let recipients: [Recipient]
    package init(recipients: [Recipient]) { self.recipients = recipients }
}

/// A mail and its envelope.
struct SmtpMail: Hashable {
    /// Empty for the null sender of an automatic mail.
    let from: String
    let to: [String]
    let data: [UInt8]

    /// As it goes over the line: CRLF everywhere, leading dots doubled, and the final dot (RFC 5321 4.5.2).
    ///
    /// Bare CR and LF become line ends, so that nothing inside the mail can look like its end on another server.
    var dotted: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.count + data.count / 50 + 8)
        var (atLineStart, previous) = (true, UInt8(0))
        for byte in data {
            defer { previous = byte }
            if byte == 10, previous == 13 { continue }
            if byte == 10 || byte == 13 {
                bytes += [13, 10]
                atLineStart = true
                continue
            }
            if atLineStart, byte == UInt8(ascii: ".") { bytes.append(byte) }
            bytes.append(byte)
            atLineStart = false
        }
        if !atLineStart { bytes += [13, 10] }
        return bytes + Array(".\r\n".utf8)
    }

    var isEightBit: Bool { data.contains { $0 >= 0x80 } }
}

/// An address as an SMTP envelope takes it: the domain in ASCII (RFC 5890), the rest as written.
enum EnvelopeAddress {
    /// Nil for what is no address, or could end the command early.
    static func written(_ address: String) -> String? {
        guard let at = address.lastIndex(of: "@"), at != address.startIndex,
            address.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && $0 != "<" && $0 != ">" }),
            address.utf8.count <= 254, let domain = AsciiDomain.encoded(String(address[address.index(after: at)...]))
        else { return nil }
        return address[...at] + domain
    }
}
