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
        let wide: [UInt8] = [0xff, 0xfe] + Self.words.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
        for bytes in [latin, wide] { #expect(letter("text/plain", "brief.txt", bytes)?.newText == Self.words) }
    }

    @Test func `rich text and an enclosed mail are read`() {
        let rtf = "{\\rtf1\\ansi Ik heb vier keer gebeld.\\par Caf\\'e9 dicht.}"
        #expect(letter("application/rtf", "brief.rtf", Array(rtf.utf8))?.newText.contains("Café dicht.") == true)
        let mail = "Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + Self.words
        #expect(letter("message/rfc822", "", Array(mail.utf8))?.newText == Self.words)
        #expect(letter("application/octet-stream", "oud.eml", Array(mail.utf8))?.newText == Self.words)
    }

    @Test func `a mail that Outlook saved is read, with a mark for each file that hangs on it`() throws {
        let mail = MessageReader().read(try fixture("095-outlook-letter-without-name.eml"))
        let saved = try #require(mail.attachments.first?.content)
        for (type, name) in [("application/vnd.ms-outlook", ""), ("application/octet-stream", "bericht.msg")] {
            let message = try #require(letter(type, name, saved))
            #expect(message.newText.hasPrefix("Geachte gemeente,"))
            #expect(message.attachments.count == 2)
        }
        #expect(letter("application/vnd.ms-outlook", "", Array("geen msg".utf8)) == nil)
    }

    @Test(arguments: ["application/pdf", "image/jpeg", "audio/mpeg", "application/octet-stream", "video/mp4"])
    func `a document, a photo or a recording has no words that we read`(_ type: String) {
        #expect(letter(type, "brief.pdf", [1, 2, 3]) == nil)
    }
}
