// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// What systemd hears of the daemon (sd_notify(3)).
@Suite(.programLane, .timeLimit(.minutes(10))) struct DaemonNotifyTests {
    @Test(arguments: ["path", "abstract"])
    func `systemd hears when the daemon is ready, alive and stopping`(kind: String) async throws {
        try await withScratchFolder { folder in
            let office = try OfficeFixture(in: folder).write()
            let name = folder.lastPathComponent
            let socket = try NotifySocket(kind == "path" ? folder.appending(path: "notify").path : "@" + name)
            let daemon = try office.start(
                "run", environment: ["NOTIFY_SOCKET": socket.name, "WATCHDOG_USEC": "2000000"])
            #expect(await socket.hears("READY=1"), "\(daemon.errors)")
            #expect(await socket.hears("STATUS=reading 1 mailboxes"))
            #expect(await socket.hears("WATCHDOG=1"))
            #expect(!socket.lines.contains("STOPPING=1"))
            let outcome = try await daemon.end(SIGTERM)
            #expect(outcome.code == 0 && !outcome.isKilled, "\(outcome)")
            #expect(await socket.hears("STOPPING=1"))
            #expect(await socket.hears("STATUS=finishing the message in hand"))
            #expect(socket.lines.first == "READY=1")
        }
    }

    @Test func `SIGINT stops the daemon as well`() async throws {
        try await withScratchFolder { folder in
            let daemon = try OfficeFixture(in: folder).write().start("run")
            #expect(await daemon.wait { daemon.errors.contains("ready: reading 1 mailboxes") })
            let outcome = try await daemon.end(SIGINT)
            #expect(outcome.code == 0 && !outcome.isKilled, "\(outcome)")
        }
    }
}
