// SPDX-License-Identifier: EUPL-1.2

/// Reads a header block (RFC 5322 §2.2, §3.6.8 and its obsolete forms) into fields, as tolerantly as mail needs.
///
/// Takes LF and CRLF, a byte order mark, blank lines and an mbox `From ` line before the first field, blanks before the
/// colon, and folded lines that lost their leading blank. Raw 8-bit values are UTF-8 where that fits, else `fallback`.
struct HeaderParser {
    /// A header block: its fields, and where the body starts.
    struct Block {
        var fields: [HeaderField] = []
        var bodyStart: Int
        var findings: [Finding] = []

        subscript(_ name: String) -> String? { fields.first { $0.name.equalsIgnoringCase(name) }?.value }
    }

    /// A field as it stands in the bytes: `value` holds no line ends any more.
    private struct RawField {
        let name: Bytes
        var value: [UInt8]
    }

    let limits: ReadingLimits

    /// Reads the block that starts at the start of `bytes`. With `isTop`, junk before the first field is skipped.
    func parse(_ bytes: Bytes, isTop: Bool = false) -> Block {
        var at = isTop ? start(of: bytes) : bytes.startIndex
        var raw: [RawField] = []
        var (read, isTruncated, isDamaged) = (0, false, false)
        while at < bytes.endIndex {
            var line = Self.line(bytes, from: at)
            if line.content.isEmpty {
                at = line.next
                break
            }
            if line.content.count > limits.headerBytes - read {
                isTruncated = true
                line.content = line.content.prefix(max(0, limits.headerBytes - read))
            }
            if line.content.isEmpty {
                // Beyond the limit.
            } else if bytes[at].isBlank, !raw.isEmpty {
                raw[raw.count - 1].value.append(contentsOf: line.content)
            } else if raw.count >= limits.fields {
                isTruncated = true
                read = limits.headerBytes
            } else if let (name, value) = Self.field(line.content) {
                raw.append(RawField(name: name, value: Array(value)))
            } else if line.content.starts(with: [0x2d, 0x2d]) || !Self.goesOn(bytes, after: line.next) {
                isDamaged = true
                break
            } else if !raw.isEmpty {
                raw[raw.count - 1].value.append(.blank)
                raw[raw.count - 1].value.append(contentsOf: line.content)
                isDamaged = true
            }
            read += line.next - at
            at = line.next
        }
        var block = Block(bodyStart: at)
        if isTruncated {
            block.findings.append(
                Finding("header longer than \(limits.headerBytes) bytes or \(limits.fields) fields, rest skipped"))
        }
        if isDamaged { block.findings.append(Finding("header holds a line that is no field")) }
        block.fields = Self.decoded(raw)
        return block
    }

    /// Past a byte order mark, blank lines and an mbox `From ` line.
    private func start(of bytes: Bytes) -> Int {
        var at = bytes.startIndex
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { at += 3 }
        while at < bytes.endIndex, bytes[at].isSpace { at += 1 }
        let rest = bytes[at...]
        if rest.starts(withLower: "from ") || rest.starts(withLower: ">from ") {
            at = Self.line(bytes, from: at).next
        }
        return at
    }

    private static func line(_ bytes: Bytes, from start: Int) -> (content: Bytes, next: Int) {
        var end = bytes.next(.lf, from: start) ?? bytes.endIndex
        let next = min(end + 1, bytes.endIndex)
        if end > start, bytes[end - 1] == .cr { end -= 1 }
        return (bytes[start..<end], next)
    }

    /// Name and value, when the line is a field: printable ASCII without blanks, perhaps blanks, a colon.
    private static func field(_ line: Bytes) -> (name: Bytes, value: Bytes)? {
        var at = line.startIndex
        while at < line.endIndex, line[at] > 0x20, line[at] < 0x7f, line[at] != UInt8(ascii: ":") { at += 1 }
        let name = line[line.startIndex..<at]
        while at < line.endIndex, line[at].isBlank { at += 1 }
        guard !name.isEmpty, at < line.endIndex, line[at] == UInt8(ascii: ":") else { return nil }
        return (name, line[(at + 1)...])
    }

    /// Whether the header goes on after a line that is no field: with a field or a folded line.
    private static func goesOn(_ bytes: Bytes, after at: Int) -> Bool {
        guard at < bytes.endIndex else { return false }
        let next = line(bytes, from: at).content
        return next.isEmpty || bytes[at].isBlank || field(next) != nil
    }

    /// Fields as text: UTF-8 where the bytes are, else in the charset that the mail's own Content-Type names.
    private static func decoded(_ raw: [RawField]) -> [HeaderField] {
        var fallback: String?
        if raw.contains(where: { field in field.value.contains { $0 >= 0x80 } }),
            let type = raw.first(where: { $0.name.equals(lower: "content-type") })
        {
            fallback = ParameterizedValue(type.value.text)["charset"]
        }
        return raw.map { field in
            HeaderField(
                name: field.name.text, value: Charset.decode(field.value.trimmed, label: nil, fallback: fallback))
        }
    }
}
