// SPDX-License-Identifier: EUPL-1.2

/// The words of an RTF text (RTF 1.9.1), and the HTML of one that a mail program wrapped HTML into (MS-OXRTFEX).
struct RTFText {
    /// What holds for a group and ends with it.
    private struct Group {
        var isHidden = false
        /// Inside `\htmlrtf`: what the wrapped HTML says by itself.
        var isRepeated = false
        /// Bytes that follow a `\u` for programs that know no Unicode.
        var fallbackCount = 1
    }

    private let rtf: Bytes
    private var at: Int
    private var group = Group()
    private var outer: [Group] = []
    private var out: [UInt8] = []
    /// Bytes of `\'` codes that are not read as characters yet.
    private var coded: [UInt8] = []
    private var charset = "windows-1252"
    private var isHTML = false
    private var toSkip = 0

    static func body(_ rtf: [UInt8]) -> BodyText {
        var reader = RTFText(rtf[...])
        reader.read()
        return reader.isHTML ? HTMLText.body(reader.out[...]) : BodyText(plain: reader.out[...])
    }

    private init(_ rtf: Bytes) { (self.rtf, at) = (rtf, rtf.startIndex) }

    private mutating func read() {
        while at < rtf.endIndex {
            let byte = rtf[at]
            at += 1
            switch byte {
            case UInt8(ascii: "{"):
                flush()
                // No letter nests deeper than this; the group is then told apart no more.
                if outer.count < 500 { outer.append(group) }
            case UInt8(ascii: "}"):
                flush()
                if let before = outer.popLast() { group = before }
            case UInt8(ascii: "\\"): control()
            case .cr, .lf: break
            default: put(byte)
            }
        }
        flush()
    }

    private mutating func put(_ byte: UInt8) {
        if toSkip > 0 {
            toSkip -= 1
        } else if byte >= 0x80 {
            if !group.isHidden, !group.isRepeated { coded.append(byte) }
        } else {
            write([byte])
        }
    }

    private mutating func write(_ text: some Collection<UInt8>) {
        flush()
        if !group.isHidden, !group.isRepeated { out.append(contentsOf: text) }
    }

    private mutating func flush() {
        guard !coded.isEmpty else { return }
        out.append(contentsOf: Charset.utf8(coded[...], label: charset).bytes)
        coded.removeAll()
    }

    /// A control word with its number, or a control sign.
    private mutating func control() {
        guard at < rtf.endIndex else { return }
        let start = at
        while at < rtf.endIndex, rtf[at].isLetter { at += 1 }
        guard at > start else { return sign() }
        let word = rtf[start..<at]
        let numberStart = at
        if at < rtf.endIndex, rtf[at] == UInt8(ascii: "-") { at += 1 }
        while at < rtf.endIndex, at - numberStart < 10, rtf[at].isDigit { at += 1 }
        let number = Int(rtf[numberStart..<at].text)
        if at < rtf.endIndex, rtf[at] == .blank { at += 1 }
        guard word.count <= 32 else { return }
        obey(word.text, number)
    }

    private mutating func sign() {
        let sign = rtf[at]
        at += 1
        switch sign {
        case UInt8(ascii: "'"):
            guard at + 1 < rtf.endIndex, let high = rtf[at].hexValue, let low = rtf[at + 1].hexValue else { return }
            at += 2
            if toSkip > 0 { toSkip -= 1 } else if !group.isHidden, !group.isRepeated { coded.append(high << 4 | low) }
        case UInt8(ascii: "*"): group.isHidden = true
        case UInt8(ascii: "~"): write([.blank])
        case UInt8(ascii: "_"): write([UInt8(ascii: "-")])
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): put(sign)
        case .cr, .lf: write([.lf])
        default: break
        }
    }

    private mutating func obey(_ word: String, _ number: Int?) {
        switch word {
        case "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer": group.isHidden = true
        case "fromhtml": isHTML = number != 0
        case "htmltag": if isHTML { group.isHidden = false }
        case "htmlrtf":
            flush()
            group.isRepeated = number != 0
        case "ansicpg": charset = number.map(TNEF.charset) ?? charset
        case "par", "line", "row", "sect", "page": write([.lf])
        case "tab", "cell": write([.tab])
        case "emdash": write("—".utf8)
        case "endash": write("–".utf8)
        case "bullet": write("•".utf8)
        case "lquote": write("‘".utf8)
        case "rquote": write("’".utf8)
        case "ldblquote": write("“".utf8)
        case "rdblquote": write("”".utf8)
        case "uc": group.fallbackCount = max(0, min(number ?? 1, 8))
        case "u":
            // Numbers above 32767 are written as negative ones.
            guard let number, let unit = UInt16(exactly: number < 0 ? number + 65_536 : number) else { return }
            if let scalar = Unicode.Scalar(unit) { write(String(scalar).utf8) }
            toSkip = group.fallbackCount
        default: break
        }
    }
}
