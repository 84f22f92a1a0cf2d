// SPDX-License-Identifier: EUPL-1.2

/// A list of properties as TNEF holds it (MS-OXTNEF §2.1.3.4): the first value of each one that we know.
struct MAPIProperties {
    /// The number of a property (MS-OXPROPS).
    enum Property: Int {
        case subject = 0x0037
        case senderName = 0x0c1a
        case senderAddress = 0x0c1f
        case senderMailbox = 0x5d01
        case body = 0x1000
        case compressedRTF = 0x1009
        case html = 0x1013
        case displayName = 0x3001
        case data = 0x3701
        case filename = 0x3704
        case longFilename = 0x3707
        case mimeType = 0x370e
        case codePage = 0x3fde
    }

    private enum Kind {
        static let unicode = 0x1f, string = 0x1e, binary = 0x102, object = 0x0d
    }

    private var values: [Property: (kind: Int, value: Bytes)] = [:]
    private let charset: String?

    init(_ data: Bytes, charset: String?) {
        self.charset = charset
        var cursor = ByteCursor(data)
        guard let count = cursor.little32() else { return }
        for _ in 0..<count {
            guard let kind = cursor.little16(), let id = cursor.little16(), Self.skipName(id, &cursor),
                let value = Self.value(kind, &cursor)
            else { return }
            if let property = Property(rawValue: id), values[property] == nil { values[property] = (kind, value) }
        }
    }

    /// A named property carries its name; nothing that we read is one.
    private static func skipName(_ id: Int, _ cursor: inout ByteCursor) -> Bool {
        guard id >= 0x8000 else { return true }
        guard cursor.take(16) != nil, let isText = cursor.little32(), let number = cursor.little32() else {
            return false
        }
        return isText == 0 || cursor.take((number + 3) / 4 * 4) != nil
    }

    private static func value(_ kind: Int, _ cursor: inout ByteCursor) -> Bytes? {
        let isMany = kind & 0x1000 != 0
        let size: Int?
        switch kind & 0xfff {
        case 0x02, 0x03, 0x04, 0x0a, 0x0b: size = 4
        case 0x05, 0x06, 0x07, 0x14, 0x40: size = 8
        case 0x48: size = 16
        case Kind.unicode, Kind.string, Kind.binary, Kind.object: size = nil
        default: return nil
        }
        if let size {
            guard let count = isMany ? cursor.little32() : 1, count <= cursor.left else { return nil }
            return cursor.take(size * count)
        }
        guard let count = cursor.little32(), count <= cursor.left else { return nil }
        var first: Bytes?
        for _ in 0..<count {
            guard let length = cursor.little32(), let value = cursor.take(length),
                cursor.take((4 - length % 4) % 4) != nil
            else { return first }
            first = first ?? value
        }
        return first ?? []
    }

    func string(_ property: Property) -> String? {
        guard let (kind, value) = values[property] else { return nil }
        switch kind & 0xfff {
        case Kind.unicode: return Charset.decode(value, label: "utf-16le").filter { $0 != "\0" }
        case Kind.string: return Charset.decode(value.prefix { $0 != 0 }, label: charset)
        default: return nil
        }
    }

    /// The bytes of a binary or object property; an object's begin with the number of its interface.
    func bytes(_ property: Property) -> Bytes? {
        guard let (kind, value) = values[property], !value.isEmpty else { return nil }
        switch kind & 0xfff {
        case Kind.object: return value.dropFirst(16)
        case Kind.unicode: return string(property)?.bytes
        default: return value
        }
    }

    var codePage: Int? {
        guard let value = values[.codePage]?.value else { return nil }
        var cursor = ByteCursor(value)
        return cursor.little32()
    }
}
