// SPDX-License-Identifier: EUPL-1.2

/// Reads labels and values out of a form mail's lines. In doubt a line belongs to the value above it, so that nothing of
/// the citizen's own text is taken for a label.
struct LabelledFields {
    /// No form asks more; further lines belong to the last value.
    private static let limit = 200

    let labels: FormLabels
    private var fields: [FormSubmission.Field] = []
    private var label: String?
    private var value = Lines()

    init(labels: FormLabels) { self.labels = labels }

    /// `Label: waarde` or `Label<tab>waarde`, perhaps after a bullet; a value goes on over the lines below it.
    static func onOneLine(_ lines: Slice<Lines>, labels: FormLabels) -> [FormSubmission.Field] {
        var reader = LabelledFields(labels: labels)
        for line in lines where !isRule(line) {
            if isEnd(line) { break }
            if let (label, value) = pair(line), reader.mayStart(label) {
                reader.start(label, value)
            } else if !reader.isClosed {
                reader.value.append(line.trimmed)
            }
        }
        return reader.finish()
    }

    /// A label on one line and its value on the next; a blank line between fields. A label may follow a label.
    static func onTwoLines(_ lines: Slice<Lines>, labels: FormLabels) -> [FormSubmission.Field] {
        var reader = LabelledFields(labels: labels)
        var isAfterBlank = true
        for line in lines {
            let isBlank = line.isBlankLine
            if isEnd(line) { break }
            let text = line.count <= 300 ? line.text : ""
            if !isBlank, isLabel(text),
                isAfterBlank ? reader.mayStart(text) : labels.isExactly(text) && reader.endsText(text)
            {
                reader.start(text.trimmed, "")
            } else {
                reader.value.append(line.trimmed)
            }
            isAfterBlank = isBlank
        }
        return reader.finish()
    }

    /// Lines that the markup marked as labels, each with the value below it.
    static func marked(_ body: BodyText) -> [FormSubmission.Field] {
        var reader = LabelledFields(labels: FormLabels(nil))
        for (i, line) in body.lines.enumerated() {
            if body.roles[i] == .label {
                reader.start(line.text.trimmed, "")
            } else {
                reader.value.append(line.trimmed)
            }
        }
        return reader.finish()
    }

    /// In a free text only a label that is known word for word ends it, and never one that asks for the text again.
    private func mayStart(_ candidate: String) -> Bool {
        if fields.count >= Self.limit { return false }
        if isInText { return labels.isExactly(candidate) && endsText(candidate) }
        return true
    }

    private func endsText(_ candidate: String) -> Bool { !isInText || labels.kind(candidate) != .question }

    /// Whether the present label asks for the citizen's own words.
    private var isInText = false

    /// Whether the value is one that a blank line ends, such as a name: what follows is the heading of a next step.
    private var isClosed: Bool {
        guard let label, !isInText, labels.kind(label) != nil else { return false }
        return value.count > 1 && value.last?.isEmpty ?? false
    }

    private mutating func start(_ next: String, _ first: String) {
        close()
        isInText = labels.kind(next) == .question
        (label, value) = (next, first.isEmpty ? Lines() : Lines([first.bytes]))
    }

    private mutating func close() {
        if let label { fields.append(.init(label: Self.bare(label), value: value.text.trimmed)) }
    }

    private mutating func finish() -> [FormSubmission.Field] {
        close()
        return fields
    }

    /// The label as the form shows it, without bullet, star and colon.
    private static func bare(_ label: String) -> String {
        var bytes = label.bytes
        func isSign(_ byte: UInt8, _ signs: String) -> Bool { byte.isBlank || signs.utf8.contains(byte) }
        while let first = bytes.first {
            if bytes.starts(with: "•".utf8) {
                bytes = bytes.dropFirst(3)
            } else if isSign(first, "-*") {
                bytes = bytes.dropFirst()
            } else {
                break
            }
        }
        while let last = bytes.last, isSign(last, ":*") { bytes = bytes.dropLast() }
        return bytes.text
    }

    private static func pair(_ line: Bytes) -> (label: String, value: String)? {
        guard let cut = line.prefix(120).firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == .tab }) else {
            return nil
        }
        let label = bare(line[..<cut].text)
        guard isLabel(label), !label.bytes.starts(withLower: "http") else { return nil }
        let rest = line[(cut + 1)...]
        // A time or an address of the web has its colon between two signs.
        if line[cut] == UInt8(ascii: ":"), let next = rest.first, next.isDigit || next == UInt8(ascii: "/") {
            return nil
        }
        return (label, rest.trimmed.drop { $0 == UInt8(ascii: ":") }.text.trimmed)
    }

    /// Whether a line can be a label at all: short, with a letter, and no sentence.
    private static func isLabel(_ line: String) -> Bool {
        let text = line.trimmed
        let bytes = text.bytes
        guard bytes.count <= 100, bytes.contains(where: { $0.isLetter || $0 >= 0x80 }), !bytes.isQuoted else {
            return false
        }
        return bytes.count { $0 == .blank } < 14 && bytes.last != UInt8(ascii: ".") && bytes.last != UInt8(ascii: ",")
            && !bytes.holds(". ")
    }

    /// The heading or rule of a section.
    private static func isRule(_ line: Bytes) -> Bool {
        let text = line.trimmed
        return text.count > 3
            && ["--", "=="].contains { text.starts(with: $0.utf8) && text.suffix(2).elementsEqual($0.utf8) }
    }

    /// The sentence with which a site ends its mail.
    private static func isEnd(_ line: Bytes) -> Bool {
        let text = line.trimmed
        return [
            "the results of this submission", "de resultaten van deze inzending", "resultaten van deze inzending",
            "deze e-mail is verzonden v", "deze e-mail is verstuurd v", "this e-mail was sent from a contact form",
        ]
        .contains { text.starts(withLower: $0) }
    }
}
