// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A folder's name as IMAP writes it: modified UTF-7 (RFC 3501 5.1.3) in a quoted string.
enum FolderName {
    /// Ready to stand in a command; control characters are encoded too, so no name can end the command.
    static func quoted(_ name: String) -> String {
        let escaped = encoded(name).reduce(into: "") { text, character in
            if character == "\"" || character == "\\" { text.append("\\") }
            text.append(character)
        }
        return "\"\(escaped)\""
    }

    static func encoded(_ name: String) -> String {
        var (text, shifted) = ("", [UInt8]())
        for unit in name.utf16 {
            guard (0x20...0x7E).contains(unit), let scalar = Unicode.Scalar(unit) else {
                shifted.append(UInt8(unit >> 8))
                shifted.append(UInt8(unit & 0xFF))
                continue
            }
            text += section(shifted)
            shifted = []
            text += scalar == "&" ? "&-" : String(scalar)
        }
        return text + section(shifted)
    }

    private static func section(_ utf16: [UInt8]) -> String {
        guard !utf16.isEmpty else { return "" }
        let base64 = Data(utf16).base64EncodedString()
        return "&" + String(base64.filter { $0 != "=" }.map { $0 == "/" ? "," : $0 }) + "-"
    }
}
