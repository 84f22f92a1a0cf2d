// SPDX-License-Identifier: EUPL-1.2

/// The office's secret, with which it marks its own mail so that nobody can forge a reply address.
package struct Seal: Sendable {
    private let key: [UInt8]

    package init(key: [UInt8]) { self.key = key }

    /// A token of 26 letters and digits (130 bits, base32 in lower case) over the parts, which nobody without the key can make.
    package func token(_ parts: String...) -> String {
        var bytes: [UInt8] = []
        for part in parts {
            bytes.append(contentsOf: Array(part.utf8))
            bytes.append(0)
        }
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        var (token, buffer, bits) = ([UInt8](), 0, 0)
        for byte in SHA256.hmac(key: key, bytes).prefix(17) {
            (buffer, bits) = (buffer << 8 | Int(byte), bits + 8)
            while bits >= 5, token.count < 26 {
                bits -= 5
                token.append(alphabet[buffer >> bits & 31])
            }
            buffer &= (1 << bits) - 1
        }
        return String(decoding: token, as: UTF8.self)
    }
}
