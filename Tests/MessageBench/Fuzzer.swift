// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Message

/// Reads damaged mails until the time is up: each is one of the fixtures, or two of them, with a few changes that a seed
/// determines. A crash, a mail that takes too long for its size, and one that takes too much memory are faults; the mail
/// at hand stands in a file, so that it can become a fixture.
struct Fuzzer {
    /// Seconds that any mail may take of the processor, besides those that its bytes may.
    private static let least = 0.1
    private static let eachByte = ReadingLimits.nanosecondsPerByte / 1e9
    /// Megabytes that any mail may take, besides three times its size.
    private static let spare = 24
    /// What counts as a hang: the system then ends the process (`alarm`).
    private static let patience: UInt32 = 120
    /// Bytes of memory beyond which the system gives no more, so that an allocation without bounds is a crash.
    private static let memory: rlim_t = 2 << 30

    private var random: Random
    private let seed: UInt64
    private let mails: [[UInt8]]
    private let suspect = "/tmp/gehoord-fuzz-\(ProcessInfo.processInfo.processIdentifier).eml"

    init(seed: UInt64) throws {
        (self.seed, random) = (seed, Random(seed: seed))
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../MessageTests/Fixtures")
        let fixtures = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".eml") }
            .sorted()
            .map { [UInt8](try Data(contentsOf: folder.appending(path: $0))) }
        mails = fixtures + fixtures.compactMap(Self.unpacked)
    }

    /// The mail with the content of its base64 part as it is, so that changes reach the formats within.
    private static func unpacked(_ mail: [UInt8]) -> [UInt8]? {
        let text = String(decoding: mail, as: UTF8.self).replacing("\r\n", with: "\n")
        guard let code = text.range(of: "encoding: base64", options: .caseInsensitive),
            let start = text.range(of: "\n\n", range: code.upperBound..<text.endIndex)
        else { return nil }
        let end = text.range(of: "\n-", range: start.upperBound..<text.endIndex)?.lowerBound ?? text.endIndex
        let content = Data(base64Encoded: String(text[start.upperBound..<end]), options: .ignoreUnknownCharacters)
        guard let content, content.count > 40 else { return nil }
        let head = text[..<code.lowerBound] + "encoding: binary" + text[code.upperBound..<start.upperBound]
        return Array(head.utf8) + content + text[end...].utf8
    }

    /// Whether every mail that is made to be dear takes time in step with its size, and at most three times its size in memory.
    static func readHostile() -> Bool {
        let reader = MessageReader()
        func cost(_ mail: HostileMail, megabytes: Int) -> (seconds: Double, megabytes: Int) {
            let bytes = mail.bytes(count: megabytes << 20)
            Memory.forgetPeak()
            let (start, before) = (Processor.seconds, Memory.peak)
            _ = reader.read(bytes)
            return (Processor.seconds - start, Memory.peak - before + megabytes)
        }
        var (isFine, slowest, largest) = (true, (0.0, ""), (0, ""))
        for mail in HostileMail.all {
            let (small, large) = (cost(mail, megabytes: 1), cost(mail, megabytes: 4))
            if large.seconds > slowest.0 { slowest = (large.seconds, mail.description) }
            if large.megabytes > largest.0 { largest = (large.megabytes, mail.description) }
            if large.seconds > 8 * small.seconds + least || large.seconds > least + eachByte * 0x40_0000
                || large.megabytes > 3 * 4 + spare
            {
                print("dear: \(mail), \(small) for a megabyte and \(large) for four")
                isFine = false
            }
        }
        print(
            "hostile: \(HostileMail.all.count) mails of 4 MB, at most \(Int(slowest.0 * 1000)) ms (\(slowest.1)) "
                + "and \(largest.0) MB (\(largest.1))")
        return isFine
    }

    /// Whether no fault was found.
    mutating func run(seconds: Double) throws -> Bool {
        var limit = rlimit(rlim_cur: Self.memory, rlim_max: Self.memory)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
        guard FileManager.default.createFile(atPath: suspect, contents: nil),
            let file = FileHandle(forWritingAtPath: suspect)
        else { throw CocoaError(.fileWriteUnknown) }
        let clock = ContinuousClock()
        let start = clock.now
        let reader = MessageReader()
        var (count, bytes, slowest) = (0, 0, 0.0)
        while (clock.now - start) / .seconds(1) < seconds {
            let mail = mutated()
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: mail)
            alarm(Self.patience)
            let begin = Processor.seconds
            let message = reader.read(mail)
            let taken = Processor.seconds - begin
            count += 1
            bytes += mail.count
            slowest = max(slowest, taken)
            let fault: String? =
                if taken > Self.least + Double(mail.count) * Self.eachByte {
                    "slow: \(taken) s"
                } else if message.text.utf8.count > 20 * mail.count + 10_000 {
                    "grown: \(message.text.utf8.count) bytes of text"
                } else { nil }
            if let fault {
                print("\(fault), mail \(count) of seed \(seed), \(mail.count) bytes, kept in \(suspect)")
                return false
            }
        }
        try FileManager.default.removeItem(atPath: suspect)
        print(
            "fuzz: \(count) mails, \(bytes / 1_000_000) MB, slowest \(Int(slowest * 1000)) ms, at most \(Memory.peak) MB "
                + "in use, seed \(seed): no fault")
        return true
    }

    private mutating func mutated() -> [UInt8] {
        var mail = mails[random.below(mails.count)]
        for _ in 0...random.below(8) {
            switch random.below(9) {
            case 0: mail[random.below(mail.count)] = UInt8(truncatingIfNeeded: random.next())
            case 1: mail[random.below(mail.count)] = signs[random.below(signs.count)]
            case 2: mail.insert(contentsOf: words[random.below(words.count)].utf8, at: random.below(mail.count))
            case 3: mail.removeSubrange(range(of: mail, atMost: 60))
            case 4: mail.insert(contentsOf: Array(mail[range(of: mail, atMost: 400)]), at: random.below(mail.count))
            case 5:
                let piece = Array(mail[range(of: mail, atMost: 40)])
                let times = random.below(2_000)
                mail.insert(contentsOf: (0..<times).lazy.flatMap { _ in piece }, at: random.below(mail.count))
            case 6:
                let other = mails[random.below(mails.count)]
                mail.replaceSubrange(range(of: mail, atMost: 4_000), with: other[range(of: other, atMost: 4_000)])
            case 7: mail.removeSubrange(random.below(mail.count)...)
            default:
                let other = mails[random.below(mails.count)]
                mail.insert(contentsOf: other, at: random.below(mail.count))
            }
            if mail.isEmpty { mail = [0x0a] }
            if mail.count > 2_000_000 { mail.removeSubrange(1_000_000...) }
        }
        return mail
    }

    private mutating func range(of mail: [UInt8], atMost most: Int) -> Range<Int> {
        let start = random.below(mail.count)
        return start..<min(mail.count, start + 1 + random.below(most))
    }

    private let signs = Array("=?<>\"'();:,@\\-_&#/+%.\n\r\t \0\u{1b}{}[]*~".utf8) + [0xff, 0x80, 0xc2, 0xe2, 0xef]

    /// What readers branch on.
    private let words = [
        "\n\n", "\r\n--", "--", "=?utf-8?Q?", "=?iso-2022-jp?B?", "?=", "&#x", "<blockquote>", "</div>", "<!--",
        "<style>",
        "<div style=\"display:none\">", "Content-Type: multipart/mixed; boundary=", "Content-Type: message/rfc822\n\n",
        "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "charset=utf-7",
        "charset=utf-16", "charset=gb18030", "filename*0*=utf-8''%e2", "filename*1*=", "begin 644 x\n", "\nend\n",
        "Op 1:11 a@b schreef:\n", "Van: ", "Verzonden: 1:11\n", "> ", "-- \n", "Met vriendelijke groet,\n", "\u{feff}",
        "BEGIN:VEVENT\n", "-----Oorspronkelijk bericht-----\n", "\u{9f}\u{78}\u{22}", "format=flowed; delsp=yes",
    ]
}

/// What the system says of this process.
enum Memory {
    /// Lets the peak begin again at what is held now (`proc(5)`, clear_refs).
    static func forgetPeak() { try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs")) }

    /// Megabytes that it held at most.
    static var peak: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1024
    }
}
