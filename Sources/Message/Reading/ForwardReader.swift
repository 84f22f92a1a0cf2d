// SPDX-License-Identifier: EUPL-1.2
import Groundwork

extension ForwardedMessage {
    /// The letter below a forward's separator: its header block, then its text; quote marks around the whole are taken off.
    static func read(_ lines: Slice<Lines>) -> ForwardedMessage? {
        var lines = lines.drop(while: \.isBlankLine)
        if lines.first?.isQuoted ?? false { lines = Lines(lines.lazy.map(\.unquoted))[...] }
        guard !lines.isEmpty else { return nil }
        let block = HeaderBlock.read(lines)
        return ForwardedMessage(
            from: block.value(.from).flatMap { sender($0) },
            date: DateParser.moment(block.value(.sent), unzoned: .dutch), subject: block.value(.subject),
            text: lines[block.end...].text)
    }

    /// `Jan Jansen <jan@…>`, `Jan [mailto:jan@…]`, or a name alone.
    private static func sender(_ value: String) -> EmailAddress? {
        let plain = value.replacing("[mailto:", with: "<").replacing("]", with: ">").filter { $0 != "*" }
        return AddressParser.list(plain).first
    }
}
