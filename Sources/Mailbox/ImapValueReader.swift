// SPDX-License-Identifier: EUPL-1.2

/// Reads the values of one response: atoms, strings, literals and lists.
struct ImapValueReader {
    enum Piece: Hashable {
        case text([UInt8])
        case literal([UInt8])
    }

    static let nestingLimit = 20

    private let pieces: [Piece]
    private var piece = 0
    private var text: [UInt8] = []
    private var offset: Int

    /// `offset`: where the values begin in the first piece.
    init(pieces: [Piece], offset: Int) {
        (self.pieces, self.offset) = (pieces, offset)
        if case .text(let first)? = pieces.first { text = first }
    }

    /// Nil when the values are not well formed.
    mutating func readAll() -> [ImapValue]? { values(depth: 0) }

    private mutating func values(depth: Int) -> [ImapValue]? {
        guard depth <= Self.nestingLimit else { return nil }
        var values: [ImapValue] = []
        while true {
            guard offset < text.count else {
                guard piece + 1 < pieces.count else { return depth == 0 ? values : nil }
                values.append(nextLiteral())
                continue
            }
            switch text[offset] {
            case UInt8(ascii: " "):
                offset += 1
            case UInt8(ascii: "("):
                offset += 1
                guard let list = self.values(depth: depth + 1) else { return nil }
                values.append(.list(list))
            case UInt8(ascii: ")"):
                offset += 1
                return depth > 0 ? values : nil
            case UInt8(ascii: "\""):
                guard let string = quoted() else { return nil }
                values.append(.string(string))
            default:
                values.append(.atom(atom()))
            }
        }
    }

    /// The literal that follows, then the text behind it.
    private mutating func nextLiteral() -> ImapValue {
        var value = ImapValue.string([])
        if case .literal(let bytes) = pieces[piece + 1] { value = .string(bytes) }
        piece += 2
        (text, offset) = ([], 0)
        if piece < pieces.count, case .text(let next) = pieces[piece] { text = next }
        return value
    }

    private mutating func quoted() -> [UInt8]? {
        var bytes: [UInt8] = []
        offset += 1
        while offset < text.count {
            switch text[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                return bytes
            case UInt8(ascii: "\\") where offset + 1 < text.count:
                bytes.append(text[offset + 1])
                offset += 2
            case let byte:
                bytes.append(byte)
                offset += 1
            }
        }
        return nil
    }

    /// Up to a space or parenthesis; what stands between square brackets belongs to it.
    private mutating func atom() -> String {
        let start = offset
        var inSection = false
        while offset < text.count {
            let byte = text[offset]
            if byte == UInt8(ascii: "[") { inSection = true }
            if byte == UInt8(ascii: "]") { inSection = false }
            if !inSection, byte == 32 || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") { break }
            offset += 1
        }
        return String(decoding: text[start..<offset], as: UTF8.self)
    }
}
