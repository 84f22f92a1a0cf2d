// SPDX-License-Identifier: EUPL-1.2

/// The letter inside a signed S/MIME content (`application/pkcs7-mime`, RFC 8551 §3.5.2; CMS, RFC 5652). The signature is
/// not checked: who signed is no business of reading.
enum SignedContent {
    enum Kind {
        case signed([UInt8])
        case encrypted
        case compressed
        case other
    }

    private static let sequence: UInt8 = 0x30, objectIdentifier: UInt8 = 0x06, explicit: UInt8 = 0xa0
    private static let octets: UInt8 = 0x04, constructedOctets: UInt8 = 0x24
    /// 1.2.840.113549.1.7, followed by 2 for signed data, 3 for enveloped data.
    private static let pkcs7: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07]
    /// 1.2.840.113549.1.9.16.1.23, authenticated-enveloped data (RFC 5083).
    private static let authEnveloped: [UInt8] = [
        0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x17,
    ]

    /// 1.2.840.113549.1.9.16.1.9, compressed data (RFC 3274).
    private static let compressed: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x09]

    static func read(_ bytes: Bytes) -> Kind {
        guard let info = element(bytes[...]), info.tag == sequence, let type = element(info.content),
            type.tag == objectIdentifier
        else { return .other }
        if type.content.elementsEqual(pkcs7 + [3]) || type.content.elementsEqual(authEnveloped) { return .encrypted }
        if type.content.elementsEqual(compressed) { return .compressed }
        guard type.content.elementsEqual(pkcs7 + [2]), let wrapped = element(type.rest), wrapped.tag == explicit,
            let signed = element(wrapped.content), signed.tag == sequence
        else { return .other }
        // The version and the digest algorithms stand before the content.
        guard let version = element(signed.content), let digests = element(version.rest),
            let inner = element(digests.rest), inner.tag == sequence, let innerType = element(inner.content),
            let content = element(innerType.rest), content.tag == explicit, let letter = element(content.content)
        else { return .other }
        var out: [UInt8] = []
        out.reserveCapacity(letter.content.count)
        collect(letter, into: &out, depth: 0)
        return .signed(out)
    }

    private struct Element {
        let tag: UInt8
        let content: Bytes
        let rest: Bytes
    }

    /// An octet string, or one in pieces.
    private static func collect(_ element: Element, into out: inout [UInt8], depth: Int) {
        if element.tag == octets {
            out.append(contentsOf: element.content)
        } else if element.tag == constructedOctets, depth < 4 {
            var rest = element.content
            while let piece = Self.element(rest) {
                collect(piece, into: &out, depth: depth + 1)
                rest = piece.rest
            }
        }
    }

    /// The first element of BER (X.690 §8.1), also one whose length is only told by its end.
    private static func element(_ bytes: Bytes, depth: Int = 0) -> Element? {
        var cursor = ByteCursor(bytes)
        guard let tag = cursor.byte(), tag != 0, let first = cursor.byte() else { return nil }
        if first == 0x80 { return indefinite(tag, bytes[cursor.at...], depth) }
        var length = Int(first)
        if first > 0x80 {
            guard let digits = cursor.take(Int(first & 0x7f)), digits.count <= 5 else { return nil }
            length = digits.reduce(0) { $0 << 8 | Int($1) }
        }
        // A letter that was cut off is read as far as it goes.
        guard let content = cursor.take(min(length, cursor.left)) else { return nil }
        return Element(tag: tag, content: content, rest: bytes[cursor.at...])
    }

    private static func indefinite(_ tag: UInt8, _ bytes: Bytes, _ depth: Int) -> Element? {
        guard depth < 16 else { return nil }
        var rest = bytes
        while !rest.starts(with: [0, 0]), let piece = element(rest, depth: depth + 1) { rest = piece.rest }
        return Element(tag: tag, content: bytes[bytes.startIndex..<rest.startIndex], rest: rest.dropFirst(2))
    }
}
