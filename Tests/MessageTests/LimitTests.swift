// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Testing

@testable import Message
@testable import message_bench

/// Mails made to be large: each is read whole in a process of its own, which then says what it needed.
@Suite(.serialized) struct LimitTests {
    /// Megabytes that this process held at most.
    private static var peak: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1024
    }

    /// Reads the mail; the process ends well when that took at most three times its size in memory, the mail among them.
    private static func read(_ raw: [UInt8], spare: Int = 24) -> Message {
        let (size, before) = (raw.count >> 20, peak)
        let mail = MessageReader().read(raw)
        let used = peak - before + size
        if used > 3 * size + spare {
            print("\(used) MB for a mail of \(size) MB")
            exit(1)
        }
        return mail
    }

    private static func repeated(_ piece: String, megabytes: Int) -> [UInt8] {
        let bytes = Array(piece.utf8)
        let count = megabytes << 20
        var out: [UInt8] = []
        out.reserveCapacity(count + bytes.count)
        while out.count < count { out.append(contentsOf: bytes) }
        return out
    }

    @Test(.timeLimit(.minutes(2))) func `ten thousand nested parts are one attachment and a finding`() async {
        await #expect(processExitsWith: .success) {
            let levels = (0..<10_000).map { "Content-Type: multipart/mixed; boundary=\"g\($0)\"\n\n--g\($0)\n" }
                .joined()
            let mail = Self.read(Array("From: a@b.example\n\(levels)\nIk wacht.\n".utf8))
            let isKept = mail.attachments.contains { $0.content[...].holds("Ik wacht.") }
            exit(isKept && mail.findings.count == 1 ? 0 : 2)
        }
    }

    @Test(.timeLimit(.minutes(2))) func `ten thousand enclosed mails are one attachment`() async {
        await #expect(processExitsWith: .success) {
            let levels = String(repeating: "Content-Type: message/rfc822\n\n", count: 10_000)
            let mail = Self.read(
                Array("From: a@b.example\nContent-Type: multipart/mixed; boundary=g\n\n--g\n\(levels)x\n--g--".utf8))
            exit(mail.attachments.count == 1 ? 0 : 2)
        }
    }

    @Test(.timeLimit(.minutes(2)), arguments: ["X-Veld: waarde die niets zegt\n", "a", " nog een stuk\n"])
    func `a header of a hundred megabytes is cut, and the letter is still handled`(piece: String) async {
        await #expect(processExitsWith: .success) { [piece = piece as String] in
            let raw =
                Array("From: a@b.example\nX-Lang: ".utf8) + Self.repeated(piece, megabytes: 100)
                + Array("\n\nIk wacht.\n".utf8)
            let mail = Self.read(raw)
            exit(mail.from.count == 1 && mail.text == "Ik wacht." && !mail.findings.isEmpty ? 0 : 2)
        }
    }

    @Test(
        .timeLimit(.minutes(3)),
        arguments: [
            ("text/plain; charset=windows-1252", "8bit", "woorden en nog meer woorden\n"),
            ("text/plain; charset=utf-8", "quoted-printable", "=E2=82=AC=E2=82=AC=E2=82=AC=\n"),
            ("text/html; charset=utf-8", "8bit", "<div><p>&hearts;</p>"),
            ("text/html; charset=utf-8", "8bit", "<blockquote>"),
            ("text/plain; charset=utf-7", "base64", "K0FPay0rQU9rLStBT2stK0FPay0K\n"),
            (
                "application/octet-stream", "base64",
                "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0\n"
            ),
        ])
    func `a large body takes at most three times its size`(type: String, encoding: String, piece: String) async {
        await #expect(processExitsWith: .success) {
            [type = type as String, encoding = encoding as String, piece = piece as String] in
            let head = "From: a@b.example\nContent-Type: \(type)\nContent-Transfer-Encoding: \(encoding)\n\n"
            exit(Self.read(Array(head.utf8) + Self.repeated(piece, megabytes: 30)).from.count == 1 ? 0 : 2)
        }
    }

    /// Small ones, since this is the slow build; `message-bench fuzz` measures the time and memory of large ones.
    @Test(.timeLimit(.minutes(2)), arguments: HostileMail.all)
    func `a mail made to be dear is still handled`(mail: HostileMail) {
        let message = MessageReader().read(mail.bytes(count: 20_000))
        #expect(!message.header.isEmpty)
        #expect(message.text.utf8.count < 20 * 20_000)
    }
}
