// SPDX-License-Identifier: EUPL-1.2

extension Attachment {
    /// The letter in the file, where it is text, HTML, RTF or a mail, also as Outlook saves it; nil for files whose words we
    /// cannot read. Files go by their type, and by their name where the type says nothing.
    package var letter: Message? {
        var message = Message()
        switch kind {
        case .plain: message.newText = BodyText(plain: Charset.decode(content[...], label: label)).text
        case .html:
            let label = ReadableText.metaCharset(content[...]) ?? label
            message.newText = HTMLText.body(Charset.utf8(content[...], label: label).bytes).text
        case .rtf: message.newText = RTFText.body(content).text
        case .mail: return MessageReader().read(content)
        case nil:
            guard let file = outlookMessage else { return nil }
            (message.subject, message.newText) = (file.subject, file.text)
            let unread = Attachment(filename: "", contentType: "application/octet-stream", content: [])
            message.attachments = Array(repeating: unread, count: file.files.count)
        }
        return message
    }

    private enum Kind { case plain, html, rtf, mail }

    private var kind: Kind? {
        switch contentType {
        case "text/plain", "text/markdown": .plain
        case "text/html", "application/xhtml+xml": .html
        case "text/rtf", "application/rtf", "text/richtext": .rtf
        case "message/rfc822", "message/global": .mail
        case "application/octet-stream", "application/binary", "application/x-download":
            switch filename.split(separator: ".").last?.lowercased() {
            case "txt": .plain
            case "html", "htm": .html
            case "rtf": .rtf
            case "eml": .mail
            default: nil
            }
        default: nil
        }
    }

    private var label: String? {
        content.starts(with: [0xff, 0xfe]) || content.starts(with: [0xfe, 0xff]) ? "utf-16" : nil
    }
}
