// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// A letter that Outlook enclosed in its own way: as a file `.msg` (MS-OXMSG), or within a `winmail.dat` (MS-OXTNEF).
/// Evidence that a mail encloses, never the mail's own words.
package struct OutlookMessage: Hashable, Sendable {
    package private(set) var subject = ""
    package private(set) var from: EmailAddress?
    package private(set) var date: Moment?
    /// The letter as plain text, out of its plain body, its HTML or its compressed RTF.
    package private(set) var text = ""
    /// Names of the files that hang on it.
    package private(set) var files: [String] = []

    private enum Property {
        static let subject = 0x0037, sent = 0x0039, delivered = 0x0e06, body = 0x1000, rtf = 0x1009, html = 0x1013
        static let senderName = 0x0c1a, senderAddress = 0x0c1f, senderMailbox = 0x5d01
        static let writerName = 0x0042, writerAddress = 0x0065, writerMailbox = 0x5d02
        static let displayName = 0x3001, filename = 0x3704, longFilename = 0x3707
        static let codePage = 0x3fde, messageCodePage = 0x3ffd
    }

    private static let fixedProperties = "__properties_version1.0"
    /// Longer names and subjects are none.
    private static let nameBytes = 2_000
    /// Properties of one file that are looked at, and bytes of the table of properties.
    private static let fileProperties = 200, tableBytes = 1 << 13
    /// No letter has more files.
    private static let mostFiles = 500

    /// Nil when no letter is in the bytes.
    package init?(_ content: [UInt8]) {
        if TNEF.matches(content[...]) { self.init(TNEF(content[...])) } else { self.init(compound: content[...]) }
    }

    private init?(_ letter: TNEF?) {
        guard let letter, let body = letter.body else { return nil }
        (subject, from, text) = (letter.subject?.trimmed ?? "", letter.sender, body.text)
        files = letter.files.map { AttachmentName.clean($0.name) }
    }

    private init?(compound bytes: Bytes) {
        guard let file = CompoundFile(bytes), let root = file.entries.first else { return nil }
        let inside = file.contents(of: root)
        guard inside.contains(where: { $0.name == Self.fixedProperties }) else { return nil }
        let letter = Folder(file, inside, headerBytes: 32)
        subject = letter.string(Property.subject).trimmed
        date = letter.moment(Property.sent) ?? letter.moment(Property.delivered)
        let name = letter.firstString(Property.writerName, Property.senderName)
        let addresses = [
            Property.writerMailbox, Property.writerAddress, Property.senderMailbox, Property.senderAddress,
        ].map(letter.string)
        let address = addresses.first { $0.contains("@") } ?? ""
        if !name.isEmpty || !address.isEmpty { from = EmailAddress(name: name, address: address) }
        text = Self.body(letter).text
        let folders = inside.filter { $0.isStorage && $0.name.hasPrefix("__attach_version1.0_#") }
        files = folders.prefix(Self.mostFiles).map { folder in
            let properties = Folder(
                file, file.contents(of: folder, atMost: Self.fileProperties), headerBytes: 8, codePage: letter.codePage)
            return AttachmentName.clean(
                properties.firstString(Property.longFilename, Property.filename, Property.displayName))
        }
    }

    private static func body(_ letter: Folder) -> BodyText {
        let limit = ReadingLimits().textBytes
        let plain = letter.string(Property.body, atMost: limit)
        if !plain.trimmed.isEmpty { return BodyText(plain: plain) }
        if let html = letter.bytes(Property.html, atMost: limit) {
            let label = ReadableText.metaCharset(html[...]) ?? letter.charset
            return HTMLText.body(Charset.utf8(html[...], label: label).bytes)
        }
        let rtf = letter.bytes(Property.rtf, atMost: limit).flatMap { CompressedRTF.decoded($0[...]) }
        return rtf.map(RTFText.body) ?? BodyText()
    }

    /// The properties of the letter or of one of its files.
    private struct Folder {
        private let file: CompoundFile
        private var streams: [String: CompoundFile.Entry] = [:]
        /// Values of eight bytes by the number of their property.
        private var fixed: [Int: Bytes] = [:]
        private(set) var codePage: Int?

        init(_ file: CompoundFile, _ inside: [CompoundFile.Entry], headerBytes: Int, codePage: Int? = nil) {
            self.file = file
            for entry in inside where !entry.isStorage && streams[entry.name] == nil { streams[entry.name] = entry }
            guard let table = streams[OutlookMessage.fixedProperties] else { return }
            var cursor = ByteCursor(file.read(table, atMost: OutlookMessage.tableBytes)[...])
            _ = cursor.take(headerBytes)
            while cursor.little16() != nil, let id = cursor.little16(), cursor.take(4) != nil,
                let value = cursor.take(8)
            {
                fixed[id] = value
            }
            self.codePage = codePage ?? number(Property.messageCodePage) ?? number(Property.codePage)
        }

        var charset: String? { codePage.map(TNEF.charset) }

        private func number(_ property: Int) -> Int? {
            guard let value = fixed[property] else { return nil }
            var cursor = ByteCursor(value)
            return cursor.little32()
        }

        /// A moment in tenths of microseconds since 1601.
        func moment(_ property: Int) -> Moment? {
            guard let value = fixed[property] else { return nil }
            var cursor = ByteCursor(value)
            guard let low = cursor.little32(), let high = cursor.little32(), high > 0, high < 1 << 30 else {
                return nil
            }
            return Moment(seconds: (high << 32 | low) / 10_000_000 - 11_644_473_600)
        }

        func string(_ property: Int) -> String { string(property, atMost: OutlookMessage.nameBytes) }

        func string(_ property: Int, atMost limit: Int) -> String {
            if let wide = stream(property, "001F") {
                let bytes = file.read(wide, atMost: limit)
                return Charset.decode(bytes[...], label: "utf-16le").filter { $0 != "\0" }
            }
            guard let narrow = stream(property, "001E") else { return "" }
            return Charset.decode(file.read(narrow, atMost: limit).prefix { $0 != 0 }, label: charset)
        }

        func firstString(_ properties: Int...) -> String {
            properties.lazy.map { string($0) }.first { !$0.isEmpty } ?? ""
        }

        func bytes(_ property: Int, atMost limit: Int) -> [UInt8]? {
            stream(property, "0102").map { file.read($0, atMost: limit) }.flatMap { $0.isEmpty ? nil : $0 }
        }

        /// The stream of a property, whose number and kind its name tells in hexadecimal.
        private func stream(_ property: Int, _ kind: String) -> CompoundFile.Entry? {
            let number = String(property, radix: 16, uppercase: true)
            return streams["__substg1.0_" + String(repeating: "0", count: 4 - number.count) + number + kind]
        }
    }
}

extension Attachment {
    /// The letter inside a file of Outlook's, whatever its name and type say; nil for other files.
    package var outlookMessage: OutlookMessage? { OutlookMessage(content) }
}
