// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Message
import TestSupport
import Testing

/// A store that is full, in use or too new.
@Suite(.programLane, .timeLimit(.minutes(10))) struct BadInputStoreTests {
    @Test(.enabled(if: SmallDisk.isPossible, "needs the right to mount a disk in memory"), arguments: [8, 150, 500])
    func `a full disk loses nothing, and the work is done once there is room`(kilobytes: Int) async throws {
        try await DaemonServers.run { servers in
            try await withScratchFolder { folder in
                let office = try OfficeFixture(in: folder, mailboxes: [.init(servers.imap())], outgoing: servers.smtp())
                    .write()
                let disk = URL(filePath: office.store)
                try await SmallDisk.run(at: disk, megabytes: 2) {
                    try await office.once("2026-05-12T08:40")
                    for number in 1...8 {
                        var letter = TestLetter.complaint(number)
                        letter.text +=
                            "\n" + String(repeating: String(repeating: "nog een regel ", count: 5) + "\n", count: 600)
                        let received = try moment("2026-05-12T09:00:00+02:00").adding(seconds: number)
                        try servers.dovecot.deliver(letter.raw, receivedAt: received)
                    }
                    let free =
                        try disk.resourceValues(forKeys: [.volumeAvailableCapacityKey]).volumeAvailableCapacity ?? 0
                    let filler = disk.appending(path: "filler")
                    try Data(count: max(0, free - kilobytes << 10)).write(to: filler)
                    for minute in 10...13 {
                        let outcome = try await office.run("once", "--as-of", "2026-05-12T09:\(minute)")
                        #expect(outcome.code == 1 && !outcome.isKilled, "\(outcome)")
                        #expect(
                            outcome.complaints.last == "error: \(office.store)/gehoord.sqlite: the disk is full. "
                                + "Nothing of the work in hand was written; mail stays on the server and is tried again. Make room on the disk."
                        )
                    }
                    try FileManager.default.removeItem(at: filler)
                    try SmallDisk.grow(disk, megabytes: 32)
                    try await office.once("2026-05-12T09:20")
                    let store = try DaemonStore(office)
                    #expect(try store.ledger().map(\.state) == Array(repeating: "filed", count: 8))
                    #expect(try store.dossiers().count == 8)
                    #expect(
                        Set(try servers.sent().map { $0.mail.messageID ?? "" })
                            == Set(try store.letters().map(\.messageID)))
                    #expect(Set(try servers.dovecot.flags()) == ["S"])
                    let status = try await office.status()
                    #expect(
                        status["ledger"]?["agrees"]?.bool == true && status["journal"]?["whole"]?.bool == true,
                        "\(status.text)")
                }
            }
        }
    }

    @Test func `a store of a newer version is left alone`() async throws {
        try await withScratchFolder { folder in
            let office = try OfficeFixture(in: folder).write()
            try await office.once("2026-05-12T09:00")
            try DaemonStore(office).change("INSERT INTO schema_step VALUES ('step-9999-later', 'abc')")
            for command in ["once", "status", "run"] {
                let outcome = try await office.run(command)
                #expect(outcome.code == 1)
                #expect(
                    outcome.complaints == [
                        "error: \(office.store)/gehoord.sqlite: the store was made by a newer gehoord "
                            + "(it has step-9999-later). gehoord does not start, and changes nothing. "
                            + "Install the newer version again, or restore a backup of before it."
                    ], "\(command)")
            }
        }
    }

    @Test func `a second daemon on the same store does not start, and looking on is allowed`() async throws {
        try await withScratchFolder { folder in
            let office = try OfficeFixture(in: folder).write()
            let daemon = try office.start("run")
            #expect(await daemon.wait { daemon.errors.contains("ready") })
            for command in ["run", "once"] {
                let outcome = try await office.run(command)
                #expect(outcome.code == 1)
                #expect(
                    outcome.complaints == [
                        "error: \(office.store): another gehoord daemon works with this store. "
                            + "This one does not start. Stop the other one first; `status` and `dossier` may run beside it."
                    ])
            }
            #expect(try await office.run("status").code == 0)
            #expect(daemon.isRunning)
            #expect(try await daemon.end(SIGTERM).code == 0)
            try await office.once()
        }
    }

    @Test func `a store that is no database is told and left alone`() async throws {
        try await withScratchFolder { folder in
            let office = try OfficeFixture(in: folder).write()
            try FileManager.default.createDirectory(atPath: office.store, withIntermediateDirectories: true)
            let junk = Data((0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            try junk.write(to: URL(filePath: office.store + "/gehoord.sqlite"))
            let outcome = try await office.run("once")
            #expect(outcome.code == 1)
            #expect(
                outcome.complaints == [
                    "error: \(office.store)/gehoord.sqlite: the store is damaged: file is not a database. "
                        + "gehoord stops, and changes nothing. Restore the last backup; mail since then is still on the server."
                ])
            #expect(try Data(contentsOf: URL(filePath: office.store + "/gehoord.sqlite")) == junk)
        }
    }
}
