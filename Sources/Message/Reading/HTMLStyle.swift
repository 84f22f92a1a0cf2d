// SPDX-License-Identifier: EUPL-1.2

/// What a style attribute (CSS) says about whether text is seen. What it does not say is nil, and holds as around it.
struct HTMLStyle {
    /// Not shown at all, nor anything inside it.
    private(set) var isHidden = false
    /// Indented as editors do it, which is no quoting.
    private(set) var isIndented = false
    /// Too small to be seen.
    private(set) var isTiny: Bool?
    var isWhite: Bool?
    /// Whether the ground is white. Only a ground that is named counts: without one, white text may be meant for the dark.
    var isOnWhite: Bool?

    init() {}

    init(_ css: Bytes) {
        var (isClipped, isFlat) = (false, false)
        var at = css.startIndex
        while at < css.endIndex {
            let end = css.next(UInt8(ascii: ";"), from: at) ?? css.endIndex
            let declaration = css[at..<end]
            at = end + 1
            guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let (name, value) = (declaration[..<colon].trimmed, declaration[(colon + 1)...].trimmed)
            guard let first = name.first, !value.isEmpty else { continue }
            switch first.lowered {
            case UInt8(ascii: "d"): if name.equals(lower: "display"), Self.starts(value, "none") { isHidden = true }
            case UInt8(ascii: "v"):
                if name.equals(lower: "visibility"), Self.starts(value, "hidden") { isHidden = true }
            case UInt8(ascii: "o"):
                if name.equals(lower: "opacity"), Self.number(value)?.value == 0 { isHidden = true }
                if name.equals(lower: "overflow"), Self.starts(value, "hidden") { isClipped = true }
            case UInt8(ascii: "m"):
                if name.equals(lower: "max-height"), Self.number(value)?.value == 0 { isFlat = true }
                if name.equals(lower: "margin-left"), Self.starts(value, "30px") { isIndented = true }
                if name.equals(lower: "margin"), value.filter({ !$0.isSpace }).starts(with: "00040px".utf8) {
                    isIndented = true
                }
            case UInt8(ascii: "f"): if name.equals(lower: "font-size") { isTiny = Self.isTiny(value) ?? isTiny }
            case UInt8(ascii: "c"): if name.equals(lower: "color") { isWhite = Self.isWhite(value) ?? isWhite }
            case UInt8(ascii: "b"):
                if name.equals(lower: "background-color") || name.equals(lower: "background") {
                    isOnWhite =
                        value.holds("(") && !value.starts(withLower: "rgb") ? false : Self.isWhite(value) ?? isOnWhite
                }
            default: break
            }
        }
        if isClipped, isFlat { isHidden = true }
    }

    private static func starts(_ value: Bytes, _ word: String) -> Bool { value.starts(withLower: word) }

    /// A number with its unit; nil where none stands.
    private static func number(_ value: Bytes) -> (value: Double, unit: Bytes)? {
        let digits = value.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
        return Double(digits.text).map { ($0, value[digits.endIndex...]) }
    }

    /// At most one pixel or point, or nothing of what is around it.
    private static func isTiny(_ value: Bytes) -> Bool? {
        guard let (number, unit) = number(value) else { return nil }
        return number == 0 || number <= 1 && (unit.starts(withLower: "px") || unit.starts(withLower: "pt"))
    }

    /// Nil for what is no colour, such as `inherit`.
    static func isWhite(_ value: Bytes) -> Bool? {
        if value.first == UInt8(ascii: "#") {
            let digits = value.dropFirst().prefix { $0.hexValue != nil }
            return digits.count >= 3 ? digits.allSatisfy { $0.lowered == UInt8(ascii: "f") } : nil
        }
        if value.starts(withLower: "rgb") {
            let parts = value.split { !$0.isDigit && $0 != UInt8(ascii: ".") }.map(\.text)
            return parts.count >= 3 ? parts.prefix(3).allSatisfy { $0 == "255" } : nil
        }
        for word in ["inherit", "initial", "transparent", "none", "currentcolor", "unset", "auto", "window"]
        where value.starts(withLower: word) { return nil }
        return value.first.map(\.isLetter) ?? false
            ? value.starts(withLower: "white") && !value.starts(withLower: "whitesmoke") : nil
    }
}
