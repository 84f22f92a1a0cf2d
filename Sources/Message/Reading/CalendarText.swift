// SPDX-License-Identifier: EUPL-1.2

/// What an invitation says to a reader (iCalendar, RFC 5545): its summary, when, where, and the description.
enum CalendarText {
    static func body(_ calendar: Bytes) -> BodyText {
        var (values, isEvent) = ([String: String](), false)
        for line in unfolded(calendar) {
            guard let (name, value) = property(line) else { continue }
            if name == "begin", ["VEVENT", "VTODO"].contains(value.uppercased()) { isEvent = true }
            if name == "end", ["VEVENT", "VTODO"].contains(value.uppercased()) { break }
            if isEvent, values[name] == nil { values[name] = value }
        }
        var body = BodyText()
        for value in [values["summary"], values["dtstart"].map(moment), values["location"], values["description"]] {
            if let value, !value.trimmed.isEmpty { body.append(BodyText(plain: value.trimmed)) }
        }
        return body
    }

    /// Lines that were broken over several are one again (RFC 5545 §3.1).
    private static func unfolded(_ text: Bytes) -> [[UInt8]] {
        var out: [[UInt8]] = []
        for line in Lines(text: text) {
            if line.first?.isBlank ?? false, !out.isEmpty {
                out[out.count - 1].append(contentsOf: line.dropFirst())
            } else {
                out.append(Array(line))
            }
        }
        return out
    }

    /// Name in lower case and value, escapes undone; parameters are passed over.
    private static func property(_ line: [UInt8]) -> (name: String, value: String)? {
        var isQuoted = false
        guard
            let colon = line.firstIndex(where: { byte in
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                return byte == UInt8(ascii: ":") && !isQuoted
            })
        else { return nil }
        let name = line[..<colon].prefix { $0 != UInt8(ascii: ";") }.loweredText
        var (out, at) = ([UInt8](), colon + 1)
        while at < line.endIndex {
            if line[at] == UInt8(ascii: "\\"), at + 1 < line.endIndex {
                at += 1
                out.append(line[at].lowered == UInt8(ascii: "n") ? .lf : line[at])
            } else {
                out.append(line[at])
            }
            at += 1
        }
        return (name, out[...].text)
    }

    /// `20261117T101100` as 2026-11-17 10:11.
    private static func moment(_ value: String) -> String {
        let digits = Array(value.utf8.filter(\.isDigit))
        guard digits.count >= 8 else { return value }
        let day = "\(digits[0..<4].text)-\(digits[4..<6].text)-\(digits[6..<8].text)"
        return digits.count >= 12 ? day + " \(digits[8..<10].text):\(digits[10..<12].text)" : day
    }
}
