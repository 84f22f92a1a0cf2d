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
        let last = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last ?? ""
        let visible = last.unicodeScalars.filter { scalar in
            !(scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || (0x202a...0x202e).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0x200e || scalar.value == 0x200f)
        }
        let text = String(String.UnicodeScalarView(visible)).trimmed
        return text == "." || text == ".." ? "" : text
    }

    /// A location that ends like a file does.
    private static func location(_ value: String?) -> String? {
        guard let value, let last = value.split(separator: "/").last, last.contains("."), !last.contains("?") else {
            return nil
        }
        return String(last)
    }
}
