// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Mailbox
import TestSupport
import Testing

struct MaildirTests {
    let monday = Moment(seconds: 1_772_442_300)

    func make(_ folder: URL) throws -> Maildir {
        for part in ["new", "cur", "tmp"] {
            try FileManager.default.createDirectory(at: folder.appending(path: part), withIntermediateDirectories: true)
        }
        return try Maildir(path: folder.path)
    }

    func put(_ text: String, _ path: String, in folder: URL, at moment: Moment) throws {
        let file = folder.appending(path: path)
        try Data(text.utf8).write(to: file)
        let date = Date(timeIntervalSince1970: Double(moment.seconds) + 0.5)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
    }

    func names(_ folder: URL, _ part: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: part).path).sorted()
    }

    @Test func `read and unread mail is listed in the order of receipt`() async throws {
        try await withScratchFolder { folder in
            let maildir = try make(folder)
            try put("twee", "new/b.host", in: folder, at: monday.adding(seconds: 2))
            try put("een", "cur/a.host:2,RS", in: folder, at: monday.adding(seconds: 1))
            try put("drie", "cur/c.host", in: folder, at: monday.adding(seconds: 3))
            try put("half", "tmp/d.host", in: folder, at: monday)
            try put("verborgen", "new/.nfs1", in: folder, at: monday)
            try FileManager.default.createDirectory(
                at: folder.appending(path: "new/map"), withIntermediateDirectories: true)
            let entries = try maildir.list()
            #expect(entries.map(\.identity) == ["a.host", "b.host", "c.host"])
            #expect(entries.map(\.isSeen) == [true, false, false])
            #expect(entries.map(\.size) == [3, 4, 4])
            #expect(entries.map(\.receivedAt) == (1...3).map { monday.adding(seconds: $0) })
            #expect(try entries.map { try maildir.read($0) } == ["een", "twee", "drie"].map { Array($0.utf8) })
        }
    }

    @Test(arguments: [
        ("1772442000.M1P2.host", 1_772_442_000),  // a copy is newer than its mail
        ("1772442600.M1P2.host", 1_772_442_300),  // the clock of the name is ahead
        ("12.host", 1_772_442_300), ("brief.eml", 1_772_442_300), ("99999999999999999999.host", 1_772_442_300),
    ])
    func `the moment of receipt is the earlier sane one of the file and its name`(name: String, seconds: Int)
        async throws
    {
        try await withScratchFolder { folder in
            let maildir = try make(folder)
            try put("x", "new/\(name)", in: folder, at: monday)
            #expect(try maildir.list().map(\.receivedAt) == [Moment(seconds: seconds)])
        }
    }

    @Test func `a mail that another program moved is still read and marked`() async throws {
        try await withScratchFolder { folder in
            let maildir = try make(folder)
            try put("een", "new/a.host", in: folder, at: monday)
            try put("weg", "new/b.host", in: folder, at: monday)
            let entries = try maildir.list()
            let (from, to) = (folder.appending(path: "new/a.host"), folder.appending(path: "cur/a.host:2,F"))
            try FileManager.default.moveItem(at: from, to: to)
            try FileManager.default.removeItem(at: folder.appending(path: "new/b.host"))
            #expect(try entries.map { try maildir.read($0) } == [Array("een".utf8), nil])
            try maildir.mark(["a.host", "b.host"], .seen)
            try maildir.mark(["a.host"], .seen)
            #expect(try names(folder, "cur") == ["a.host:2,FS"])
            #expect(try names(folder, "new").isEmpty)
        }
    }

    @Test func `mail moves to a folder within, or to one by its path`() async throws {
        try await withScratchFolder { scratch in
            let folder = scratch.appending(path: "box")
            let maildir = try make(folder)
            _ = try make(folder.appending(path: ".Gedaan &AOkA6Q-n"))
            _ = try make(scratch.appending(path: "archief"))
            for name in ["a", "b"] { try put("x", "new/\(name)", in: folder, at: monday) }
            try maildir.mark(["a"], .move(folder: "Gedaan één"))
            try maildir.mark(["b"], .move(folder: scratch.appending(path: "archief").path))
            #expect(try names(folder, ".Gedaan &AOkA6Q-n/cur") == ["a:2,S"])
            #expect(try names(scratch, "archief/cur") == ["b:2,S"])
            #expect(try maildir.list().isEmpty)
        }
    }

    @Test func `a missing folder is named and the mail stays`() async throws {
        try await withScratchFolder { folder in
            let maildir = try make(folder)
            try put("x", "new/a", in: folder, at: monday)
            let reply = "there is no folder \(folder.path)/.Nergens/cur"
            #expect(throws: MailboxProblem.noSuchFolder(name: "Nergens", reply: reply)) {
                try maildir.mark(["a"], .move(folder: "Nergens"))
            }
            #expect(try maildir.list().count == 1)
            let problem = #expect(throws: MailboxProblem.self) { _ = try Maildir(path: folder.path + "/geen") }
            guard case .file(let path, let detail) = problem else {
                Issue.record("\(String(describing: problem))")
                return
            }
            #expect(path == folder.path + "/geen/new")
            #expect(!detail.isEmpty)
        }
    }

    @Test func `outgoing mail is written once under its name`() async throws {
        try await withScratchFolder { scratch in
            let folder = scratch.appending(path: "uit")
            let sink = try MaildirSink(path: folder.path)
            try sink.write(Array("een".utf8), name: "brief-1")
            try sink.write(Array("anders".utf8), name: "brief-1")
            try sink.write(Array("twee".utf8), name: "brief-2")
            let maildir = try Maildir(path: folder.path)
            #expect(Set(try maildir.list().map(\.size)) == [3, 4])
            try maildir.mark(["brief-1"], .seen)
            try sink.write(Array("anders".utf8), name: "brief-1")
            #expect(try names(folder, "cur") == ["brief-1:2,S"])
            #expect(try names(folder, "new") == ["brief-2"])
            #expect(try names(folder, "tmp").isEmpty)
        }
    }

    @Test func `what a crash left in tmp is written again`() async throws {
        try await withScratchFolder { folder in
            let sink = try MaildirSink(path: folder.path)
            try put("hal", "tmp/brief-1", in: folder, at: monday)
            try sink.write(Array("heel".utf8), name: "brief-1")
            let maildir = try Maildir(path: folder.path)
            #expect(try maildir.list().map { try maildir.read($0) } == [Array("heel".utf8)])
        }
    }

    @Test(arguments: ["", ".a", "a/b", "../a", "a:2,S", "a\nb", String(repeating: "a", count: 201)])
    func `a name that is no file's name is refused`(name: String) async throws {
        try await withScratchFolder { folder in
            let sink = try MaildirSink(path: folder.path)
            let detail = "this cannot be the name of a file in a Maildir"
            #expect(throws: MailboxProblem.file(path: "\(folder.path)/new/\(name)", detail: detail)) {
                try sink.write([], name: name)
            }
        }
    }
}
