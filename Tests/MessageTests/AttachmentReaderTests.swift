// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Message

/// The words in attached files.
struct AttachmentReaderTests {
    static let words = "Ik heb vier keer gebeld. Café dicht, niemand belt terug."

    private func letter(_ type: String, _ name: String, _ content: [UInt8]) -> Message? {
        Attachment(filename: name, contentType: type, content: content).letter
    }

    @Test(arguments: [
        ("text/plain", "brief.txt"), ("application/octet-stream", "Brief.TXT"), ("text/html", "brief.html"),
        ("application/octet-stream", "brief.htm"),
    ]) func `text and HTML are read, also where only the name tells`(_ type: String, _ name: String) {
        #expect(letter(type, name, Array(Self.words.utf8))?.newText == Self.words)
    }

    @Test func `text in the character sets of notepads is read`() {
        let latin = Self.words.unicodeScalars.map { UInt8($0.value) }
        let wide: [UInt8] = [0xff, 0xfe] + CompoundFileSample.wide(Self.words)
        for bytes in [latin, wide] { #expect(letter("text/plain", "brief.txt", bytes)?.newText == Self.words) }
    }

    @Test func `rich text and an enclosed mail are read`() {
        let rtf = "{\\rtf1\\ansi Ik heb vier keer gebeld.\\par Caf\\'e9 dicht.}"
        #expect(letter("application/rtf", "brief.rtf", Array(rtf.utf8))?.newText.contains("Café dicht.") == true)
        let mail = "Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + Self.words
        #expect(letter("message/rfc822", "", Array(mail.utf8))?.newText == Self.words)
        #expect(letter("application/octet-stream", "oud.eml", Array(mail.utf8))?.newText == Self.words)
    }

    @Test(arguments: [1, 100]) func `a mail that Outlook saved is read, whether its words are few or many`(_ times: Int)
        throws
    {
        let text = Array(repeating: Self.words, count: times).joined(separator: " ")
        let file = CompoundFileSample(text: text, attachments: 2).bytes
        for (type, name) in [("application/vnd.ms-outlook", ""), ("application/octet-stream", "bericht.msg")] {
            let message = try #require(letter(type, name, file))
            #expect(message.newText == text)
            #expect(message.attachments.count == 2)
        }
    }

    @Test func `a damaged Outlook file brings nothing down`() {
        let file = CompoundFileSample(text: String(repeating: Self.words, count: 100), attachments: 1).bytes
        for end in stride(from: 0, to: file.count, by: 97) {
            _ = letter("application/vnd.ms-outlook", "", Array(file[..<end]))
            var changed = file
            for place in end..<min(end + 4, file.count) { changed[place] = 0 }
            _ = letter("application/vnd.ms-outlook", "", changed)
        }
        #expect(letter("application/vnd.ms-outlook", "", Array("geen msg".utf8)) == nil)
    }

    @Test(arguments: ["application/pdf", "image/jpeg", "audio/mpeg", "application/octet-stream", "video/mp4"])
    func `a document, a photo or a recording has no words that we read`(_ type: String) {
        #expect(letter(type, "brief.pdf", [1, 2, 3]) == nil)
    }
}

/// A compound file (MS-CFB, version 3) with the words of a mail, laid out by hand.
struct CompoundFileSample {
    let bytes: [UInt8]

    static func wide(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] } }

    init(text: String, attachments: Int) {
        let body = Self.wide(text)
        let isSmall = body.count < 4096
        let end = 0xffff_fffe
        let none = 0xffff_ffff
        func little(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(number >> (8 * $0) & 0xff) } }
        func sectors(_ bytes: [UInt8], _ fill: UInt8 = 0) -> [UInt8] {
            bytes + [UInt8](repeating: fill, count: (512 - bytes.count % 512) % 512)
        }
        func entry(_ name: String, _ type: UInt8, right: Int, child: Int, start: Int, size: Int) -> [UInt8] {
            let name = Self.wide(name + "\0")
            var entry = name + [UInt8](repeating: 0, count: 64 - name.count) + [UInt8(name.count), 0, type, 1]
            entry += little(none) + little(right) + little(child)
            return entry + [UInt8](repeating: 0, count: 116 - entry.count) + little(start) + little(size) + little(0)
        }
        // Sector 0: the table; 1 and 2: the folder; 3: the table of small sectors; from 4 the words.
        let data = sectors(body)
        let count = data.count / 512
        var table = [0xffff_fffd, 2, end, end] + (0..<count).map { $0 + 1 < count ? 5 + $0 : end }
        table += [Int](repeating: none, count: 128 - table.count)
        let pieces = (body.count + 63) / 64
        let smallTable = isSmall ? (0..<pieces).map { $0 + 1 < pieces ? $0 + 1 : end } : []
        var folder = entry(
            "Root Entry", 5, right: none, child: 1, start: isSmall ? 4 : end, size: isSmall ? pieces * 64 : 0)
        folder += entry(
            "__substg1.0_1000001F", 2, right: attachments > 0 ? 2 : none, child: none, start: isSmall ? 0 : 4,
            size: body.count)
        for i in 0..<attachments {
            folder += entry(
                "__attach_version1.0_#0000000\(i)", 1, right: i + 1 < attachments ? 3 + i : none, child: none, start: 0,
                size: 0)
        }
        folder += [UInt8](repeating: 0, count: 1024 - folder.count)
        var header: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] + [UInt8](repeating: 0, count: 16)
        header += [0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0] + [UInt8](repeating: 0, count: 10)
        header += [1, 1, 0, 4096, 3, 1, end, 0].flatMap(little)
        header += little(0) + (1..<109).flatMap { _ in little(none) }
        bytes = header + table.flatMap(little) + folder + sectors((smallTable + [none]).flatMap(little), 0xff) + data
    }
}
