// SPDX-License-Identifier: EUPL-1.2

/// A value with parameters, as `Content-Type` and `Content-Disposition` have them (RFC 2045 §5.1, RFC 2183, RFC 2231).
///
/// Also takes what mailers write instead: no quotes around blanks, quotes that never close, encoded words (RFC 2047) as
/// values, RFC 2231 values in quotes or without a charset, commas for semicolons before a name. Of two parameters with one
/// name the first counts, and the form of RFC 2231 goes before the plain one.
struct ParameterizedValue {
    /// What stands before the parameters, in lower case and without comments.
    let value: String
    private let parameters: [String: String]

    /// The parameter of this name (lower case), decoded.
    subscript(_ name: String) -> String? { parameters[name] }

    init(_ field: String) {
        let bytes = field.bytes
        let head = bytes.prefix { $0 != UInt8(ascii: ";") }
        value = String(decoding: head.prefix { $0 != UInt8(ascii: "(") }.trimmed.map(\.lowered), as: UTF8.self)
        var plain: [String: String] = [:]
        var extended: [String: [Segment]] = [:]
        var at = head.endIndex
        while at < bytes.endIndex {
            at += 1
            let (name, raw, end) = Self.parameter(bytes, from: at)
            at = end
            guard !name.isEmpty else { continue }
            if name.contains(UInt8(ascii: "*")) {
                let pieces = name.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
                let isEncoded = name.last == UInt8(ascii: "*")
                let number = pieces.count > 1 ? Int(pieces[1].text) ?? 0 : 0
                extended[pieces[0].loweredText, default: []].append(
                    Segment(number: number, isEncoded: isEncoded, bytes: raw))
            } else if plain[name.loweredText] == nil {
                plain[name.loweredText] = EncodedWord.decode(raw.text)
            }
        }
        for (name, segments) in extended { plain[name] = Self.joined(segments) }
        parameters = plain
    }

    private struct Segment {
        let number: Int
        let isEncoded: Bool
        let bytes: Bytes
    }

    /// One `name=value`, up to the semicolon that ends it.
    private static func parameter(_ bytes: Bytes, from start: Int) -> (name: Bytes, value: Bytes, end: Int) {
        var at = start
        while at < bytes.endIndex, bytes[at] != UInt8(ascii: "="), bytes[at] != UInt8(ascii: ";") { at += 1 }
        let name = bytes[start..<at].trimmed
        guard at < bytes.endIndex, bytes[at] == UInt8(ascii: "=") else { return ([], [], at) }
        at += 1
        while at < bytes.endIndex, bytes[at].isSpace { at += 1 }
        if at < bytes.endIndex, bytes[at] == UInt8(ascii: "\""), let (value, end) = quoted(bytes, from: at) {
            at = end
            while at < bytes.endIndex, bytes[at] != UInt8(ascii: ";") { at += 1 }
            return (name, value, at)
        }
        let valueStart = at
        while at < bytes.endIndex, bytes[at] != UInt8(ascii: ";") {
            if bytes[at] == UInt8(ascii: "="), let word = EncodedWord.find(bytes, at: at) {
                at = word.end
            } else {
                at += 1
            }
        }
        var value = bytes[valueStart..<at].trimmed
        if value.first == UInt8(ascii: "\"") { value = value.dropFirst() }
        return (name, value, at)
    }

    /// The content of a quoted string. A backslash only escapes a quote or a backslash, so that `C:\file` survives.
    private static func quoted(_ bytes: Bytes, from start: Int) -> (value: Bytes, end: Int)? {
        var (out, at) = ([UInt8](), start + 1)
        while at < bytes.endIndex {
            if bytes[at] == UInt8(ascii: "\"") { return (out[...], at + 1) }
            if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.endIndex,
                bytes[at + 1] == UInt8(ascii: "\"") || bytes[at + 1] == UInt8(ascii: "\\")
            {
                at += 1
            }
            out.append(bytes[at])
            at += 1
        }
        return nil
    }

    /// RFC 2231: pieces in order of their number, percent signs decoded, read in the charset that the first one names.
    private static func joined(_ segments: [Segment]) -> String {
        let ordered = segments.sorted { $0.number < $1.number }
        var (charset, out) = (String?.none, [UInt8]())
        for (i, segment) in ordered.enumerated() {
            var bytes = segment.bytes
            if i == 0, segment.isEncoded {
                let pieces = bytes.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
                if pieces.count == 3 { (charset, bytes) = (pieces[0].text, pieces[2]) }
            }
            out.append(contentsOf: segment.isEncoded ? percentDecoded(bytes) : Array(bytes))
        }
        return EncodedWord.decode(Charset.decode(out[...], label: charset))
    }

    private static func percentDecoded(_ bytes: Bytes) -> [UInt8] {
        var (out, at) = ([UInt8](), bytes.startIndex)
        while at < bytes.endIndex {
            if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.endIndex, let high = bytes[at + 1].hexValue,
                let low = bytes[at + 2].hexValue
            {
                out.append(high << 4 | low)
                at += 3
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return out
    }
}
