// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Message

/// How fast a folder of `.eml` files is read from memory, in time of the processor; the median of some rounds.
enum Speed {
    static func measure(folder: String, rounds: Int) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".eml") }.sorted()
        let mails = try names.map { [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + $0))) }
        let reader = MessageReader()
        report("parse, decode every part", mails, rounds) { reader.decodeEveryPart($0) }
        report("parse, decode, text     ", mails, rounds) { size(of: reader.readParts($0)) }
        report("all, own words too      ", mails, rounds) { size(of: reader.read($0)) }
    }

    private static func size(of mail: Message) -> (text: Int, attached: Int) {
        (mail.text.utf8.count, mail.attachments.reduce(0) { $0 + $1.content.count })
    }

    private static func report(
        _ what: String, _ mails: [[UInt8]], _ rounds: Int, _ read: ([UInt8]) -> (text: Int, attached: Int)
    ) {
        var (times, text, attached) = ([Double](), 0, 0)
        for _ in 0..<max(rounds, 1) {
            (text, attached) = (0, 0)
            let start = Processor.seconds
            for mail in mails {
                let size = read(mail)
                (text, attached) = (text + size.text, attached + size.attached)
            }
            times.append(Processor.seconds - start)
        }
        let median = times.sorted()[times.count / 2]
        let megabytes = mails.reduce(0) { $0 + $1.count } / 1_000_000
        print(
            "gehoord \(what) \(mails.count) messages, \(megabytes) MB, \(Int(median * 1000)) ms = "
                + "\(Int(Double(mails.count) / median)) msg/s, \(Int(Double(megabytes) / median)) MB/s "
                + "(text \(text), attached \(attached))")
    }
}

/// The time that the processor worked for this process.
enum Processor {
    static var seconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
