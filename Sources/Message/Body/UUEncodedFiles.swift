// SPDX-License-Identifier: EUPL-1.2

/// Files that stand uuencoded between the words of a text, as old mail programs put them.
enum UUEncodedFiles {
    /// The text without its files; nil when there is none in it.
    static func extract(from text: Bytes) -> (text: [UInt8], files: [Attachment])? {
        var (out, files, kept, at) = ([UInt8](), [Attachment](), text.startIndex, text.startIndex)
        while let begin = nextBegin(text, from: at) {
            let headEnd = lineEnd(text, from: begin)
            guard let name = name(text[begin..<headEnd]), isData(text[headEnd..<lineEnd(text, from: headEnd)]) else {
                at = headEnd
                continue
            }
            var end = headEnd
            while end < text.endIndex {
                let next = lineEnd(text, from: end)
                let line = text[end..<next]
                end = next
                if line.trimmed.equals(lower: "end") { break }
                if !isData(line) {
                    end = line.startIndex
                    break
                }
            }
            out.append(contentsOf: text[kept..<begin])
            files.append(
                Attachment(
                    filename: AttachmentName.clean(name), contentType: "application/octet-stream",
                    content: TransferDecoding.uuencoded(text[begin..<end]) ?? []))
            (kept, at) = (end, end)
        }
        guard !files.isEmpty else { return nil }
        out.append(contentsOf: text[kept...])
        return (out, files)
    }

    /// The next line that starts with "begin ", from the start of one on.
    private static func nextBegin(_ text: Bytes, from start: Int) -> Int? {
        var at = start
        while at < text.endIndex {
            if text[at] == UInt8(ascii: "b"), text[at...].starts(with: "begin ".utf8) { return at }
            at = lineEnd(text, from: at)
        }
        return nil
    }

    private static func lineEnd(_ text: Bytes, from start: Int) -> Int {
        text.next(.lf, from: start).map { $0 + 1 } ?? text.endIndex
    }

    /// The file's name, when the line is `begin`, an octal mode and a name.
    private static func name(_ line: Bytes) -> String? {
        let words = line.trimmed.split(separator: .blank, maxSplits: 2)
        guard words.count == 3, (3...4).contains(words[1].count),
            words[1].allSatisfy({ (0x30...0x37).contains($0) })
        else { return nil }
        return Charset.decode(words[2], label: nil)
    }

    /// Whether a line holds as many signs as its first one says; blanks at its end may be lost.
    private static func isData(_ line: Bytes) -> Bool {
        var line = line
        while let last = line.last, last == .lf || last == .cr { line = line.dropLast() }
        guard let first = line.first, (0x20...0x60).contains(first), line.allSatisfy({ (0x20...0x60).contains($0) })
        else { return false }
        let signs = (Int((first - 0x20) & 63) + 2) / 3 * 4
        return signs > 0 ? line.count > 1 && line.count <= signs + 3 : line.count <= 2
    }
}
