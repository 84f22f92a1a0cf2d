// SPDX-License-Identifier: EUPL-1.2
import Foundation
package import Groundwork

/// The store: one SQLite file with everything that gehoord knows. Used by one thread at a time; whoever owns it decides the
/// transactions.
package final class Archive {
    let db: Connection
    package let people: People
    package let dossiers: Dossiers
    package let ledger: MailLedger
    package let duties: Duties
    package let letters: Letters
    package let journal: Journal
    package let corrections: Corrections

    /// A store in memory, which leaves nothing behind. Its secret is fixed, so that a rehearsal can be repeated to the byte.
    package static func inMemory() throws -> Archive { try Archive(path: ":memory:", secret: Array("rehearsal".utf8)) }

    /// Opens or makes the store in `folder`.
    package convenience init(folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ArchiveProblem.cannotOpen(path: folder, detail: error.localizedDescription)
        }
        try self.init(path: folder + "/gehoord.sqlite", secret: nil)
    }

    /// Opens a store that must exist already: for commands that only look.
    package convenience init(existing folder: String) throws {
        let path = folder + "/gehoord.sqlite"
        guard FileManager.default.fileExists(atPath: path) else {
            throw ArchiveProblem.missing(path: path)
        }
        try self.init(path: path, secret: nil)
    }

    private init(path: String, secret: [UInt8]?) throws {
        db = try Connection(path: path)
        try Migrator.bring(db)
        people = People(db: db)
        dossiers = Dossiers(db: db)
        ledger = MailLedger(db: db)
        duties = Duties(db: db)
        letters = Letters(db: db)
        corrections = Corrections(db: db)
        journal = Journal(db: db, isRehearsal: secret != nil)
        if try fact("secret") == nil {
            let key = secret ?? (0..<32).map { _ in UInt8.random(in: 0...255) }
            try setFact("secret", hex(key))
        }
    }

    package func seal() throws -> Seal { Seal(key: Array((try fact("secret") ?? "").utf8)) }

    /// All of the body or nothing of it: one message, one transaction.
    package func transaction<T>(_ body: () throws -> T) throws -> T { try db.transaction(body) }

    package func fact(_ name: String) throws -> String? {
        try db.rows("SELECT value FROM fact WHERE name = ?", .text(name)).first?.text(0)
    }

    package func setFact(_ name: String, _ value: String) throws {
        try db.run(
            "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            .text(name), .text(value))
    }
}

/// The right to be the one daemon of a store; given back when the process ends, however it ends.
package final class StoreLock: Sendable {
    private let descriptor: Int32

    package init(folder: String) throws {
        let path = folder + "/gehoord.lock"
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ArchiveProblem.cannotOpen(path: path, detail: unsafe String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw ArchiveProblem.inUse(path: folder)
        }
    }

    deinit { close(descriptor) }
}
