// SPDX-License-Identifier: EUPL-1.2

/// The compressed RTF of MAPI (MS-OXRTFCP): back references into a window of 4,096 bytes that begins with common words.
enum CompressedRTF {
    /// What the window holds at the start, as the format prescribes.
    private static let dictionary = Array(
        (#"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "#
            + #"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"#
            + "\r\n" + #"\par \pard\plain\f0\fs20\b\i\u\tab\tx"#).utf8)
    /// A reference of two bytes stands for at most 17, so nothing becomes larger than this many times its size.
    private static let mostGrowth = 9
    /// No letter is longer.
    private static let mostBytes = ReadingLimits().textBytes
    private static let windowSize = 4_096

    /// Nil when the bytes are in neither form, compressed or stored.
    static func decoded(_ bytes: Bytes) -> [UInt8]? {
        var cursor = ByteCursor(bytes)
        guard cursor.little32() != nil, let size = cursor.little32(), let form = cursor.little32(),
            cursor.little32() != nil
        else { return nil }
        switch form {
        case 0x414c_454d: return Array((cursor.take(min(size, cursor.left)) ?? []))
        case 0x7546_5a4c: return expanded(&cursor, size: min(size, bytes.count * mostGrowth, mostBytes))
        default: return nil
        }
    }

    private static func expanded(_ cursor: inout ByteCursor, size: Int) -> [UInt8] {
        var window = dictionary + [UInt8](repeating: 0, count: windowSize - dictionary.count)
        var end = dictionary.count
        var out: [UInt8] = []
        out.reserveCapacity(size)
        func put(_ byte: UInt8) {
            out.append(byte)
            window[end] = byte
            end = (end + 1) % windowSize
        }
        while out.count < size, let flags = cursor.byte() {
            for bit in 0..<8 where out.count < size {
                if flags >> UInt8(bit) & 1 == 0 {
                    guard let byte = cursor.byte() else { return out }
                    put(byte)
                } else {
                    guard let high = cursor.byte(), let low = cursor.byte() else { return out }
                    let offset = Int(high) << 4 | Int(low) >> 4
                    if offset == end { return out }
                    for i in 0..<(Int(low & 15) + 2) { put(window[(offset + i) % windowSize]) }
                }
            }
        }
        return out
    }
}
