// SPDX-License-Identifier: EUPL-1.2

/// HTML as the text a reader would see: paragraphs, list items, a table row a line (cells apart by a tab), quotes with `> `.
///
/// Scripts, styles, the head and what is hidden or cannot be seen are dropped; of a link its words remain, of a picture
/// nothing. Broken markup loses no words: an unclosed quote, comment or script is read as if its opening stood alone. One
/// pass, and another over markup of which nothing could be seen.
struct HTMLText {
    private let html: Bytes
    private var at: Int
    private var tags: HTMLTagReader
    private var writer = TextWriter()
    private var regions: [Region] = []
    private var listNumbers: [Int?] = []
    private var preformatted = 0
    private var isHidden = false
    private var (isTiny, isWhite, isOnWhite) = (false, false, false)
    /// Whether text was left out because it cannot be seen, and whether it is to be read nonetheless.
    private var (hidBySight, showsAll) = (false, false)

    /// An open element that says something about all it holds.
    private struct Region {
        let name: HTMLElement.Name
        let kind: HTMLMark?
        let style: HTMLStyle
        /// How many elements of this name are open inside it, itself included.
        var open = 1
    }

    /// Markup in UTF-8 as lines.
    static func body(_ html: Bytes) -> BodyText {
        var reader = HTMLText(html)
        let body = reader.read()
        guard reader.hidBySight, body.isBlank else { return body }
        // Somebody meant something to be read.
        var again = HTMLText(html)
        again.showsAll = true
        return again.read()
    }

    static func body(_ html: String) -> BodyText { body(html.bytes) }

    private init(_ html: Bytes) {
        (self.html, at, tags) = (html, html.startIndex, HTMLTagReader(html))
        writer.reserve(html.count / 2)
    }

    private mutating func read() -> BodyText {
        while at < html.endIndex {
            if html[at] == UInt8(ascii: "<"), let (event, end) = tags.read(at: at) {
                at = end
                switch event {
                case .open(let tag): open(tag)
                case .close(let name): close(name)
                case .nothing: break
                }
            } else {
                let start = at
                at = html.next(UInt8(ascii: "<"), from: at + 1) ?? html.endIndex
                if !isHidden {
                    writer.write(HTMLEntities.decoded(html[start..<at]), isPreformatted: preformatted > 0)
                }
            }
        }
        return writer.finish()
    }

    private mutating func open(_ tag: HTMLTagReader.Tag) {
        if !regions.isEmpty, !tag.isVoid {
            for i in regions.indices where regions[i].name == tag.name { regions[i].open += 1 }
        }
        switch tag.element {
        case .script?, .style?:
            if let element = tag.element { at = tags.end(ofRaw: element, from: at) }
            return
        case .body?: regions.removeAll { $0.name == Self.head }
        case .br?:
            if !isHidden { writer.lineBreak() }
            return
        default: break
        }
        if let element = tag.element, element.breaking != .none, !isHidden { writer.newLine() }
        var style = HTMLStyle()
        if !tag.isVoid, regions.count < 64, case let kind = HTMLMark(tag, style: &style),
            kind != nil || changesSight(style)
        {
            regions.append(Region(name: tag.name, kind: kind, style: style))
            applyRegions()
        } else if tag.element == .body {
            applyRegions()
        }
        guard !isHidden, let element = tag.element else { return }
        switch element.breaking {
        case .paragraph: writer.paragraph()
        case .line: writer.newLine()
        case .none: if element == .td || element == .th { writer.cell() }
        }
        switch element {
        case .li:
            if let number = listNumbers.last ?? nil {
                listNumbers[listNumbers.count - 1] = number + 1
                writer.mark("\(number). ")
            } else {
                writer.mark("- ")
            }
        case .ul: listNumbers.append(nil)
        case .ol: listNumbers.append(1)
        case .pre: preformatted += 1
        default: break
        }
    }

    private mutating func close(_ name: HTMLElement.Name) {
        if !isHidden, let element = HTMLElement(name) {
            switch element.breaking {
            case .paragraph: writer.paragraph()
            case .line: writer.newLine()
            case .none: break
            }
            if element == .ul || element == .ol { _ = listNumbers.popLast() }
            if element == .pre { preformatted = max(0, preformatted - 1) }
        }
        guard !regions.isEmpty else { return }
        for i in regions.indices where regions[i].name == name { regions[i].open -= 1 }
        if let ended = regions.firstIndex(where: { $0.open <= 0 }) {
            regions.removeSubrange(ended...)
            applyRegions()
        }
    }

    /// Whether the style may hide text, or show it again within what hides it.
    private func changesSight(_ style: HTMLStyle) -> Bool {
        func changes(_ own: Bool?, _ around: Bool) -> Bool { own.map { $0 != around } ?? false }
        return changes(style.isTiny, isTiny) || changes(style.isWhite, isWhite) || changes(style.isOnWhite, isOnWhite)
    }

    private mutating func applyRegions() {
        func last(_ fact: (HTMLStyle) -> Bool?) -> Bool {
            regions.last { fact($0.style) != nil }.flatMap { fact($0.style) } ?? false
        }
        (isTiny, isWhite, isOnWhite) = (last(\.isTiny), last(\.isWhite), last(\.isOnWhite))
        let isUnseen = !showsAll && (isTiny || isWhite && isOnWhite)
        if isUnseen { hidBySight = true }
        isHidden = isUnseen || regions.contains { $0.kind == .hidden }
        writer.quoteDepth = min(regions.count { $0.kind == .quote }, 20)
        writer.role =
            regions.contains { $0.kind == .container }
            ? .container
            : regions.contains { $0.kind == .history }
                ? .history
                : regions.contains { $0.kind == .signature }
                    ? .signature
                    : regions.contains { $0.kind == .label } ? .label : nil
    }

    private static let head = HTMLElement.Name("head".bytes)
}
