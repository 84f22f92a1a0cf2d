// SPDX-License-Identifier: EUPL-1.2
import Foundation
package import Groundwork

/// A mailbox in a folder of files (cr.yp.to/proto/maildir.html), where a local mail server or another program delivers.
package struct Maildir: Sendable {
    /// A mail in the folder.
    package struct Entry: Hashable, Sendable {
        /// The file's name without its flags: stays the same when a mail program moves or flags the mail.
        package let identity: String
        package let receivedAt: Moment
        /// Bytes.
        package let size: Int
        package let isSeen: Bool
        /// Where the file was when it was listed.
        let path: String
    }

    private let folder: String

    /// Refuses a folder without `new` and `cur`.
    package init(path: String) throws(MailboxProblem) {
        folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        for part in Self.parts { _ = try names(in: part) }
    }

    /// `new` first: a mail that a program moves between two looks is then seen in `cur`, not missed.
    private static let parts = ["new", "cur"]

    private func names(in part: String) throws(MailboxProblem) -> [String] {
        let path = "\(folder)/\(part)"
        return try Self.attempt(path) { try FileManager.default.contentsOfDirectory(atPath: path) }
    }

    /// All mail, read or unread, in the order of receipt; what was handled before, the caller knows by identity.
    package func list() throws(MailboxProblem) -> [Entry] {
        var entries: [String: Entry] = [:]
        for part in Self.parts {
            for name in try names(in: part) where !name.hasPrefix(".") {
                if let entry = entry(name, in: "\(folder)/\(part)") { entries[entry.identity] = entry }
            }
        }
        return entries.values.sorted { ($0.receivedAt, $0.identity) < ($1.receivedAt, $1.identity) }
    }

    /// Nil when it is no file, or gone by now.
    private func entry(_ name: String, in folder: String) -> Entry? {
        let path = folder + "/" + name
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
            facts[.type] as? FileAttributeType == .typeRegular,
            let modified = facts[.modificationDate] as? Date, let size = facts[.size] as? NSNumber
        else { return nil }
        let (identity, flags) = MaildirName.parts(name)
        let moment = Moment(seconds: Int(modified.timeIntervalSince1970.rounded(.down)))
        return Entry(
            identity: identity, receivedAt: MaildirName.receipt(name, modified: moment), size: size.intValue,
            isSeen: flags.contains("S"), path: path)
    }

    /// The mail, byte for byte; nil when it is gone, as after another program removed it.
    package func read(_ entry: Entry) throws(MailboxProblem) -> [UInt8]? {
        if let bytes = FileManager.default.contents(atPath: entry.path) { return [UInt8](bytes) }
        guard let path = try paths()[entry.identity] else { return nil }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw .file(path: path, detail: "it cannot be read")
        }
        return [UInt8](bytes)
    }

    /// Does this with mail that is safely stored; mail that is gone already is no fault.
    package func mark(_ identities: [String], _ mark: Mark) throws(MailboxProblem) {
        let paths = try paths()
        for identity in identities {
            guard let path = paths[identity] else { continue }
            let flags = MaildirName.parts(path).flags
            switch mark {
            case .seen:
                try move(path, to: "\(folder)/cur/\(identity):2,\(Self.adding("S", to: flags))")
            case .keyword:
                throw .refused(command: "keyword", reply: "a Maildir keeps no keywords; use seen or move")
            case .move(let other):
                try move(path, to: "\(try self.other(other))/cur/\(identity):2,\(Self.adding("S", to: flags))")
            }
        }
    }

    /// A folder beside this one: by its path, or by its name as a Maildir++ folder within this one.
    private func other(_ name: String) throws(MailboxProblem) -> String {
        let isPath = name.hasPrefix("/")
        let path = isPath ? name : "\(folder)/." + FolderName.encoded(name)
        guard FileManager.default.fileExists(atPath: path + "/cur") else {
            throw .noSuchFolder(name: name, reply: "there is no folder \(path)/cur")
        }
        return path
    }

    private func move(_ path: String, to destination: String) throws(MailboxProblem) {
        guard path != destination else { return }
        try Self.attempt(path) { try FileManager.default.moveItem(atPath: path, toPath: destination) }
    }

    /// Where each mail is now, by identity.
    private func paths() throws(MailboxProblem) -> [String: String] {
        var paths: [String: String] = [:]
        for part in Self.parts {
            for name in try names(in: part) { paths[MaildirName.parts(name).identity] = "\(folder)/\(part)/\(name)" }
        }
        return paths
    }

    /// Flags stand in the order of their letters.
    private static func adding(_ flag: Character, to flags: String) -> String {
        String(Set(flags).union([flag]).sorted())
    }

    static func attempt<T>(_ path: String, _ work: () throws -> T) throws(MailboxProblem) -> T {
        do {
            return try work()
        } catch {
            throw .file(path: path, detail: FileFault.words(error))
        }
    }
}

/// A file's name in a Maildir: `time.unique.host`, then `:2,` and flags.
enum MaildirName {
    static func parts(_ name: String) -> (identity: String, flags: String) {
        let last = name.split(separator: "/").last ?? ""
        let halves = last.split(separator: ":", maxSplits: 1)
        guard let info = halves.dropFirst().first, info.hasPrefix("2,") else { return (String(halves.first ?? ""), "") }
        return (String(halves[0]), String(info.dropFirst(2)))
    }

    /// The earlier of the file's own time and the time in its name, where that is sane: a copied file is newer than its mail.
    static func receipt(_ name: String, modified: Moment) -> Moment {
        let earliest = Moment(seconds: 946_684_800)  // 2000: before that a number is no time
        guard let number = name.split(separator: ".").first.flatMap({ Int($0) }) else { return modified }
        let named = Moment(seconds: number)
        return named >= earliest && named < modified ? named : modified
    }
}

/// What the system said of a file, in its own words.
enum FileFault {
    static func words(_ error: any Error) -> String {
        let known = error as NSError
        if let under = known.userInfo[NSUnderlyingErrorKey] as? NSError, under.domain == NSPOSIXErrorDomain {
            return under.localizedDescription
        }
        return known.localizedDescription
    }
}
