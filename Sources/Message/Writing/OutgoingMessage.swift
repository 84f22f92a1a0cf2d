// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// A letter ready to be written as mail (RFC 5322, MIME). The same letter always gives the same bytes.
///
/// What is written reads back equal through `MessageReader`. No value can add a header field. Domains are written as given.
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
    /// A mail to enclose as message/rfc822. Bare line feeds become CRLF, as SMTP asks; nothing else changes.
    package var enclosed: [UInt8]?
    /// Whether the server that gets this mail takes no 8-bit bytes (RFC 6152); an enclosed mail that has them is then
    /// attached as a file in base64, since message/rfc822 may not be encoded (RFC 2046 §5.2.1).
    package var isSevenBitOnly = false

    package init(
        from: EmailAddress, to: [EmailAddress], subject: String, date: Moment, messageID: String, text: String
    ) {
        (self.from, self.to, self.subject, self.date, self.messageID, self.text) = (
            from, to, subject, date, messageID, text
        )
    }

    /// Whether the bytes hold 8-bit ones, so that the server must offer `8BITMIME`; only an enclosed mail brings them, or an
    /// address that is not ASCII (which needs `SMTPUTF8` besides).
    package var needs8Bit: Bool {
        enclosure == .eightBit
            || ([from, replyTo].compactMap { $0 } + to).contains { !$0.address.utf8.allSatisfy { $0 < 0x80 } }
    }

    /// The mail as bytes with CRLF line ends.
    package var bytes: [UInt8] {
        var header = HeaderWriter()
        header.field("Date", DutchTime.mailDate(date))
        header.addresses("From", [from])
        header.addresses("To", to)
        header.addresses("Reply-To", replyTo.map { [$0] } ?? [])
        header.text("Subject", subject)
        header.identifiers("Message-ID", [messageID])
        header.identifiers("In-Reply-To", inReplyTo.map { [$0] } ?? [])
        header.identifiers("References", references)
        for field in extra { header.text(field: field) }
        header.field("MIME-Version", "1.0")
        return header.bytes + content
    }

    /// How an enclosed mail can travel.
    private enum Enclosure {
        case none, sevenBit, eightBit
        /// As a file in base64: a bare carriage return, a NUL, or a line over 998 bytes (RFC 5321 §4.5.3.1.6) would be
        /// broken underway, and message/rfc822 may not be encoded.
        case file
    }

    private var enclosure: Enclosure {
        guard let enclosed else { return .none }
        var (length, isEightBit, before) = (0, false, UInt8.lf)
        for byte in enclosed {
            if byte == 0 || before == .cr && byte != .lf { return .file }
            length = byte == .lf ? 0 : length + 1
            if length > (byte == .cr ? 999 : 998) { return .file }
            isEightBit = isEightBit || byte >= 0x80
            before = byte
        }
        if before == .cr || isEightBit && isSevenBitOnly { return .file }
        return isEightBit ? .eightBit : .sevenBit
    }

    /// The content fields and the body.
    private var content: [UInt8] {
        let plain = Self.part("text/plain", text)
        let letter =
            html.map { Self.multipart("alternative", [plain, Self.part("text/html", $0)], boundary(1)) } ?? plain
        guard let enclosed else { return letter }
        let attached: [UInt8] =
            switch enclosure {
            case .none: []
            case .sevenBit: Self.field("message/rfc822", "7bit") + Self.canonical(enclosed)
            case .eightBit: Self.field("message/rfc822", "8bit") + Self.canonical(enclosed)
            case .file:
                Self.field("application/octet-stream; name=\"bericht.eml\"", "base64", file: "bericht.eml")
                    + Base64.lines(enclosed)
            }
        let encoding = enclosure == .eightBit ? "Content-Transfer-Encoding: 8bit\r\n" : ""
        return Array(encoding.utf8) + Self.multipart("mixed", [letter, attached], boundary(0, avoiding: attached))
    }

    private static func field(_ type: String, _ encoding: String, file: String? = nil) -> [UInt8] {
        let disposition = file.map { "Content-Disposition: attachment; filename=\"\($0)\"\r\n" } ?? ""
        return Array("Content-Type: \(type)\r\n\(disposition)Content-Transfer-Encoding: \(encoding)\r\n\r\n".utf8)
    }

    private static func part(_ type: String, _ text: String) -> [UInt8] {
        field("\(type); charset=utf-8", "quoted-printable") + QuotedPrintable.encoded(text) + [.cr, .lf]
    }

    private static func multipart(_ kind: String, _ parts: [[UInt8]], _ boundary: String) -> [UInt8] {
        var out = Array("Content-Type: multipart/\(kind);\r\n boundary=\"\(boundary)\"\r\n\r\n".utf8)
        for part in parts { out += Array("--\(boundary)\r\n".utf8) + part + [.cr, .lf] }
        return out + Array("--\(boundary)--\r\n".utf8)
    }

    /// A boundary out of the Message-ID, another one where it occurs in what it has to divide.
    private func boundary(_ level: Int, avoiding content: [UInt8] = []) -> String {
        var count = 0
        while true {
            let hash = hex(SHA256.hash(Array("\(messageID)/\(level)/\(count)".utf8)).prefix(15))
            let boundary = "=_" + hash
            if !Self.occurs(Array(boundary.utf8), in: content) { return boundary }
            count += 1
        }
    }

    private static func occurs(_ boundary: [UInt8], in content: [UInt8]) -> Bool {
        let span = content.span
        return span.indices.contains { span[$0] == boundary[0] && content[$0...].starts(with: boundary) }
    }

    private static func canonical(_ mail: [UInt8]) -> [UInt8] {
        var (out, before) = ([UInt8](), UInt8(0))
        out.reserveCapacity(mail.count + mail.count / 40)
        for byte in mail {
            if byte == .lf, before != .cr { out.append(.cr) }
            out.append(byte)
            before = byte
        }
        return out
    }
}
