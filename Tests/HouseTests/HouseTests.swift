// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// The rules of the house that the compiler does not keep.
struct HouseTests {
    private struct Source {
        let room: String
        let name: String
        let lines: [String]
        /// Lines without comments.
        var code: [String] { lines.filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") } }
    }

    private static let sources: [Source] = {
        let root = checkout.appending(path: "Sources")
        let files =
            FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        return files.filter { $0.pathExtension == "swift" }.map { file in
            let path = file.path.dropFirst(root.path.count + 1)
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            return Source(
                room: String(path.prefix { $0 != "/" }), name: file.lastPathComponent,
                lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        }
    }()

    private func uses(_ words: String...) -> Set<String> {
        Set(
            Self.sources.filter { source in source.code.contains { line in words.contains { line.contains($0) } } }.map(
                \.name))
    }

    @Test func `there are sources to look at`() {
        #expect(Self.sources.count > 80)
        #expect(Set(Self.sources.map(\.room)).count == 8)
    }

    @Test(arguments: [
        ("Groundwork", []),
        ("Message", ["Groundwork"]),
        ("Recognition", ["Groundwork", "Message"]),
        ("Casework", ["Groundwork"]),
        ("Mailbox", ["Groundwork", "Message", "CCurl"]),
        ("Filing", ["Groundwork", "Message", "Recognition", "Casework", "CSQLite"]),
        ("Correspondence", ["Groundwork", "Message", "Casework", "Filing"]),
        ("gehoord", ["Groundwork", "Message", "Recognition", "Casework", "Mailbox", "Filing", "Correspondence"]),
    ])
    func `a room imports only lower floors`(room: String, floors: [String]) {
        let system: Set = ["Foundation", "Glibc", "Dispatch", "Synchronization"]
        for source in Self.sources where source.room == room {
            let imported = source.code.filter { $0.hasPrefix("import ") || $0.hasPrefix("package import ") }
                .compactMap { $0.split(separator: " ").last.map(String.init) }
            #expect(Set(imported).subtracting(system).isSubset(of: floors), "\(source.name)")
        }
    }

    @Test func `C libraries are touched in one file each`() {
        #expect(uses("import CCurl") == ["CurlStream.swift"])
        #expect(uses("import CSQLite") == ["Connection.swift"])
    }

    @Test func `unsafe code stands only where the world is touched`() {
        let allowed: Set = [
            "CurlStream.swift", "Connection.swift", "Charset.swift", "ByteScan.swift", "TransferDecoding.swift",
            "Archive.swift",
            "Readiness.swift", "MaildirSink.swift",
            "BlockingExecutor.swift", "OfficeRoom.swift", "PostRoom.swift", "MailboxRoom.swift",
        ]
        #expect(uses("unsafe ").subtracting(allowed) == [])
    }

    @Test func `one file asks what time it is, and one waits`() {
        #expect(uses("Date()", "Date.now", "clock_gettime(", "gettimeofday(") == ["Timekeeper.swift"])
        #expect(uses("Task.sleep", "usleep(", " sleep(") == ["Daemon.swift"])
    }

    @Test func `mail is never matched with regular expressions`() {
        #expect(uses("Regex", "NSRegularExpression", ".regularExpression") == [])
        #expect(uses("Match(of:", "matches(of:", "#/", "(/", " = /", "(of: /") == [])
    }

    @Test func `nothing silences the compiler or brings the daemon down on purpose`() {
        #expect(uses("try!", " as! ", "fatalError(", "nonisolated(unsafe)", "@unchecked Sendable") == [])
    }

    @Test func `the package depends on no package`() throws {
        let manifest = try String(contentsOf: checkout.appending(path: "Package.swift"), encoding: .utf8)
        #expect(!manifest.contains(".package("))
    }

    @Test func `every file begins with its licence`() {
        for source in Self.sources {
            #expect(source.lines.prefix(2).contains("// SPDX-License-Identifier: EUPL-1.2"), "\(source.name)")
        }
    }

    @Test func `no source holds a citizen number or a live mail address`() {
        for source in Self.sources {
            for line in source.lines where line.contains("@") {
                for domain in ["@gmail.", "@hotmail.", "@ziggo.", "@outlook.com", "@kpn"] {
                    #expect(!line.contains(domain) || source.room == "Message", "\(source.name): \(line)")
                }
            }
        }
    }
}
