// SPDX-License-Identifier: EUPL-1.2

/// Reads numbers and runs of bytes in order; nil where the bytes end too soon.
struct ByteCursor {
    private let bytes: Bytes
    private(set) var at: Int

    init(_ bytes: Bytes) { (self.bytes, at) = (bytes, bytes.startIndex) }

    var isAtEnd: Bool { at >= bytes.endIndex }
    var left: Int { bytes.endIndex - at }

    mutating func take(_ count: Int) -> Bytes? {
        guard count >= 0, count <= left else { return nil }
        defer { at += count }
        return bytes[at..<(at + count)]
    }

    mutating func byte() -> UInt8? { take(1)?.first }

    /// A number of two or four bytes, the lowest first.
    mutating func little16() -> Int? { take(2).map { Int($0[$0.startIndex]) | Int($0[$0.startIndex + 1]) << 8 } }
    mutating func little32() -> Int? { take(4).map { $0.reversed().reduce(0) { $0 << 8 | Int($1) } } }
}
