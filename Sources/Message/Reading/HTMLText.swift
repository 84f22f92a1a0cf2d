// SPDX-License-Identifier: EUPL-1.2

/// HTML as the text a reader would see: paragraphs, list items, a table row a line (cells apart by a tab), quotes with `> `.
///
/// Scripts, styles, the head and hidden elements are dropped; of a link its words remain, of a picture nothing. Broken
/// markup loses no words: an unclosed quote, comment or script is read as if its opening stood alone. One pass.
struct HTMLText {
    private let html: Bytes
    private var at: Int
    private var tags: HTMLTagReader
    private var writer = TextWriter()
    private var regions: [Region] = []
    private var listNumbers: [Int?] = []
    private var preformatted = 0

    /// An open element that says something about all it holds.
    private struct Region {
        enum Kind { case hidden, history, signature, label, quote }
        let tag: String
        let kind: Kind
        /// How many elements of this tag are open inside it, itself included.
        var open = 1
    }

    static func body(_ html: String) -> BodyText {
        var reader = HTMLText(html.bytes)
        return reader.read()
    }

    private init(_ html: Bytes) {
        (self.html, at, tags) = (html, html.startIndex, HTMLTagReader(html))
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
                at += 1
                while at < html.endIndex, html[at] != UInt8(ascii: "<") { at += 1 }
                if !isHidden {
                    writer.write(HTMLEntities.decoded(html[start..<at]), isPreformatted: preformatted > 0)
                }
            }
        }
        return writer.finish()
    }

    private var isHidden: Bool { regions.contains { $0.kind == .hidden } }

    private mutating func open(_ tag: HTMLTagReader.Tag) {
        for i in regions.indices where regions[i].tag == tag.name && !tag.isVoid { regions[i].open += 1 }
        switch tag.name {
        case "script", "style":
            at = tags.end(ofRaw: tag.name, from: at)
            return
        case "body": regions.removeAll { $0.tag == "head" }
        case "br":
            if !isHidden { writer.lineBreak() }
            return
        default: break
        }
        if !tag.isVoid, regions.count < 64, let kind = Self.kind(of: tag) {
            regions.append(Region(tag: tag.name, kind: kind))
            applyRegions()
        }
        guard !isHidden else { return }
        switch tag.name {
        case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote":
            writer.paragraph()
        case "div", "tr", "dt", "dd", "address", "article", "section", "header", "footer", "center", "form",
            "fieldset",
            "figure", "hr", "title", "body", "caption", "option":
            writer.newLine()
        case "td", "th": writer.cell()
        case "li":
            writer.newLine()
            if let number = listNumbers.last ?? nil {
                listNumbers[listNumbers.count - 1] = number + 1
                writer.mark("\(number). ")
            } else {
                writer.mark("- ")
            }
        default: break
        }
        if tag.name == "ul" { listNumbers.append(nil) }
        if tag.name == "ol" { listNumbers.append(1) }
        if tag.name == "pre" { preformatted += 1 }
    }

    private mutating func close(_ name: String) {
        if !isHidden {
            switch name {
            case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote":
                writer.paragraph()
            case "div", "tr", "li", "dt", "dd", "address", "article", "section", "header", "footer", "center", "form",
                "fieldset", "figure", "title", "caption", "option":
                writer.newLine()
            default: break
            }
            if name == "ul" || name == "ol" { _ = listNumbers.popLast() }
            if name == "pre" { preformatted = max(0, preformatted - 1) }
        }
        for i in regions.indices where regions[i].tag == name { regions[i].open -= 1 }
        if let ended = regions.firstIndex(where: { $0.open <= 0 }) {
            regions.removeSubrange(ended...)
            applyRegions()
        }
    }

    private mutating func applyRegions() {
        writer.quoteDepth = min(regions.count { $0.kind == .quote }, 20)
        let kinds = regions.map(\.kind)
        writer.role =
            kinds.contains(.history)
            ? .history
            : kinds.contains(.signature)
                ? .signature
                : kinds.contains(.label) ? .label : nil
    }

    /// What an element says by its name, its class or its style; the marks are those that the mail programs set.
    private static func kind(of tag: HTMLTagReader.Tag) -> Region.Kind? {
        if tag.name == "head" || tag.name == "template" { return .hidden }
        let style = tag.attribute("style").filter { $0 != " " && $0 != "\n" && $0 != "\r" && $0 != "\t" }
        if tag.has("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
            || style.contains("mso-hide:all") && style.contains("font-size:0")
        {
            return .hidden
        }
        if tag.name == "blockquote" {
            // Some editors indent with block quotes; only those that cite hold another's words.
            return style.contains("margin-left:30px")
                || style.contains("margin:00040px") && tag.attribute("type") != "cite"
                ? nil : .quote
        }
        let names = tag.attribute("class").split(separator: " ") + tag.attribute("id").split(separator: " ")
        for name in names {
            switch name {
            case "gmail_signature", "moz-signature", "ms-outlook-mobile-signature", "protonmail_signature_block",
                "signature",
                "x_signature", "applemailsignature":
                return .signature
            case "divrplyfwdmsg", "x_divrplyfwdmsg", "olk_src_body_section", "yahoo_quoted", "outlookmessageheader",
                "mail-editor-reference-message-container", "ms-outlook-mobile-reference-message":
                return .history
            default: break
            }
        }
        // Gravity Forms gives the row of each label this colour.
        return tag.attribute("bgcolor") == "#eaf2fa" ? .label : nil
    }
}
