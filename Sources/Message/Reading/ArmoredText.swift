// SPDX-License-Identifier: EUPL-1.2

/// The frame that OpenPGP puts around a text that is signed within the body (RFC 9580 §7): its lines are no words.
enum ArmoredText {
    static let encrypted = "-----BEGIN PGP MESSAGE-----"
    private static let signed = "-----BEGIN PGP SIGNED MESSAGE-----"
    /// Blocks without a word to read.
    private static let blocks = ["-----BEGIN PGP SIGNATURE-----", "-----BEGIN PGP PUBLIC KEY BLOCK-----"]

    /// The body without the frame, and with the hyphens that were put before lines taken off; nil where there is none.
    static func unwrapped(_ body: BodyText) -> BodyText? {
        guard body.lines.contains(where: { isMark($0, signed) || isBlock($0) }) else { return nil }
        var out = BodyText()
        var (at, isInside) = (0, false)
        let lines = body.lines
        while at < lines.count {
            if isMark(lines[at], signed) {
                // Then come the names of digests, up to a blank line.
                at += 1
                while at < lines.count, lines[at].contains(UInt8(ascii: ":")), !lines[at].contains(UInt8(ascii: "@")) {
                    at += 1
                }
                isInside = true
                continue
            }
            if isBlock(lines[at]) {
                at = end(ofBlockAt: at, lines)
                isInside = false
                continue
            }
            if let role = body.roles[at] { out.roles[out.lines.count] = role }
            let isEscaped = isInside && lines[at].starts(with: "- ".utf8)
            out.lines.append(isEscaped ? lines[at].dropFirst(2) : lines[at])
            at += 1
        }
        return out
    }

    /// Whether the body holds a message that only its receiver's key opens.
    static func holdsEncrypted(_ body: BodyText) -> Bool { body.lines.contains { isMark($0, encrypted) } }

    /// After the closing line; of a block that was cut off, at the first line with words.
    private static func end(ofBlockAt start: Int, _ lines: Lines) -> Int {
        var at = start + 1
        while at < lines.count {
            let line = lines[at].trimmed
            at += 1
            if line.starts(with: "-----END PGP".utf8) { return at }
            if line.contains(.blank), !line.contains(UInt8(ascii: ":")) { return at - 1 }
        }
        return at
    }

    private static func isBlock(_ line: Bytes) -> Bool { blocks.contains { isMark(line, $0) } }

    private static func isMark(_ line: Bytes, _ mark: String) -> Bool {
        line.first == UInt8(ascii: "-") && line.starts(with: mark.utf8)
            && line.dropFirst(mark.utf8.count).allSatisfy(\.isSpace)
    }
}
