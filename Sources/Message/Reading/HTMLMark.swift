// SPDX-License-Identifier: EUPL-1.2

/// What an element says about all it holds, by its name, its class or its style; the marks are those that mail programs set.
enum HTMLMark {
    case hidden, history, container, signature, label, quote

    /// What the tag says of itself, nil when nothing of this; its style and colours are put into `style`.
    init?(_ tag: HTMLTagReader.Tag, style: inout HTMLStyle) {
        var found: HTMLMark?
        var isCited = false
        if !tag.attributes.isEmpty {
            var colours = HTMLStyle()
            tag.forEachAttribute { name, value in
                if name.equals(lower: "hidden") {
                    found = .hidden
                } else if name.equals(lower: "style") {
                    style = HTMLStyle(value)
                    if style.isHidden { found = .hidden }
                } else if name.equals(lower: "class") || name.equals(lower: "id") {
                    found = found ?? Self.named(value)
                } else if name.equals(lower: "type") {
                    isCited = value.equals(lower: "cite")
                } else if name.equals(lower: "bgcolor") {
                    colours.isOnWhite = HTMLStyle.isWhite(value)
                    // Gravity Forms gives the row of each label this colour.
                    if value.equals(lower: "#eaf2fa") { found = found ?? .label }
                } else if name.equals(lower: "color") {
                    colours.isWhite = HTMLStyle.isWhite(value)
                }
            }
            style.isWhite = style.isWhite ?? colours.isWhite
            style.isOnWhite = style.isOnWhite ?? colours.isOnWhite
        }
        switch tag.element {
        case .head?, .template?: self = .hidden
        case .blockquote? where found != .hidden:
            // Some editors indent with block quotes; only those that cite hold another's words.
            if style.isIndented, !isCited { return nil }
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
    ]
}
