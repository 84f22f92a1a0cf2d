// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Text for comparing: lower case, without accents, runs of white space as one blank.
package func folded(_ text: String) -> String {
    if let plain = foldedASCII(text) { return plain }
    return text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// The same for text of ASCII alone, which most words are; nil for other text.
private func foldedASCII(_ text: String) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var hasGap = false
    for byte in text.utf8 {
        switch byte {
        case 0x80...: return nil
        case 0x09...0x0d, 0x20: hasGap = !bytes.isEmpty
        default:
            if hasGap { bytes.append(0x20) }
            hasGap = false
            bytes.append((0x41...0x5a).contains(byte) ? byte | 0x20 : byte)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// The words of folded text: runs of letters and digits.
package func words(_ text: String) -> [String] {
    let plain = folded(text)
    guard plain.utf8.allSatisfy({ $0 < 0x80 }) else {
        return plain.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }
    return plain.utf8.split { !((0x61...0x7a).contains($0) || (0x30...0x39).contains($0)) }.map {
        String(Substring($0))
    }
}
