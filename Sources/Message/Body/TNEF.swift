// SPDX-License-Identifier: EUPL-1.2

/// The Transport Neutral Encapsulation Format of Outlook and Exchange, `winmail.dat` (MS-OXTNEF): the letter and the files
/// of a whole mail in one attachment. Damage ends the reading there; what was read before it counts.
struct TNEF {
    struct File {
        var name = ""
        var type = ""
        var content: [UInt8] = []
    }

    private(set) var subject: String?
    private(set) var sender: EmailAddress?
    /// The letter as the richest of its bodies that we read: plain text, HTML, or compressed RTF.
    private(set) var body: BodyText?
    private(set) var files: [File] = []
    private var charset: String?

    private enum Attribute {
        static let codePage = 0x9007, subject = 0x8004, body = 0x800c, properties = 0x9003
        static let fileStart = 0x9002, fileData = 0x800f, fileTitle = 0x8010, fileProperties = 0x9005
    }

    static func matches(_ bytes: Bytes) -> Bool { bytes.starts(with: [0x78, 0x9f, 0x3e, 0x22]) }

    /// Nil when the bytes are no TNEF, or hold neither words nor files.
    init?(_ bytes: Bytes) {
        var cursor = ByteCursor(bytes)
        guard cursor.little32() == 0x223e_9f78, cursor.little16() != nil else { return nil }
        while let level = cursor.byte(), level == 1 || level == 2, let id = cursor.little32(),
            let count = cursor.little32(), let data = cursor.take(count), cursor.little16() != nil
        {
            read(id & 0xffff, data)
        }
        files.removeAll { $0.content.isEmpty && $0.name.isEmpty }
        if body == nil, files.isEmpty { return nil }
    }

    private mutating func read(_ attribute: Int, _ data: Bytes) {
        switch attribute {
        case Attribute.codePage:
            var cursor = ByteCursor(data)
            charset = cursor.little32().map(Self.charset)
        case Attribute.subject: subject = string(data)
        case Attribute.body: if body == nil { body = BodyText(plain: string(data)) }
        case Attribute.properties: readProperties(MAPIProperties(data, charset: charset))
        case Attribute.fileStart: files.append(File())
        case Attribute.fileData: changeFile { $0.content = Array(data) }
        case Attribute.fileTitle:
            let title = string(data)
            changeFile { $0.name = title }
        case Attribute.fileProperties: readFile(MAPIProperties(data, charset: charset))
        default: break
        }
    }

    private mutating func readProperties(_ properties: MAPIProperties) {
        if let page = properties.codePage { charset = Self.charset(page) }
        subject = properties.string(.subject) ?? subject
        let address = [properties.string(.senderMailbox), properties.string(.senderAddress)].compactMap { $0 }
            .first { $0.contains("@") }
        if let name = properties.string(.senderName) ?? address {
            sender = EmailAddress(name: name, address: address ?? "")
        }
        if let text = properties.string(.body), !text.trimmed.isEmpty {
            body = BodyText(plain: text)
        } else if let html = properties.bytes(.html) {
            body = HTMLText.body(
                Charset.utf8(html, label: ReadableText.metaCharset(html) ?? charset).bytes)
        } else if let rtf = properties.bytes(.compressedRTF).flatMap(CompressedRTF.decoded) {
            body = RTFText.body(rtf)
        }
    }

    private mutating func readFile(_ properties: MAPIProperties) {
        changeFile { file in
            let name = properties.string(.longFilename) ?? properties.string(.filename)
            if let name, !name.isEmpty { file.name = name }
            if file.name.isEmpty { file.name = properties.string(.displayName) ?? "" }
            file.type = properties.string(.mimeType) ?? file.type
            if file.content.isEmpty, let data = properties.bytes(.data) { file.content = Array(data) }
        }
    }

    private mutating func changeFile(_ change: (inout File) -> Void) {
        if files.isEmpty { files.append(File()) }
        change(&files[files.count - 1])
    }

    private func string(_ data: Bytes) -> String { Charset.decode(data.prefix { $0 != 0 }, label: charset) }

    static func charset(_ codePage: Int) -> String {
        switch codePage {
        case 65001: "utf-8"
        case 20127, 28591: "windows-1252"
        case 28592...28606: "iso-8859-\(codePage - 28590)"
        case 20866: "koi8-r"
        case 1250...1258: "windows-\(codePage)"
        default: "cp\(codePage)"
        }
    }
}
