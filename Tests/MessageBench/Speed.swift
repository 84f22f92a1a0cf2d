// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Message

/// How fast a folder of `.eml` files is read, from memory, on one core.
enum Speed {
    static func measure(folder: String, rounds: Int) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".eml") }.sorted()
        let mails = try names.map { [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + $0))) }
        let reader = MessageReader()
        for _ in 0..<rounds {
            report("parse, decode, text", mails) { reader.readParts($0) }
        }
        for _ in 0..<rounds {
            report("all, own words too ", mails) { reader.read($0) }
        }
    }

    private static func report(_ what: String, _ mails: [[UInt8]], _ read: ([UInt8]) -> Message) {
        let clock = ContinuousClock()
        var (text, attached, bytes) = (0, 0, 0)
        let start = clock.now
        for mail in mails {
            let message = read(mail)
            text += message.text.utf8.count
            for attachment in message.attachments { attached += attachment.content.count }
            bytes += mail.count
        }
        let seconds = (clock.now - start) / .seconds(1)
        print(
            "gehoord \(what): \(mails.count) messages, \(bytes / 1_000_000) MB, \(round(seconds * 1000) / 1000) s = "
                + "\(Int(Double(mails.count) / seconds)) msg/s, \(Int(Double(bytes) / 1e6 / seconds)) MB/s "
                + "(text \(text), attached \(attached))")
    }
}
