// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A Maildir that takes outgoing mail instead of a mail server: on a test system, and in shadow mode.
package struct MaildirSink: Sendable {
    private let folder: String

    /// Makes the folder where it is missing.
    package init(path: String) throws(MailboxProblem) {
        folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        for part in ["tmp", "new", "cur"] {
            let path = "\(folder)/\(part)"
            try Maildir.attempt(path) {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            }
        }
    }

    /// Writes a mail so that it survives a power cut; a name that was written before is not written again.
    ///
    /// `name` tells this mail from all others, and is refused where it cannot be a file's name.
    package func write(_ mail: [UInt8], name: String) throws(MailboxProblem) {
        let (temporary, final) = ("\(folder)/tmp/\(name)", "\(folder)/new/\(name)")
        guard !name.isEmpty, !name.hasPrefix("."), name.utf8.count <= 200,
            !name.contains(where: { "/:\0\n".contains($0) })
        else {
            throw .file(path: final, detail: "this cannot be the name of a file in a Maildir")
        }
        guard try !isWritten(name) else { return }
        try Maildir.attempt(temporary) {
            try Data(mail).write(to: URL(filePath: temporary))
            try synchronize(temporary)
        }
        try Maildir.attempt(final) {
            try FileManager.default.moveItem(atPath: temporary, toPath: final)
            try synchronize("\(folder)/new")
        }
    }

    /// Also when a mail program has moved it to `cur` since.
    private func isWritten(_ name: String) throws(MailboxProblem) -> Bool {
        if FileManager.default.fileExists(atPath: "\(folder)/new/\(name)") { return true }
        let path = "\(folder)/cur"
        let names = try Maildir.attempt(path) { try FileManager.default.contentsOfDirectory(atPath: path) }
        return names.contains { MaildirName.parts($0).identity == name }
    }

    /// Makes sure that the file, or the folder's list of names, is on the disk.
    private func synchronize(_ path: String) throws {
        let handle = try FileHandle(forReadingFrom: URL(filePath: path))
        try handle.synchronize()
        try handle.close()
    }
}
