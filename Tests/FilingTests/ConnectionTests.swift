// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import TestSupport
import Testing

@testable import Filing

struct ConnectionTests {
    struct Stop: Error {}

    private func table() throws -> Connection {
        let db = try Connection(path: ":memory:")
        try db.script("CREATE TABLE t (v ANY) STRICT")
        return db
    }

    @Test(arguments: [
        SQLValue.null, .int(0), .int(.max), .int(.min), .text(""), .text("één 🙂"), .text("a\u{0}b"), .text("\u{0}"),
        .text("'; DROP TABLE t"),
        .blob([]), .blob([0]), .blob([0xff, 0, 0xfe]), .blob([UInt8](repeating: 7, count: 1 << 20)),
    ])
    func `a value comes back as it went in`(_ value: SQLValue) throws {
        let db = try table()
        try db.run("INSERT INTO t VALUES (?)", value)
        let row = try #require(try db.rows("SELECT v, typeof(v) FROM t").first)
        switch value {
        case .null: #expect(row.intOrNil(0) == nil && row.textOrNil(0) == nil && row.text(1) == "null")
        case .int(let number): #expect(row.intOrNil(0) == number && row.text(1) == "integer")
        case .text(let text):
            #expect(row.textOrNil(0).map { Array($0.utf8) } == Array(text.utf8) && row.text(1) == "text")
        case .blob(let bytes): #expect(row.blob(0) == bytes && row.text(1) == "blob")
        }
    }

    @Test func `a transaction that throws leaves nothing`() throws {
        let db = try table()
        #expect(throws: Stop.self) {
            try db.transaction {
                try db.run("INSERT INTO t VALUES (1)")
                throw Stop()
            }
        }
        #expect(try db.rows("SELECT v FROM t").isEmpty)
        try db.transaction { try db.run("INSERT INTO t VALUES (2)") }
        #expect(try db.rows("SELECT v FROM t").map { $0.int(0) } == [2])
    }

    @Test func `a transaction in a transaction is part of it`() throws {
        let db = try table()
        #expect(throws: Stop.self) {
            try db.transaction {
                try db.transaction { try db.run("INSERT INTO t VALUES (1)") }
                throw Stop()
            }
        }
        #expect(try db.rows("SELECT v FROM t").isEmpty)
    }

    @Test func `a statement that fails says which, and the connection goes on`() throws {
        let db = try table()
        #expect {
            try db.run("INSERT INTO absent VALUES (1)")
        } throws: { error in
            guard case ArchiveProblem.statement(_, let message, let sql) = error else { return false }
            return message == "no such table: absent" && sql == "INSERT INTO absent VALUES (1)"
        }
        #expect(throws: ArchiveProblem.self) { try db.run("SELECT \"nope\"") }
        try db.run("INSERT INTO t VALUES (1)")
    }

    @Test func `a file that is no store is refused as damaged, and left alone`() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending(path: "gehoord.sqlite")
            let text = Data(String(repeating: "this is no store. ", count: 400).utf8)
            try text.write(to: path)
            #expect {
                _ = try Archive(folder: folder.path)
            } throws: { error in
                guard case ArchiveProblem.damaged = error else { return false }
                return true
            }
            #expect(try Data(contentsOf: path) == text)
        }
    }

    @Test func `a store that should exist and does not is not made`() async throws {
        try await withScratchFolder { folder in
            #expect(throws: ArchiveProblem.self) { _ = try Archive(existing: folder.path) }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(files.isEmpty)
        }
    }

    /// SQLite itself reports a full disk when a store may grow no further.
    @Test func `a full disk is told as such, and nothing that was written before is lost`() async throws {
        try await withScratchFolder { folder in
            let archive = try Archive(folder: folder.path)
            func place(_ n: Int) -> MailLedger.Place {
                .init(mailbox: "post@bureau.example", validity: 1, uid: String(n))
            }
            let bytes = [UInt8](repeating: 65, count: 100_000)
            let pages = try archive.db.rows("PRAGMA page_count")[0].int(0)
            try archive.db.run("PRAGMA max_page_count = \(pages + 200)")
            var entered = 0
            var fault: ArchiveProblem?
            do {
                while entered < 100 {
                    try archive.transaction {
                        _ = try archive.ledger.enter(place(entered), receivedAt: tuesday, raw: bytes + [UInt8(entered)])
                    }
                    entered += 1
                }
            } catch let problem as ArchiveProblem { fault = problem }
            #expect(fault == .diskFull(path: folder.path + "/gehoord.sqlite"))
            #expect((1..<100).contains(entered))
            try archive.db.run("PRAGMA max_page_count = 1000000")
            #expect(try archive.ledger.pending().count == entered)
            #expect(try archive.ledger.find(place(entered)) == nil)
            try archive.transaction { _ = try archive.ledger.enter(place(entered), receivedAt: tuesday, raw: bytes) }
            let again = try Archive(existing: folder.path)
            #expect(try again.ledger.pending().count == entered + 1)
            #expect(try again.db.rows("PRAGMA integrity_check").map { $0.text(0) } == ["ok"])
        }
    }

    @Test func `a store has one daemon, and its lock ends with it`() async throws {
        try await withScratchFolder { folder in
            var first: StoreLock? = try StoreLock(folder: folder.path)
            #expect(throws: ArchiveProblem.inUse(path: folder.path)) { _ = try StoreLock(folder: folder.path) }
            withExtendedLifetime(first) {}
            first = nil
            _ = try StoreLock(folder: folder.path)
        }
    }

    @Test func `the store is for its owner alone`() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending(path: "new").path
            _ = try Archive(folder: path)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o700)
        }
    }
}

struct MigratorTests {
    private func refusal(_ change: String) async throws -> String {
        try await withScratchFolder { folder in
            _ = try Archive(folder: folder.path)
            try Connection(path: folder.path + "/gehoord.sqlite").run(change)
            do {
                _ = try Archive(folder: folder.path)
                return ""
            } catch let problem as ArchiveProblem {
                return problem.wording.description.replacing(folder.path, with: "DIR")
            }
        }
    }

    @Test func `a store with a step of a newer program is refused`() async throws {
        #expect(
            try await refusal("INSERT INTO schema_step VALUES ('step-9999-future', 'x')") == """
                DIR/gehoord.sqlite: the store was made by a newer gehoord (it has step-9999-future). gehoord does not start, and changes nothing. \
                Install the newer version again, or restore a backup of before it.
                """)
    }

    @Test func `a store whose step was made by another text is refused`() async throws {
        #expect(
            try await refusal("UPDATE schema_step SET checksum = 'x' WHERE name = 'step-0001-house'") == """
                DIR/gehoord.sqlite: the store was made by a newer gehoord (it has step-0001-house). gehoord does not start, and changes nothing. \
                Install the newer version again, or restore a backup of before it.
                """)
    }

    @Test func `a store is brought up to date once`() async throws {
        try await withScratchFolder { folder in
            _ = try Archive(folder: folder.path)
            let archive = try Archive(folder: folder.path)
            #expect(
                try archive.db.rows("SELECT name FROM schema_step").map { $0.text(0) } == Migrator.steps.map(\.name))
        }
    }

    @Test func `every problem of the store says what, where, what now and what to do`() {
        let problems: [ArchiveProblem] = [
            .cannotOpen(path: "p", detail: "d"), .missing(path: "p"), .newer(path: "p", steps: ["s"]),
            .inUse(path: "p"), .diskFull(path: "p"),
            .damaged(path: "p", detail: "d"), .statement(code: 1, message: "m", sql: "SELECT 1\nFROM x"),
        ]
        for problem in problems {
            let wording = problem.wording
            #expect(![wording.what, wording.place, wording.consequence, wording.remedy].contains(""))
        }
        #expect(
            ArchiveProblem.diskFull(path: "/var/lib/gehoord/gehoord.sqlite").wording.description == """
                /var/lib/gehoord/gehoord.sqlite: the disk is full. Nothing of the work in hand was written; mail stays on the server and is tried \
                again. Make room on the disk.
                """)
    }
}
