// SPDX-License-Identifier: EUPL-1.2

/// Undoes `format=flowed` (RFC 3676): soft line ends are joined, stuffed blanks removed, quotes written as `> `.
enum FlowedText {
    static func lines(_ text: Bytes, delSp: Bool) -> Lines {
        var out = Lines()
        out.reserve(text.count)
        /// The depth of the line that is still open; nil when none is.
        var open: Int?
        for raw in Lines(text: text) {
            let depth = raw.prefix { $0 == UInt8(ascii: ">") }.count
            var content = raw.dropFirst(depth)
            if content.first == .blank { content = content.dropFirst() }
            let isSignature = content.elementsEqual("-- ".utf8)
            if let openDepth = open, depth != openDepth || isSignature {
                out.endLine()
                open = nil
            }
            let isSoft = content.last == .blank && !isSignature
            if isSoft, delSp { content = content.dropLast() }
            if open == nil { for _ in 0..<depth { out.write("> ".bytes) } }
            out.write(content)
            if isSoft {
                open = depth
            } else {
                out.endLine()
                open = nil
            }
        }
        if open != nil { out.endLine() }
        return out
    }
}
