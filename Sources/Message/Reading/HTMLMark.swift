// SPDX-License-Identifier: EUPL-1.2

/// What an element says about all it holds, by its name, its class or its style; the marks are those that mail programs set.
enum HTMLMark {
    case hidden, history, container, signature, label, quote

    init?(_ tag: HTMLTagReader.Tag) {
        var found: HTMLMark?
        var isIndented = false
        var isCited = false
        if !tag.attributes.isEmpty {
            tag.forEachAttribute { name, value in
                if name.equals(lower: "hidden") {
                    found = .hidden
                } else if name.equals(lower: "style") {
                    let style = Style(value)
                    if style.isHidden { found = .hidden }
                    if style.isIndented { isIndented = true }
                } else if name.equals(lower: "class") || name.equals(lower: "id") {
                    found = found ?? Self.named(value)
                } else if name.equals(lower: "type") {
                    isCited = value.equals(lower: "cite")
                } else if name.equals(lower: "bgcolor"), value.equals(lower: "#eaf2fa") {
                    // Gravity Forms gives the row of each label this colour.
                    found = found ?? .label
                }
            }
        }
        switch tag.element {
        case .head?, .template?: self = .hidden
        case .blockquote? where found != .hidden:
            // Some editors indent with block quotes; only those that cite hold another's words.
            if isIndented, !isCited { return nil }
            self = .quote
        default:
            guard let found else { return nil }
            self = found
        }
    }

    private static func named(_ value: Bytes) -> HTMLMark? {
        for name in value.split(whereSeparator: \.isSpace) where name.count >= 9 && name.count < 50 {
            if let mark = names[name.loweredText] { return mark }
        }
        return nil
    }

    private static let names: [String: HTMLMark] = [
        "gmail_signature": .signature, "moz-signature": .signature, "ms-outlook-mobile-signature": .signature,
        "protonmail_signature_block": .signature, "signature": .signature, "x_signature": .signature,
        "applemailsignature": .signature,
        "divrplyfwdmsg": .history, "x_divrplyfwdmsg": .history, "outlookmessageheader": .history,
        "olk_src_body_section": .container, "yahoo_quoted": .container, "gmail_attr": .container,
        "mail-editor-reference-message-container": .container, "ms-outlook-mobile-reference-message": .container,
        "protonmail_quote": .container, "zmail_extra": .container,
    ]

    /// A style attribute in lower case and without blanks.
    private struct Style {
        private let text: [UInt8]

        init(_ value: Bytes) { text = value.compactMap { $0.isSpace ? nil : $0.lowered } }

        private func has(_ words: String) -> Bool { text.holds(words) }

        var isHidden: Bool {
            has("display:none") || has("visibility:hidden") || has("mso-hide:all") && has("font-size:0")
                || has("max-height:0") && has("overflow:hidden")
        }

        /// As editors indent, which is no quoting.
        var isIndented: Bool { has("margin-left:30px") || has("margin:00040px") }
    }
}
