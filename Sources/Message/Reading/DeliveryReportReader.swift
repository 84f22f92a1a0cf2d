// SPDX-License-Identifier: EUPL-1.2

/// Reads from a bounce what did not arrive: out of its machine part (RFC 3464), else out of its words.
enum DeliveryReportReader {
    static func read(_ message: Message) -> DeliveryReport {
        let original = originalMessageID(message)
        let status = message.attachments.first { $0.contentType.hasSuffix("/delivery-status") }
        if let status, let report = structured(status.content, original: original) { return report }
        let text = String(message.text.prefix(20_000))
        let code = statusCode(in: text)
        let phrase = Phrase(text)
        let isForNow = passing.contains { phrase.contains($0) } || hasPassingReply(phrase.bytes)
        let isPermanent = code.map { $0.hasPrefix("5") } ?? !isForNow
        return DeliveryReport(
            recipient: recipient(message, text), isPermanent: isPermanent, status: code, originalMessageID: original)
    }

    /// What a program says that tries again, or that only met a full mailbox.
    private static let passing = [
        "will be retried", "will retry", "still being", "delayed", "vertraagd", "no action is required", "geen actie",
        "mailbox full", "mailbox is full", "postvak vol", "postvak is vol", "over quota", "quota exceeded", "is vol.",
        "later opnieuw", "try again later", "temporar", "tijdelijk", "wird erneut versucht", "postfach ist voll",
    ]

    /// A reply of SMTP that begins with 4 (RFC 5321 §4.2.1), such as "450 4.2.0" or "421 ".
    private static func hasPassingReply(_ text: [UInt8]) -> Bool {
        text.indices.dropLast(3).contains { at in
            text[at] == UInt8(ascii: "4") && (at == 0 || text[at - 1] == .blank || text[at - 1] == UInt8(ascii: ":"))
                && [0x32, 0x35].contains(text[at + 1]) && text[at + 2].isDigit
                && (text[at + 3] == .blank || text[at + 3] == UInt8(ascii: "-"))
        }
    }

    /// The first recipient that failed, else the first named.
    private static func structured(_ content: [UInt8], original: String?) -> DeliveryReport? {
        var (rest, groups) = (content[...].trimmed, [HeaderParser.Block]())
        while !rest.isEmpty, groups.count < 200 {
            let block = HeaderParser(limits: ReadingLimits()).parse(rest)
            groups.append(block)
            guard block.bodyStart > rest.startIndex else { break }
            rest = rest[block.bodyStart...].drop { $0.isSpace }
        }
        let named = groups.filter { $0["final-recipient"] != nil || $0["original-recipient"] != nil }
        func action(_ group: HeaderParser.Block) -> String { (group["action"] ?? "").trimmed.lowercased() }
        guard let group = named.first(where: { action($0).hasPrefix("fail") }) ?? named.first else { return nil }
        let status = group["status"].flatMap { statusCode(in: $0) }
        let isFailed = action(group).hasPrefix("fail") || action(group).isEmpty && status?.hasPrefix("5") ?? false
        // The address that we wrote to tells more than the one it was passed on to.
        let address = [group["original-recipient"], group["final-recipient"]].compactMap { $0.flatMap(typedAddress) }
            .first
        return DeliveryReport(recipient: address, isPermanent: isFailed, status: status, originalMessageID: original)
    }

    /// `rfc822; jan@example.org`
    private static func typedAddress(_ value: String) -> String? {
        let address = value.split(separator: ";", maxSplits: 1).last.map { AddressParser.list(String($0)) }?.first?
            .address
        return address.flatMap { $0.contains("@") ? $0 : nil }
    }

    /// Of the letter that is enclosed, wholly or by its header, or quoted below the words.
    private static func originalMessageID(_ message: Message) -> String? {
        for attachment in message.attachments {
            switch attachment.contentType {
            case "message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global",
                "message/global-headers":
                let header = HeaderParser(limits: ReadingLimits()).parse(attachment.content[...], isTop: true)
                if let id = MessageID.single(header["message-id"]) { return id }
            default: break
            }
        }
        for line in message.text.split(separator: "\n") where line.utf8.count < 1_000 {
            let bytes = Bytes(line.utf8).trimmed
            if bytes.starts(withLower: "message-id:") { return MessageID.single(bytes.dropFirst(11).text) }
        }
        // Some programs answer the letter, as a person would.
        return message.inReplyTo.first ?? message.references.last
    }

    /// The first address in the words that is not the one the bounce itself came to.
    private static func recipient(_ message: Message, _ text: String) -> String? {
        if let failed = message.field("x-failed-recipients") { return AddressParser.list(failed).first?.address }
        let ours = Set(message.to.map(\.key) + message.from.map(\.key))
        for word in text.split(whereSeparator: { $0.isWhitespace || "<>()[]\"',;".contains($0) })
        where word.contains("@") {
            var address = word[...]
            while let last = address.last, ".:".contains(last) { address = address.dropLast() }
            if address.lowercased().hasPrefix("mailto:") { address = address.dropFirst(7) }
            let halves = address.split(separator: "@")
            if halves.count == 2, halves[1].contains("."), !ours.contains(address.lowercased()) {
                return String(address)
            }
        }
        return nil
    }

    /// An enhanced status code (RFC 3463): class 2, 4 or 5, a subject and a detail.
    static func statusCode(in text: String) -> String? {
        let bytes = Array(text.utf8)
        var at = 0
        while at + 4 < bytes.count {
            defer { at += 1 }
            guard [0x32, 0x34, 0x35].contains(bytes[at]), bytes[at + 1] == UInt8(ascii: "."),
                at == 0 || !(bytes[at - 1].isDigit || bytes[at - 1] == UInt8(ascii: ".") || bytes[at - 1].isLetter)
            else { continue }
            var end = at + 2
            while end < bytes.count, bytes[end].isDigit { end += 1 }
            guard (1...3).contains(end - at - 2), end < bytes.count, bytes[end] == UInt8(ascii: ".") else { continue }
            let detail = end + 1
            end = detail
            while end < bytes.count, bytes[end].isDigit { end += 1 }
            // A fourth number makes it an address of the internet.
            if (1...3).contains(end - detail),
                !(end + 1 < bytes.count && bytes[end] == UInt8(ascii: ".") && bytes[end + 1].isDigit)
            {
                return bytes[at..<end].text
            }
        }
        return nil
    }
}
