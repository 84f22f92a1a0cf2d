// SPDX-License-Identifier: EUPL-1.2

/// Lines of UTF-8 in one block of bytes, so that a line costs no allocation. No line holds its line end.
struct Lines: RandomAccessCollection {
    /// The lines with `\n` after each, and behind them the line that is being written.
    private var bytes: [UInt8] = []
    /// Where each line ends, before its `\n`.
    private var ends: [UInt32] = []

    init() {}

    init(_ lines: some Sequence<Bytes>) { for line in lines { append(line) } }

    /// Cuts a text at LF and CRLF.
    init(text: Bytes) {
        reserve(text.count + 1)
        var at = text.startIndex
        while true {
            let lineFeed = text.next(.lf, from: at)
            var end = lineFeed ?? text.endIndex
            if end > at, text[end - 1] == .cr { end -= 1 }
            append(text[at..<end])
            guard let lineFeed else { break }
            at = lineFeed + 1
        }
    }

    var startIndex: Int { 0 }
    var endIndex: Int { ends.count }

    subscript(_ index: Int) -> Bytes { bytes[start(index)..<Int(ends[index])] }

    private func start(_ index: Int) -> Int { index == 0 ? 0 : Int(ends[index - 1]) + 1 }

    /// Bytes of the line that is being written.
    var openCount: Int { bytes.count - start(ends.count) }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    /// Adds to the line that is being written.
    mutating func write(_ piece: Bytes) { bytes.append(contentsOf: piece) }
    mutating func write(_ byte: UInt8) { bytes.append(byte) }

    /// Ends the line that is being written.
    mutating func endLine() {
        ends.append(UInt32(truncatingIfNeeded: bytes.count))
        bytes.append(.lf)
    }

    mutating func append(_ line: Bytes) {
        write(line)
        endLine()
    }

    mutating func append(contentsOf other: Lines) {
        guard !isEmpty else {
            self = other
            return
        }
        let base = UInt32(truncatingIfNeeded: bytes.count)
        bytes.append(contentsOf: other.bytes)
        ends.append(contentsOf: other.ends.lazy.map { $0 &+ base })
    }

    /// The lines of the range as one text: `\n` between them, no blank lines at the ends.
    func text(_ range: Range<Int>) -> String {
        guard let first = range.first(where: { !self[$0].isBlankLine }),
            let last = range.last(where: { !self[$0].isBlankLine })
        else { return "" }
        return bytes[start(first)..<Int(ends[last])].text
    }

    var text: String { text(0..<count) }
}

extension Slice<Lines> {
    /// These lines as one text: `\n` between them, no blank lines at the ends.
    var text: String { base.text(startIndex..<endIndex) }
}

extension Bytes {
    /// Whether this line starts with the mark of a quote.
    var isQuoted: Bool { first { $0 != .blank } == UInt8(ascii: ">") }

    /// This line without its first mark of a quote.
    var unquoted: Bytes {
        guard isQuoted else { return self }
        let rest = drop { $0 == .blank }.dropFirst()
        return rest.first == .blank ? rest.dropFirst() : rest
    }

    /// Whether nothing but white space stands in this line, the invisible characters of mail programs included.
    var isBlankLine: Bool {
        guard let sign = first(where: { $0 > 0x20 && $0 != 0x7f }) else { return true }
        guard sign >= 0x80 else { return false }
        if contains(where: { $0 > 0x20 && $0 < 0x7f }) { return false }
        return text.unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x200b || $0.value == 0xfeff
        }
    }
}
