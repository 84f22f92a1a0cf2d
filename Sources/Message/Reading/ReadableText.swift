// SPDX-License-Identifier: EUPL-1.2

/// Divides a MIME tree into the text that a reader sees first and the files that hang on it (RFC 2046, RFC 8621 §4.1.4).
///
/// Of alternatives the plain one is read, unless nothing stands in it; of HTML the text is taken. Text parts beside each
/// other are read one below the other. Whatever is not read as body is an attachment, enclosed mails too: they are kept
/// whole and never mixed with this mail's own words. The letter inside `winmail.dat` or a signed S/MIME content is read
/// as if it stood in the mail itself.
struct ReadableText {
    private(set) var body = BodyText()
    private(set) var attachments: [Attachment] = []
    private(set) var findings: [Finding] = []
    private let limits: ReadingLimits
    private var textLeft: Int
    /// What is read when no part holds words: the letter of a `winmail.dat`, or what an invitation says.
    private var spare = BodyText()
    /// How many signed contents are open around the part; more than a few are no letter.
    private var signedDepth = 0

    init(_ root: Part, limits: ReadingLimits) {
        (self.limits, textLeft) = (limits, limits.textBytes)
        read(root)
        if body.isBlank, !spare.isBlank { body = spare }
    }

    private mutating func read(_ part: Part) {
        switch part.type {
        case "multipart/alternative": alternative(part)
        case "multipart/related": related(part)
        case "multipart/report", "multipart/signed": firstIsBody(part)
        case "multipart/encrypted":
            findings.append(Finding("encrypted: kept as it is, and not read"))
            attachFiles(of: part)
        case "application/pkcs7-mime", "application/x-pkcs7-mime": secured(part)
        case _ where part.isMultipart && !part.children.isEmpty: for child in part.children { read(child) }
        case _ where isBody(part): body.append(text(of: part))
        case _ where part.isMultipart: break
        default: attach(part)
        }
    }

    /// Whether the part is to be read on the spot: text, not meant as a file, in a format that we read.
    private func isBody(_ part: Part) -> Bool {
        guard
            part.type == "text/plain" || part.type == "text/html" || part.type == "text/enriched"
                || part.type == "text/richtext"
        else { return false }
        switch part.disposition?.value {
        case "attachment": return false
        case "inline": return AttachmentName.of(part).isEmpty || body.lines.isEmpty
        default: return AttachmentName.of(part).isEmpty
        }
    }

    /// The best alternative that says something; files of the others are kept.
    private mutating func alternative(_ whole: Part) {
        let plain = whole.children.first { $0.type == "text/plain" && isBody($0) }
        if let plain, case let text = text(of: plain), !text.isBlank {
            body.append(text)
            for other in whole.children where !isTwin(other) { attachFiles(of: other) }
            return
        }
        // Nothing plain: the last one that holds text, as it is the richest (RFC 2046 §5.1.4).
        let rich = whole.children.indices.last {
            Self.holdsText(whole.children[$0]) && !isSame(whole.children[$0], plain)
        }
        for (i, child) in whole.children.enumerated() {
            if i == rich { read(child) } else if !isTwin(child) { attachFiles(of: child) }
        }
    }

    /// Whether the part is the same letter in another form, for some program: a reader misses nothing without it.
    private func isTwin(_ part: Part) -> Bool {
        isBody(part) || part.type == "text/x-amp-html" || part.type == "text/watch-html"
    }

    private func isSame(_ a: Part, _ b: Part?) -> Bool { b.map { $0.body.startIndex == a.body.startIndex } ?? false }

    private static func holdsText(_ part: Part) -> Bool {
        part.type == "text/html" || part.type == "text/plain" || part.type == "text/enriched"
            || part.children.contains(where: holdsText)
    }

    /// The root of a compound (RFC 2387), and what it refers to as inline files.
    private mutating func related(_ whole: Part) {
        let start = whole.parameters["start"].flatMap { MessageID.single($0) }
        let root = whole.children.firstIndex { start != nil && $0.contentID == start } ?? whole.children.indices.first
        for (i, child) in whole.children.enumerated() {
            if i == root { read(child) } else { attachFiles(of: child, isInline: true) }
        }
    }

    /// A report or a signed mail: the first part is for people, the rest for programs (RFC 6522, RFC 1847).
    private mutating func firstIsBody(_ whole: Part) {
        for (i, child) in whole.children.enumerated() {
            if i == 0 { read(child) } else { attachFiles(of: child) }
        }
    }

    /// Every file in a branch that is not read as body.
    private mutating func attachFiles(of part: Part, isInline: Bool = false) {
        if part.isMultipart, !part.children.isEmpty {
            let isChoice = part.type == "multipart/related" || part.type == "multipart/mixed"
            for child in part.children where !(isChoice && isBody(child)) {
                attachFiles(of: child, isInline: isInline)
            }
        } else {
            attach(part, isInline: isInline)
        }
    }

    private mutating func attach(_ part: Part, isInline: Bool = false) {
        let (decoded, isKnown) = TransferDecoding.decoded(part.body, encoding: part.encoding)
        if !isKnown { findings.append(Finding("unknown transfer encoding, kept as it is")) }
        let content = decoded ?? Array(part.body)
        var (name, type) = (AttachmentName.of(part), part.type)
        switch type {
        case "application/ms-tnef", "application/vnd.ms-tnef",
            "application/octet-stream" where name.equalsIgnoringCase("winmail.dat") || TNEF.matches(content[...]):
            if unpack(content) { return }
            findings.append(Finding("winmail.dat that holds nothing to read, kept as it is"))
        case "text/calendar": if spare.isBlank { spare = CalendarText.body(content[...]) }
        case "message/external-body":
            findings.append(Finding("a part is kept elsewhere (external-body), and not fetched"))
        default: break
        }
        // Outlook often encloses a letter without a name; its subject tells what it is.
        if name.isEmpty, let letter = OutlookMessage(content) {
            name = AttachmentName.clean(letter.subject.replacing("/", with: "-")) + ".msg"
            type = "application/vnd.ms-outlook"
        }
        attachments.append(
            Attachment(
                filename: name, contentType: type, content: content,
                isInline: part.disposition.map { $0.value == "inline" } ?? isInline))
    }

    /// The letter and the files of a `winmail.dat`; false when it is none.
    private mutating func unpack(_ content: [UInt8]) -> Bool {
        guard let inside = TNEF(content[...]) else { return false }
        if let letter = inside.body, spare.isBlank { spare = letter }
        attachments += inside.files.map { file in
            Attachment(
                filename: AttachmentName.clean(file.name),
                contentType: TNEF.matches(file.content[...])
                    ? "application/ms-tnef"
                    : file.type.contains("/") ? file.type.lowercased() : "application/octet-stream",
                content: file.content)
        }
        return true
    }

    /// Signed content is read through its wrapping; encrypted content is kept.
    private mutating func secured(_ part: Part) {
        let content = TransferDecoding.decode(part.body, encoding: part.encoding).bytes
        switch SignedContent.read(content) {
        case .signed(let letter) where !letter.isEmpty && signedDepth < 4:
            var parser = PartParser(letter[...], limits: limits)
            let inside = parser.parse()
            findings += parser.findings
            signedDepth += 1
            read(inside)
            signedDepth -= 1
        case .signed, .other: attach(part)
        case .compressed:
            findings.append(Finding("compressed: kept as it is, and not read"))
            attach(part)
        case .encrypted:
            findings.append(Finding("encrypted: kept as it is, and not read"))
            attach(part)
        }
    }

    /// A text part as lines. Beyond the limit it is cut, and kept whole as an attachment besides.
    private mutating func text(of part: Part) -> BodyText {
        var (content, isKnown) = TransferDecoding.decode(part.body, encoding: part.encoding)
        if !isKnown { findings.append(Finding("unknown transfer encoding, read as it is")) }
        if content.count > textLeft {
            findings.append(
                Finding("text longer than \(limits.textBytes) bytes: read in part, kept whole as attachment"))
            attachments.append(Attachment(filename: "", contentType: part.type, content: Array(content)))
            content = content.prefix(textLeft)
        }
        textLeft -= content.count
        let label = part.charset ?? (part.type == "text/html" ? Self.metaCharset(content) : nil)
        var (text, isCharset) = Charset.utf8(content, label: label)
        if !isCharset { findings.append(Finding("unknown charset \(label ?? ""), guessed")) }
        if text.next(0, from: text.startIndex) != nil { text = text.filter { $0 != 0 }[...] }
        switch part.type {
        case "text/html", "text/enriched", "text/richtext": return HTMLText.body(text)
        default:
            if let format = part.parameters["format"], format.trimmed.equalsIgnoringCase("flowed") {
                var body = BodyText()
                body.lines = FlowedText.lines(
                    text, delSp: part.parameters["delsp"]?.equalsIgnoringCase("yes") ?? false)
                return body
            }
            return BodyText(plain: withoutFiles(text))
        }
    }

    /// The words of a text in which files stand uuencoded; those become attachments.
    private mutating func withoutFiles(_ text: Bytes) -> Bytes {
        guard let (words, files) = UUEncodedFiles.extract(from: text) else { return text }
        attachments += files
        return words[...]
    }

    /// The charset that HTML names in its own head.
    static func metaCharset(_ html: Bytes) -> String? {
        let head = html.prefix(2_048)
        for at in head.indices
        where head[at].lowered == UInt8(ascii: "c") && head[at...].starts(withLower: "charset=") {
            let value = head[(at + 8)...].drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || $0.isSpace }
                .prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
            let name = value.loweredText
            // Bytes in which we could read the word itself are no UTF-16, whatever it says.
            return name.isEmpty || name.hasPrefix("utf-16") ? nil : name
        }
        return nil
    }
}
