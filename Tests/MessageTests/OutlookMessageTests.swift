// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

@testable import Message

struct OutlookMessageTests {
    private func saved() throws -> [UInt8] {
        let mail = MessageReader().read(try fixture("095-outlook-letter-without-name.eml"))
        return try #require(mail.attachments.first?.content)
    }

    @Test func `a letter that Outlook saved is read`() throws {
        let letter = try #require(OutlookMessage(try saved()))
        #expect(letter.subject == "Container / niet geleegd")
        #expect(letter.from == EmailAddress(name: "Anna de Vries", address: "a.devries@example.org"))
        #expect(letter.date?.iso == "2026-11-17T09:11:12Z")
        #expect(letter.text.hasPrefix("Geachte gemeente,\n\nDe container is weer niet geleegd."))
        #expect(letter.text.utf8.count > 2_048 && letter.text.hasSuffix("Nog een regel over de container."))
        #expect(letter.files == ["foto container.jpg", "Eerdere brief"])
        #expect(MessageReader().read(try fixture("095-outlook-letter-without-name.eml")).newText == "Zie bijlage.")
    }

    @Test func `the words of such a letter can be read as those of other files`() throws {
        let file = Attachment(filename: "x.msg", contentType: "application/octet-stream", content: try saved())
        #expect(file.letter?.newText == OutlookMessage(file.content)?.text)
    }

    @Test func `other compound files and other bytes are no letter`() throws {
        let whole = try saved()
        #expect(OutlookMessage([]) == nil && OutlookMessage(Array(whole.prefix(511))) == nil)
        #expect(OutlookMessage(Array(whole.prefix(512))) == nil)
        #expect(OutlookMessage(Array("{\\rtf1}".utf8)) == nil)
    }

    @Test(.timeLimit(.minutes(1))) func `a letter that was damaged anywhere ends somewhere`() throws {
        let whole = try saved()
        var seed: UInt64 = 7
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        var read = 0
        for _ in 0..<3_000 {
            var bytes = whole
            // Half of the damage where the header, the tables and the folders are.
            for _ in 0...next(6) { bytes[next(next(2) == 0 ? 512 : bytes.count)] = UInt8(next(256)) }
            if next(4) == 0 { bytes.removeLast(next(bytes.count)) }
            guard let letter = OutlookMessage(bytes) else { continue }
            read += 1
            #expect(letter.text.utf8.count <= 3 * whole.count)
        }
        #expect(read > 100)
    }

    /// A table of sectors in which every sector follows itself.
    @Test(.timeLimit(.minutes(1))) func `chains that turn back end`() throws {
        var bytes = try saved()
        let table = 512 + Int(bytes[0x4c]) * 512
        for i in 0..<128 where table + i * 4 + 3 < bytes.count {
            bytes.replaceSubrange((table + i * 4)..<(table + i * 4 + 4), with: [UInt8(i), 0, 0, 0])
        }
        #expect((OutlookMessage(bytes)?.text.utf8.count ?? 0) <= 3 * bytes.count)
    }
}

struct CompressedRTFTests {
    /// The two examples of MS-OXRTFCP §3.1.
    @Test func `back references are followed, those into what they write too`() {
        let hello: [UInt8] = [
            0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72,
            0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62,
            0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
        ]
        #expect(CompressedRTF.decoded(hello[...])?[...].text == "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n")
        let crossing: [UInt8] = [
            0x1a, 0, 0, 0, 0x1c, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xe2, 0xd4, 0x4b, 0x51, 0x41, 0x00, 0x04, 0x20, 0x57,
            0x58, 0x59, 0x5a, 0x0d, 0x6e, 0x7d, 0x01, 0x0e, 0xb0,
        ]
        #expect(CompressedRTF.decoded(crossing[...])?[...].text == "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}")
        #expect(CompressedRTF.decoded(crossing.prefix(20)) != nil && CompressedRTF.decoded([]) == nil)
    }
}
