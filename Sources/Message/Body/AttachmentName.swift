// SPDX-License-Identifier: EUPL-1.2

/// The name that a part gives itself as a file.
enum AttachmentName {
    /// `filename` (RFC 2183), else `name` of the Content-Type, else the last part of Content-Location; decoded. Folders
    /// are cut off, control characters and marks that turn the direction of writing removed. Empty when none was given.
    static func of(_ part: Part) -> String {
        let given =
            part.disposition?["filename"] ?? part.disposition?["name"] ?? part.parameters["name"]
            ?? part.parameters["filename"] ?? location(part.header["content-location"])
        return clean(given ?? "")
    }

    static func clean(_ name: String) -> String {
        let folder = name.utf8.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
        var last = folder.map { String(name[name.utf8.index(after: $0)...]) } ?? name
        if last.unicodeScalars.contains(where: isHidden) { last.unicodeScalars.removeAll(where: isHidden) }
        let text = last.trimmed
        return text == "." || text == ".." ? "" : text
    }

    /// A control character, or a mark that turns the direction of writing.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f...0x9f, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: true
        default: false
        }
    }

    /// A location that ends like a file does.
    private static func location(_ value: String?) -> String? {
        guard let value, let last = value.split(separator: "/").last, last.contains("."), !last.contains("?") else {
            return nil
        }
        return String(last)
    }
}
