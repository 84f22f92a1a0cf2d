// SPDX-License-Identifier: EUPL-1.2

/// The elements of HTML that mean something for text.
enum HTMLElement: String, CaseIterable {
    case a, address, area, article, base, blockquote, body, br, caption, center, col, dd, div, dl, dt, embed, fieldset
    case figure, footer, form, h1, h2, h3, h4, h5, h6, head, header, hr, img, input, li, link, meta, ol, option, p, pre
    case script, section, source, style, table, td, template, textarea, th, title, tr, track, ul, wbr

    /// An element's name in lower case, packed so that comparing costs nothing: its length and its first eight bytes.
    struct Name: Hashable {
        private let letters: UInt64
        private let count: Int

        init(_ name: Bytes) {
            letters = name.prefix(8).reduce(0) { $0 << 8 | UInt64($1.lowered) }
            count = name.count
        }
    }

    init?(_ name: Name) {
        guard let found = Self.byName[name] else { return nil }
        self = found
    }

    private static let byName = Dictionary(
        uniqueKeysWithValues: allCases.map { (Name($0.rawValue.bytes), $0) })

    /// Whether it never has content (HTML §13.1.2).
    var isVoid: Bool {
        switch self {
        case .area, .base, .br, .col, .embed, .hr, .img, .input, .link, .meta, .source, .track, .wbr: true
        default: false
        }
    }

    enum Break { case none, line, paragraph }

    /// What it begins and ends in the text.
    var breaking: Break {
        switch self {
        case .p, .h1, .h2, .h3, .h4, .h5, .h6, .ul, .ol, .dl, .table, .pre, .blockquote: .paragraph
        case .div, .tr, .dt, .dd, .address, .article, .section, .header, .footer, .center, .form, .fieldset, .figure,
            .hr, .title, .body, .caption, .option, .li:
            .line
        default: .none
        }
    }
}
