// SPDX-License-Identifier: EUPL-1.2

/// Reads the tags, comments and declarations of HTML, never looking twice for an end that is not there.
struct HTMLTagReader {
    enum Event {
        case open(Tag)
        case close(HTMLElement.Name)
        /// A comment, a declaration, or an instruction.
        case nothing
    }

    /// A start tag, with its attributes as they stand.
    struct Tag {
        let name: HTMLElement.Name
        let element: HTMLElement?
        let attributes: Bytes

        var isVoid: Bool { element?.isVoid ?? false || attributes.last == UInt8(ascii: "/") }

        /// Calls `take` with the name and value of each attribute, as they stand and without quotes.
        func forEachAttribute(_ take: (_ name: Bytes, _ value: Bytes) -> Void) {
            var at = attributes.startIndex
            let end = attributes.endIndex
            while at < end {
                while at < end, attributes[at].isSpace || attributes[at] == UInt8(ascii: "/") { at += 1 }
                let start = at
                while at < end, !attributes[at].isSpace, attributes[at] != UInt8(ascii: "=") { at += 1 }
                let name = attributes[start..<at]
                while at < end, attributes[at].isSpace { at += 1 }
                var value: Bytes = []
                if at < end, attributes[at] == UInt8(ascii: "=") {
                    at += 1
                    while at < end, attributes[at].isSpace { at += 1 }
                    let quote = at < end ? attributes[at] : 0
                    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                        let close = attributes.next(quote, from: at + 1) ?? end
                        value = attributes[(at + 1)..<close]
                        at = min(close + 1, end)
                    } else {
                        let start = at
                        while at < end, !attributes[at].isSpace { at += 1 }
                        value = attributes[start..<at]
                    }
                }
                if !name.isEmpty { take(name, value) }
            }
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
            let end = html.next(UInt8(ascii: ">"), from: nameEnd).map { $0 + 1 } ?? html.endIndex
            return (.close(HTMLElement.Name(html[(start + 2)..<nameEnd])), end)
        }
        if next == UInt8(ascii: "!"), html[start...].starts(withLower: "<!--") {
            if let end = find("-->", from: start + 4) { return (.nothing, end) }
            return (.nothing, find(">", from: start) ?? start + 4)
        }
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") || next == UInt8(ascii: "/") {
            guard let end = find(">", from: start) else { return nil }
            return (.nothing, end)
        }
        return nil
    }

    /// Where the content of a script or style ends; `start` when its end tag is missing.
    mutating func end(ofRaw element: HTMLElement, from start: Int) -> Int {
        let mark = "</" + element.rawValue
        return find(mark, from: start).map { $0 - mark.utf8.count } ?? start
    }

    private func nameEnd(from start: Int) -> Int {
        var at = start
        while at < html.endIndex, html[at].isLetter || html[at].isDigit || html[at] == UInt8(ascii: ":") { at += 1 }
        return at
    }

    private mutating func openTag(_ start: Int) -> (event: Event, end: Int)? {
        let nameEnd = nameEnd(from: start + 1)
        // An address in angle brackets is text.
        if nameEnd < html.endIndex, html[nameEnd] == UInt8(ascii: "@") || html[nameEnd] == UInt8(ascii: ".") {
            return nil
        }
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
        let name = HTMLElement.Name(html[(start + 1)..<nameEnd])
        let tag = Tag(name: name, element: HTMLElement(name), attributes: html[nameEnd..<at])
        return (.open(tag), min(at + 1, html.endIndex))
    }

    /// Just past the next `mark`, ASCII case not counting. A mark that was not found is never sought again.
    private mutating func find(_ mark: String, from start: Int) -> Int? {
        guard let first = mark.utf8.first, missing.isEmpty || !missing.contains(mark) else { return nil }
        let length = mark.utf8.count
        var at = start
        while let hit = html.next(first, from: at) {
            if length == 1 || html[hit...].starts(withLower: mark) { return hit + length }
            at = hit + 1
        }
        missing.insert(mark)
        return nil
    }
}
