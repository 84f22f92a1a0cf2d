// SPDX-License-Identifier: EUPL-1.2

/// Undoes `format=flowed` (RFC 3676): soft line ends are joined, stuffed blanks removed, quotes written as `> `.
enum FlowedText {
    static func lines(_ text: String, delSp: Bool) -> [String] {
        var (out, open, openDepth) = ([String](), String?.none, 0)
        func line(_ content: String, _ depth: Int) -> String {
            depth == 0 ? content : String(repeating: "> ", count: depth) + content
        }
        for raw in BodyText.lines(of: text) {
            let depth = raw.utf8.prefix { $0 == UInt8(ascii: ">") }.count
            var content = raw.utf8.dropFirst(depth)
            if content.first == .blank { content = content.dropFirst() }
            let isSignature = content.elementsEqual("-- ".utf8)
            if let before = open, depth != openDepth || isSignature {
                out.append(line(before, openDepth))
                open = nil
            }
            let isSoft = content.last == .blank && !isSignature
            if isSoft, delSp { content = content.dropLast() }
            let whole = (open ?? "") + String(Substring(content))
            if isSoft {
                (open, openDepth) = (whole, depth)
            } else {
                out.append(line(whole, depth))
                open = nil
            }
        }
        if let open { out.append(line(open, openDepth)) }
        return out
    }
}
