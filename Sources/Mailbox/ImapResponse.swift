// SPDX-License-Identifier: EUPL-1.2

/// One response of an IMAP server (RFC 3501 section 7).
enum ImapResponse: Hashable {
    enum Condition: String {
        case ok = "OK"
        case no = "NO"
        case bad = "BAD"
        case bye = "BYE"
        case preauth = "PREAUTH"
    }

    /// `tag` is `*` for an untagged one; `code` is what stood between the brackets, or empty.
    case status(tag: String, Condition, code: String, text: String)
    case continuation(String)
    /// `* 12 EXISTS`, `* 12 FETCH (…)`
    case numbered(UInt32, String, [ImapValue])
    /// `* CAPABILITY …`, `* FLAGS (…)`
    case data(String, [ImapValue])
}

/// A value inside a response.
enum ImapValue: Hashable {
    /// Also a number, a flag, `NIL`, and a name with a section such as `BODY[HEADER]<0>`.
    case atom(String)
    /// A quoted string or a literal.
    case string([UInt8])
    case list([ImapValue])

    var number: Int? {
        if case .atom(let text) = self { Int(text) } else { nil }
    }
    var text: String? {
        switch self {
        case .atom(let text): text
        case .string(let bytes): String(decoding: bytes, as: UTF8.self)
        case .list: nil
        }
    }
}
