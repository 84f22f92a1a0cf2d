// SPDX-License-Identifier: EUPL-1.2

/// Reads the tags, comments and declarations of HTML, never looking twice for an end that is not there.
struct HTMLTagReader {
    enum Event {
        case open(Tag)
        case close(String)
        /// A comment, a declaration, or an instruction.
        case nothing
    }

    /// A start tag: its name in lower case, and its attributes as they stand.
    struct Tag {
        let name: String
        let attributes: Bytes

        var isVoid: Bool {
            switch name {
            case "br", "img", "hr", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr":
                true
            default: attributes.last == UInt8(ascii: "/")
            }
        }

        /// Whether an attribute of this name stands here, with or without a value.
        func has(_ name: String) -> Bool { find(name) != nil }

        /// The attribute's value in lower case; empty when it is not there.
        func attribute(_ name: String) -> String { find(name)?.loweredText ?? "" }

        private func find(_ name: String) -> Bytes? {
            var at = attributes.startIndex
            while at < attributes.endIndex {
                while at < attributes.endIndex, attributes[at].isSpace || attributes[at] == UInt8(ascii: "/") {
                    at += 1
                }
                let start = at
                while at < attributes.endIndex, !attributes[at].isSpace, attributes[at] != UInt8(ascii: "=") {
                    at += 1
                }
                let found = attributes[start..<at]
                while at < attributes.endIndex, attributes[at].isSpace { at += 1 }
                var value: Bytes = []
                if at < attributes.endIndex, attributes[at] == UInt8(ascii: "=") {
                    at += 1
                    while at < attributes.endIndex, attributes[at].isSpace { at += 1 }
                    let quote = at < attributes.endIndex ? attributes[at] : 0
                    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                        let end = attributes[(at + 1)...].firstIndex(of: quote) ?? attributes.endIndex
                        value = attributes[(at + 1)..<end]
                        at = min(end + 1, attributes.endIndex)
                    } else {
                        let start = at
                        while at < attributes.endIndex, !attributes[at].isSpace { at += 1 }
                        value = attributes[start..<at]
                    }
                }
                if found.equals(lower: name) { return value }
            }
            return nil
        }
    }

    private let html: Bytes
    /// Ends that were sought once and do not occur in the rest.
    private var missing: Set<String> = []

    init(_ html: Bytes) { self.html = html }

    /// What starts with the `<` here, and where it ends; nil when it is a mere sign.
    mutating func read(at start: Int) -> (event: Event, end: Int)? {
        guard start + 1 < html.endIndex else { return nil }
        let next = html[start + 1]
        if next.isLetter { return openTag(start) }
        if next == UInt8(ascii: "/"), start + 2 < html.endIndex, html[start + 2].isLetter {
            let nameEnd = nameEnd(from: start + 2)
            let end = html[nameEnd...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? html.endIndex
            return (.close(html[(start + 2)..<nameEnd].loweredText), end)
        }
        if html[start...].starts(withLower: "<!--") {
            if let end = find("-->", from: start + 4) { return (.nothing, end) }
            return (.nothing, html[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? html.endIndex)
        }
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") || next == UInt8(ascii: "/") {
            guard let end = find(">", from: start) else { return nil }
            return (.nothing, end)
        }
        return nil
    }

    /// Where the content of a script or style ends; `start` when its end tag is missing.
    mutating func end(ofRaw name: String, from start: Int) -> Int {
        find("</" + name, from: start).map { $0 - name.utf8.count - 2 } ?? start
    }

    private func nameEnd(from start: Int) -> Int {
        var at = start
        while at < html.endIndex, html[at].isLetter || html[at].isDigit || html[at] == UInt8(ascii: ":") { at += 1 }
        return at
    }

    private mutating func openTag(_ start: Int) -> (event: Event, end: Int)? {
        let nameEnd = nameEnd(from: start + 1)
        // An address in angle brackets is text.
        if nameEnd < html.endIndex, [UInt8(ascii: "@"), UInt8(ascii: ".")].contains(html[nameEnd]) { return nil }
        var at = nameEnd
        var isValue = false
        while at < html.endIndex, html[at] != UInt8(ascii: ">") {
            let byte = html[at]
            if isValue, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
                let end = find(byte == UInt8(ascii: "\"") ? "\"" : "'", from: at + 1)
            {
                at = end
                isValue = false
                continue
            }
            if !byte.isSpace { isValue = byte == UInt8(ascii: "=") }
            at += 1
        }
        let tag = Tag(name: html[(start + 1)..<nameEnd].loweredText, attributes: html[nameEnd..<at])
        return (.open(tag), min(at + 1, html.endIndex))
    }

    /// Just past the next `mark`, ASCII case not counting. A mark that was not found is never sought again.
    private mutating func find(_ mark: String, from start: Int) -> Int? {
        guard !missing.contains(mark), let first = mark.utf8.first else { return nil }
        let length = mark.utf8.count
        var at = start
        while at + length <= html.endIndex {
            if html[at].lowered == first, length == 1 || html[at...].starts(withLower: mark) { return at + length }
            at += 1
        }
        missing.insert(mark)
        return nil
    }
}
