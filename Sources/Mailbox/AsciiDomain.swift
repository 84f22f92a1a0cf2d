// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A domain name in ASCII: labels outside it become `xn--` and Punycode (RFC 3492, RFC 5891).
enum AsciiDomain {
    /// Nil for an empty name or label.
    static func encoded(_ domain: String) -> String? {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false).map { label in
            label.utf8.allSatisfy { $0 < 0x80 }
                ? String(label) : "xn--" + punycode(label.lowercased().precomposedStringWithCanonicalMapping)
        }
        return labels.contains("") ? nil : labels.joined(separator: ".")
    }

    /// The algorithm of RFC 3492 section 6.3, with its names.
    private static func punycode(_ label: String) -> String {
        let scalars = label.unicodeScalars.map { Int($0.value) }
        var output = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
        let basic = output.count
        var (n, delta, bias, handled) = (0x80, 0, 72, basic)
        if basic > 0 { output.append(UInt8(ascii: "-")) }
        while handled < scalars.count, let m = scalars.filter({ $0 >= n }).min() {
            delta += (m - n) * (handled + 1)
            n = m
            for scalar in scalars {
                if scalar < n { delta += 1 }
                guard scalar == n else { continue }
                var (q, k) = (delta, 36)
                while true {
                    let t = min(max(k - bias, 1), 26)
                    guard q >= t else { break }
                    output.append(digit(t + (q - t) % (36 - t)))
                    (q, k) = ((q - t) / (36 - t), k + 36)
                }
                output.append(digit(q))
                bias = adapted(delta, count: handled + 1, isFirst: handled == basic)
                (delta, handled) = (0, handled + 1)
            }
            (delta, n) = (delta + 1, n + 1)
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var (delta, k) = (isFirst ? delta / 700 : delta / 2, 0)
        delta += delta / count
        while delta > 455 { (delta, k) = (delta / 35, k + 36) }
        return k + 36 * delta / (delta + 38)
    }

    private static func digit(_ value: Int) -> UInt8 { UInt8(value < 26 ? value + 97 : value + 22) }
}
