// SPDX-License-Identifier: EUPL-1.2

/// Character references of HTML: numbers, and the names that mail uses (HTML 4 and the commonest of HTML 5).
enum HTMLEntities {
    /// The bytes with their references decoded. No-break blanks become blanks; invisible marks of layout are dropped.
    static func decoded(_ bytes: Bytes) -> Bytes {
        // What to look for: references, U+00A0 and U+00AD, U+200B, U+FEFF.
        let signs: [UInt8] = [UInt8(ascii: "&"), 0xc2, 0xe2, 0xef]
        guard var at = signs.compactMap({ bytes.next($0, from: bytes.startIndex) }).min() else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var plainStart = bytes.startIndex
        while at < bytes.endIndex {
            var (text, end) = ("", at + 1)
            switch bytes[at] {
            case UInt8(ascii: "&"):
                guard let (character, after) = reference(bytes, at: at) else { break }
                (text, end) = (visible(character), after)
            case 0xc2 where end < bytes.endIndex && (bytes[end] == 0xa0 || bytes[end] == 0xad):
                (text, end) = (bytes[end] == 0xa0 ? " " : "", at + 2)
            case 0xe2 where bytes[at...].starts(with: [0xe2, 0x80, 0x8b]),
                0xef where bytes[at...].starts(with: [0xef, 0xbb, 0xbf]):
                end = at + 3
            default:
                at += 1
                continue
            }
            if end > at + 1 {
                out.append(contentsOf: bytes[plainStart..<at])
                out.append(contentsOf: text.utf8)
                plainStart = end
            }
            at = end
        }
        out.append(contentsOf: bytes[plainStart...])
        return out[...]
    }

    private static func visible(_ text: String) -> String {
        switch text {
        case "\u{a0}": " "
        case "\u{ad}", "\u{200b}", "\u{feff}": ""
        default: text
        }
    }

    /// A reference that starts here. Names may lack their semicolon, as browsers allow for the old ones.
    private static func reference(_ bytes: Bytes, at start: Int) -> (text: String, end: Int)? {
        var at = start + 1
        guard at < bytes.endIndex else { return nil }
        if bytes[at] == UInt8(ascii: "#") { return number(bytes, from: at + 1) }
        while at < bytes.endIndex, at - start < 12, bytes[at].isLetter || bytes[at].isDigit { at += 1 }
        let name = bytes[(start + 1)..<at].text
        guard let character = names[name] ?? names[name.lowercased()] else { return nil }
        if at < bytes.endIndex, bytes[at] == UInt8(ascii: ";") { return (character, at + 1) }
        return at < bytes.endIndex && bytes[at] == UInt8(ascii: "=") ? nil : (character, at)
    }

    private static func number(_ bytes: Bytes, from start: Int) -> (text: String, end: Int)? {
        var (at, value) = (start, UInt32(0))
        let isHex = at < bytes.endIndex && bytes[at].lowered == UInt8(ascii: "x")
        if isHex { at += 1 }
        let digits = at
        while at < bytes.endIndex, at - digits < 8, let digit = bytes[at].hexValue, isHex || digit < 10 {
            value = value &* (isHex ? 16 : 10) &+ UInt32(digit)
            at += 1
        }
        guard at > digits else { return nil }
        let end = at < bytes.endIndex && bytes[at] == UInt8(ascii: ";") ? at + 1 : at
        if (0x80..<0xa0).contains(value) { return (String(SingleByteCharset.windowsSpecial(UInt8(value))), end) }
        guard let scalar = Unicode.Scalar(value), value >= 0x20 || value == 9 || value == 10 || value == 13
        else { return ("", end) }
        return (String(Character(scalar)), end)
    }

    private static let names: [String: String] = {
        // Latin-1 in the order of its code points, from 160 on.
        let latin = """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
            para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
            Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
            Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
            igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
            thorn yuml
            """
        var table = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "euro": "€", "ndash": "–", "mdash": "—",
            "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„", "dagger": "†",
            "Dagger": "‡",
            "bull": "•", "hellip": "…", "permil": "‰", "prime": "′", "Prime": "″", "lsaquo": "‹", "rsaquo": "›",
            "oline": "‾",
            "frasl": "⁄", "trade": "™", "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓", "harr": "↔", "crarr": "↵",
            "lArr": "⇐", "rArr": "⇒", "hArr": "⇔", "OElig": "Œ", "oelig": "œ", "Scaron": "Š", "scaron": "š",
            "Yuml": "Ÿ",
            "fnof": "ƒ", "circ": "ˆ", "tilde": "˜", "ensp": " ", "emsp": " ", "thinsp": " ", "zwnj": "",
            "zwj": "\u{200d}",
            "lrm": "", "rlm": "", "minus": "−", "lowast": "∗", "infin": "∞", "asymp": "≈", "ne": "≠", "le": "≤",
            "ge": "≥",
            "sum": "∑", "radic": "√", "loz": "◊", "spades": "♠", "clubs": "♣", "hearts": "♥", "diams": "♦",
            "check": "✓",
            "Newline": " ", "NewLine": " ", "Tab": "\t", "nbsp": "\u{a0}", "sol": "/", "colon": ":", "comma": ",",
            "period": ".",
            "lpar": "(", "rpar": ")", "commat": "@", "excl": "!", "quest": "?", "num": "#", "dollar": "$",
            "percnt": "%",
            "star": "☆", "starf": "★", "phone": "☎", "hyphen": "‐", "dash": "‐", "ccaron": "č", "Ccaron": "Č",
            "inodot": "ı",
            "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "lambda": "λ", "mu": "μ",
            "pi": "π",
            "sigma": "σ", "omega": "ω", "Delta": "Δ", "Sigma": "Σ", "Omega": "Ω",
        ]
        for (i, name) in latin.split(separator: " ").enumerated() {
            if let scalar = Unicode.Scalar(UInt32(160 + i)) { table[String(name)] = String(Character(scalar)) }
        }
        return table
    }()
}
