// SPDX-License-Identifier: EUPL-1.2

/// Message identifiers (RFC 5322 §3.6.4), given without angle brackets.
enum MessageID {
    /// All identifiers of an `In-Reply-To` or `References` field, in order. Words around them are dropped; where no
    /// angle bracket stands, each word with an `@` counts, or else the one word that there is.
    static func list(_ value: String?) -> [String] {
        guard let value else { return [] }
        let bytes = value.bytes
        var (found, at) = ([String](), bytes.startIndex)
        while at < bytes.endIndex {
            guard bytes[at] == UInt8(ascii: "<") else {
                at += 1
                continue
            }
            let start = at + 1
            at = start
            while at < bytes.endIndex, bytes[at] != UInt8(ascii: ">"), bytes[at] != UInt8(ascii: "<") { at += 1 }
            let id = String(decoding: bytes[start..<at].filter { !$0.isSpace }, as: UTF8.self)
            if !id.isEmpty { found.append(id) }
        }
        if !found.isEmpty { return found }
        let words = bytes.split(whereSeparator: { $0.isSpace || $0 == UInt8(ascii: ",") }).filter {
            $0 != [0x3c, 0x3e]
        }
        let addresses = words.filter { $0.contains(UInt8(ascii: "@")) }
        if !addresses.isEmpty { return addresses.map { strip($0.text) } }
        return words.count == 1 ? [strip(words[0].text)] : []
    }

    /// The identifier of a `Message-ID` field; nil when it is empty.
    static func single(_ value: String?) -> String? {
        if let first = list(value).first { return first }
        let rest = (value ?? "").filter { $0 != "<" && $0 != ">" }.trimmed
        return rest.isEmpty ? nil : rest
    }

    private static func strip(_ word: String) -> String { word.filter { $0 != "<" && $0 != ">" } }
}
