// SPDX-License-Identifier: EUPL-1.2

/// Sets running text into lines: white space as one blank, never more than one blank line, quote marks before each line.
struct TextWriter {
    var quoteDepth = 0 { didSet { if quoteDepth != oldValue { breakLine(at: oldValue) } } }
    /// What the lines that follow are.
    var role: BodyText.Role? {
        didSet { if (role == nil) != (oldValue == nil) { breakLine(at: quoteDepth, as: oldValue) } }
    }

    private var body = BodyText()
    private var line: [UInt8] = []
    /// White space was read that counts only if a word follows.
    private var isBlankOwed = false
    private var isParagraphOwed = false
    private var isCellOwed = false
    private var hasMark = false

    mutating func write(_ text: Bytes, isPreformatted: Bool) {
        for byte in text {
            if isPreformatted, byte == .lf {
                lineBreak()
            } else if byte.isSpace, !(isPreformatted && byte.isBlank) {
                isBlankOwed = true
            } else {
                if line.isEmpty { startLine() }
                if isCellOwed, !line.isEmpty, !hasMark {
                    line.append(.tab)
                } else if isBlankOwed, !line.isEmpty, !hasMark {
                    line.append(.blank)
                }
                (isBlankOwed, isCellOwed, hasMark) = (false, false, false)
                line.append(byte)
            }
        }
    }

    /// The sign before a list item.
    mutating func mark(_ sign: String) {
        if line.isEmpty { startLine() }
        line.append(contentsOf: sign.utf8)
        (isBlankOwed, hasMark) = (false, true)
    }

    /// A line end that was asked for: two in a row make a blank line.
    mutating func lineBreak() {
        if line.isEmpty { isParagraphOwed = true } else { endLine(quoteDepth, role) }
    }

    /// Goes to a fresh line, if it is not on one.
    mutating func newLine() { if !line.isEmpty, !hasMark { endLine(quoteDepth, role) } }

    /// Goes to a fresh line with a blank one before it.
    mutating func paragraph() {
        guard !hasMark else { return }
        newLine()
        isParagraphOwed = true
    }

    /// A table cell begins.
    mutating func cell() { isCellOwed = !line.isEmpty }

    mutating func finish() -> BodyText {
        if !line.isEmpty { endLine(quoteDepth, role) }
        return body
    }

    private mutating func breakLine(at depth: Int, as oldRole: BodyText.Role? = nil) {
        if !line.isEmpty { endLine(depth, oldRole ?? role) }
        hasMark = false
    }

    private mutating func startLine() {
        if isParagraphOwed, !body.lines.isEmpty {
            body.lines.append(quoteDepth > 0 ? prefix(quoteDepth).trimmed : "")
        }
        isParagraphOwed = false
        isBlankOwed = false
    }

    private mutating func endLine(_ depth: Int, _ role: BodyText.Role?) {
        if let role { body.roles[body.lines.count] = role }
        body.lines.append((depth > 0 ? prefix(depth) : "") + line[...].text)
        line.removeAll(keepingCapacity: true)
        (isBlankOwed, isCellOwed, hasMark) = (false, false, false)
    }

    private func prefix(_ depth: Int) -> String { String(repeating: "> ", count: depth) }
}
