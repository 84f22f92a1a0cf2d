// SPDX-License-Identifier: EUPL-1.2

/// How the numbers of a series are written: text with `{year}` and `{serial}` or `{serial:5}` (at least five digits) in it.
/// With `{year}` in it the serials begin anew each year.
package struct NumberSeries: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case text(String)
        case year
        case serial(width: Int)
    }

    package let parts: [Part]
    /// The serial of the first number, so that a series can go on where another system stopped.
    package let firstSerial: Int

    /// Nil when the pattern has no serial, two of them, or braces that say anything else.
    package init?(pattern: String, firstSerial: Int = 1) {
        var (parts, rest) = ([Part](), pattern[...])
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            guard let close = rest.firstIndex(of: "}"), open < close else { return nil }
            let name = rest[rest.index(after: open)..<close]
            switch name {
            case "year": parts.append(.year)
            case "serial": parts.append(.serial(width: 1))
            default:
                guard name.hasPrefix("serial:"), let width = Int(name.dropFirst(7)), (1...12).contains(width) else {
                    return nil
                }
                parts.append(.serial(width: width))
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        guard parts.count(where: { if case .serial = $0 { true } else { false } }) == 1 else { return nil }
        (self.parts, self.firstSerial) = (parts, firstSerial)
    }

    /// Whether the serials begin anew each year.
    package var isYearly: Bool { parts.contains(.year) }

    package func number(year: Int, serial: Int) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .year: padded(year, 4)
            case .serial(let width): padded(serial, width)
            }
        }.joined()
    }
}
