// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// Reads raw mail (RFC 5322, MIME) into a `Message`. Never throws: content is never an error.
///
/// Takes any bytes in linear time, with at most about three times their size in memory. What is odd becomes a finding.
package struct MessageReader: Sendable {
    /// The form layouts of the configuration; layouts that are recognised by themselves need none.
    package var forms: [FormProfile]
    package var limits: ReadingLimits

    package init(forms: [FormProfile] = [], limits: ReadingLimits = ReadingLimits()) {
        (self.forms, self.limits) = (forms, limits)
    }

    /// Reads a whole mail.
    package func read(_ raw: [UInt8]) -> Message {
        var (message, body) = parts(raw)
        readBody(body, into: &message)
        return message
    }

    /// Header, text and attachments alone, without what the words tell (own words, form, forward, automatic mail).
    package func readParts(_ raw: [UInt8]) -> Message {
        var (message, body) = parts(raw)
        message.text = body.text
        return message
    }

    /// The bytes of all text, in UTF-8, and of all files, with every part decoded whether a reader needs it or not: the
    /// work that GMime does, for comparing speed.
    package func decodeEveryPart(_ raw: [UInt8]) -> (text: Int, attached: Int) {
        var parser = PartParser(raw[...], limits: limits)
        let root = parser.parse()
        var message = Message()
        readHeader(root.header, into: &message)
        var (text, attached, parts) = (0, 0, [root])
        while let part = parts.popLast() {
            parts += part.children
            guard part.children.isEmpty else { continue }
            let content = TransferDecoding.decode(part.body, encoding: part.encoding).bytes
            if part.isText {
                text += Charset.utf8(content, label: part.charset).bytes.count
            } else {
                attached += content.count
                _ = AttachmentName.of(part)
            }
        }
        return (text, attached)
    }

    private func parts(_ raw: [UInt8]) -> (Message, BodyText) {
        var parser = PartParser(raw[...], limits: limits)
        let root = parser.parse()
        var message = Message()
        message.findings = parser.findings
        readHeader(root.header, into: &message)
        let readable = ReadableText(root, limits: limits)
        message.attachments = readable.attachments
        message.findings += readable.findings
        return (message, readable.body)
    }

    /// Reads a subject and a plain-text body, which may hold quoted history or a form as a mail would.
    package func read(subject: String, body: String) -> Message {
        var message = Message()
        message.subject = EncodedWord.decode(subject).trimmed
        readBody(BodyText(plain: body), into: &message)
        return message
    }

    private func readHeader(_ header: HeaderParser.Block, into message: inout Message) {
        message.header = header.fields
        message.messageID = MessageID.single(header["message-id"])
        message.inReplyTo = MessageID.list(header["in-reply-to"])
        message.references = MessageID.list(header["references"])
        message.from = addresses(header, "from")
        message.replyTo = addresses(header, "reply-to")
        message.to = addresses(header, "to")
        message.cc = addresses(header, "cc")
        message.subject = EncodedWord.decode(header["subject"] ?? "").trimmed
        message.date = DateParser.moment(header["date"])
        message.received = header["received"].flatMap(Self.receivedMoment)
        if header["from"] == nil { message.findings.append(Finding("no From field")) }
        if header["date"] != nil, message.date == nil { message.findings.append(Finding("Date that is none")) }
    }

    /// All fields of the name, as some programs write one field for each address.
    private func addresses(_ header: HeaderParser.Block, _ name: String) -> [EmailAddress] {
        header.fields.filter { $0.name.equalsIgnoringCase(name) }.flatMap { AddressParser.list($0.value) }
    }

    /// The moment after the last semicolon of a `Received` field (RFC 5321 §4.4).
    private static func receivedMoment(_ value: String) -> Moment? {
        value.lastIndex(of: ";").flatMap { DateParser.moment(String(value[value.index(after: $0)...])) }
    }

    /// What depends on the words: form, own new text, forward, automatic mail.
    private func readBody(_ body: BodyText, into message: inout Message) {
        message.text = body.text
        if ArmoredText.holdsEncrypted(body) {
            message.findings.append(Finding("encrypted: kept as it is, and not read"))
        }
        let split = QuoteSplitter.split(
            body, subject: message.isForward ? .forward : message.isReply ? .reply : .fresh)
        message.newText = split.isWhole ? message.text : split.newText
        message.signature = split.signature
        message.forwarded = split.forwarded
        let automatic = AutomaticMail(message)
        message.automatic = automatic.kind
        message.report = automatic.report
        guard automatic.mayBeForm else { return }
        if FormCopy.isOtherEvent(message) {
            message.automatic = message.automatic ?? .autoReply
        } else if let form = FormReader(profiles: forms).read(body, of: message) {
            read(form, body, into: &message)
        }
    }

    private func read(_ form: FormSubmission, _ body: BodyText, into message: inout Message) {
        if FormCopy.isOne(form, body, message) {
            message.automatic = message.automatic ?? .autoReply
            return
        }
        message.form = form
        message.newText = form.question
        message.signature = ""
        message.automatic = nil
        if form.hasFilesElsewhere {
            message.findings.append(Finding("a file of the form is not in the mail, only a link to it"))
        }
    }
}
