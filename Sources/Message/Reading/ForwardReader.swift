// SPDX-License-Identifier: EUPL-1.2
import Groundwork

extension ForwardedMessage {
    /// The letter below a forward's separator: its header block, then its text; quote marks around the whole are taken off.
    static func read(_ lines: ArraySlice<String>) -> ForwardedMessage? {
        var lines = lines.drop(while: BodyText.isBlank)
        if let first = lines.first, QuoteSplitter.isQuoted(first) { lines = lines.map(unquoted)[...] }
        guard !lines.isEmpty else { return nil }
        let block = HeaderBlock.read(lines)
        return ForwardedMessage(
            from: block.value(.from).flatMap { sender($0) },
            date: DateParser.moment(block.value(.sent), unzoned: .dutch), subject: block.value(.subject),
            text: BodyText.joined(lines[block.end...]))
    }

    /// `Jan Jansen <jan@…>`, `Jan [mailto:jan@…]`, or a name alone.
    private static func sender(_ value: String) -> EmailAddress? {
        let plain = value.replacing("[mailto:", with: "<").replacing("]", with: ">").filter { $0 != "*" }
        return AddressParser.list(plain).first
    }

    private static func unquoted(_ line: String) -> String {
        guard QuoteSplitter.isQuoted(line) else { return line }
        let rest = line.utf8.drop { $0 == .blank }.dropFirst()
        return String(Substring(rest.first == .blank ? rest.dropFirst() : rest))
    }
}
