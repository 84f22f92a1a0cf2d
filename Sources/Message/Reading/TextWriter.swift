// SPDX-License-Identifier: EUPL-1.2

/// Sets running text into lines: white space as one blank, never more than one blank line, quote marks before each line.
struct TextWriter {
    var quoteDepth = 0 { didSet { if quoteDepth != oldValue { breakLine(as: role) } } }
    /// What the lines that follow are.
    var role: BodyText.Role? {
        didSet { if role != oldValue { breakLine(as: oldValue) } }
    }

    private var body = BodyText()
    /// Whether a line was started, be it with a quote mark only.
    private var isOpen = false
    /// White space was read that counts only if a word follows.
    private var isBlankOwed = false
    private var isParagraphOwed = false
    private var isCellOwed = false
    private var hasMark = false

    /// About how many bytes will be written.
    mutating func reserve(_ count: Int) { body.lines.reserve(count) }

    /// Running text, in runs of words with one blank between them.
    mutating func write(_ text: Bytes, isPreformatted: Bool) {
        let (span, offset) = (text.span, text.startIndex)
        var at = 0
        while at < span.count {
            let start = at
            if span[at].isSpace {
                if isPreformatted, span[at] == .lf {
                    lineBreak()
                } else if isPreformatted, span[at].isBlank {
                    writeWord(text[(offset + at)...(offset + at)])
                } else {
                    isBlankOwed = true
                }
                at += 1
            } else {
                repeat {
                    at += 1
                } while at < span.count
                    && (!span[at].isSpace || span[at] == .blank && at + 1 < span.count && !span[at + 1].isSpace)
                writeWord(text[(offset + start)..<(offset + at)])
            }
        }
    }

    private mutating func writeWord(_ word: Bytes) {
        if !isOpen {
            startLine()
        } else if !hasMark {
            if isCellOwed { body.lines.write(.tab) } else if isBlankOwed { body.lines.write(.blank) }
        }
        (isBlankOwed, isCellOwed, hasMark) = (false, false, false)
        body.lines.write(word)
    }

    /// The sign before a list item.
    mutating func mark(_ sign: String) {
        if !isOpen { startLine() }
        body.lines.write(sign.bytes)
        (isBlankOwed, hasMark) = (false, true)
    }

    /// A line end that was asked for: two in a row make a blank line.
    mutating func lineBreak() {
        if isOpen { endLine(as: role) } else { isParagraphOwed = true }
    }

    /// Goes to a fresh line, if it is not on one.
    mutating func newLine() { if isOpen, !hasMark { endLine(as: role) } }

    /// Goes to a fresh line with a blank one before it.
    mutating func paragraph() {
        guard !hasMark else { return }
        newLine()
        isParagraphOwed = true
    }

    /// A table cell begins.
    mutating func cell() { isCellOwed = isOpen }

    mutating func finish() -> BodyText {
        if isOpen { endLine(as: role) }
        return body
    }

    private mutating func breakLine(as oldRole: BodyText.Role?) {
        if isOpen { endLine(as: oldRole) }
        hasMark = false
    }

    private mutating func startLine() {
        if isParagraphOwed, !body.lines.isEmpty {
            for i in 0..<quoteDepth { body.lines.write(i == 0 ? [UInt8(ascii: ">")] : " >".bytes) }
            body.lines.endLine()
        }
        for _ in 0..<quoteDepth { body.lines.write("> ".bytes) }
        (isOpen, isParagraphOwed, isBlankOwed) = (true, false, false)
    }

    private mutating func endLine(as role: BodyText.Role?) {
        if let role { body.roles[body.lines.count] = role }
        body.lines.endLine()
        (isOpen, isBlankOwed, isCellOwed, hasMark) = (false, false, false, false)
    }
}
