// SPDX-License-Identifier: EUPL-1.2
import Casework
import Foundation
import Groundwork
import Mailbox
import Message
import TestSupport
import Testing

@testable import gehoord

/// The files in `Config` and the declarations in the program, compared both ways.
struct ConfigurationShippedTests {
    private func shipped(_ name: String, today: CalendarDay = someDay) -> LoadedConfiguration {
        Configuration.load(shippedConfig.appending(path: name).path, in: surroundings(today: today))
    }

    @Test func `the example office has no problems`() throws {
        let loaded = shipped("gehoord.json5")
        #expect(loaded.problems.map(\.description) == [])
        let configuration = try #require(loaded.configuration)
        #expect(
            configuration.mailboxes.map(\.address)
                == ["bureau", "post", "interneklacht", "woo"].map { $0 + "@ombudsman.example" })
        #expect(configuration.mailboxes.map(\.purpose) == [.intake, .intake, .internalComplaints, .woo])
        #expect(
            configuration.staff.filter { $0.roles.contains(.coordinator) }.map(\.address) == [
                "r.smeets@ombudsman.example"
            ])
        #expect(
            configuration.staff.filter { $0.roles.contains(.wooDesk) }.map(\.address) == [
                "m.dijk@ombudsman.example"
            ])
        #expect(configuration.staff.count { $0.roles.contains(.handler) } == 8)
        #expect(configuration.calendar.opening.iso == "08:30" && configuration.calendar.closing.iso == "17:00")
        #expect(configuration.forms.first?.from == "post@ombudsman.example")
        #expect(configuration.office.startsAt < Moment(seconds: 1_600_000_000))
    }

    @Test func `the example office contacts no server`() throws {
        let configuration = try #require(shipped("gehoord.json5").configuration)
        for mailbox in configuration.mailboxes {
            if case .imap = mailbox.source { Issue.record("\(mailbox.address) is on a server") }
        }
        if case .smtp = configuration.outgoing.transport { Issue.record("outgoing mail goes to a server") }
    }

    /// A key that cannot stand beside the others is shown in a comment: `// host: "…"`.
    private func commentedKey(_ line: Substring, among names: Set<String>) -> String? {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count == 3, words[0] == "//", words[1].hasSuffix(":") else { return nil }
        let name = String(words[1].dropLast())
        return names.contains(name) ? name : nil
    }

    @Test func `every key that the program knows is shown in the example`() throws {
        let text = try String(contentsOf: shippedConfig.appending(path: "gehoord.json5"), encoding: .utf8)
        let loaded = shipped("gehoord.json5")
        let names = Set(loaded.keys.map { String($0.path.split(separator: ".").last ?? "") })
        var shown = Set(text.split(separator: "\n").compactMap { commentedKey($0, among: names) })
        func collect(_ value: PositionedJSON) {
            switch value.value {
            case .object(let members):
                for member in members {
                    shown.insert(member.key)
                    collect(member.value)
                }
            case .array(let elements): elements.forEach(collect)
            case .null, .bool, .int, .double, .string: break
            }
        }
        collect(try PositionedJSON.parse(Array(text.utf8)))
        #expect(loaded.keys.count > 70)
        #expect(names.subtracting(shown).filter { !text.contains("{ \($0): ") } == [])
    }

    @Test func `every key is declared with what it means, in one sentence`() {
        for key in shipped("gehoord.json5").keys {
            #expect(key.meaning.hasSuffix("."), "\(key.path)")
            #expect(!key.shape.isEmpty && key.meaning.count <= 150, "\(key.path)")
        }
    }

    @Test func `the keys in comments are understood when they are used`() async throws {
        let text = try String(contentsOf: shippedConfig.appending(path: "gehoord.json5"), encoding: .utf8)
        let names = Set(shipped("gehoord.json5").keys.map { String($0.path.split(separator: ".").last ?? "") })
        let used = try text.split(separator: "\n")
            .map { line in
                guard let key = commentedKey(line, among: names), key != "credential" else { return String(line) }
                return String(line.drop { " /".contains($0) })
            }
            .joined(separator: "\n")
            .changing(
                #"kind: "maildir",\#n            path: "/var/lib/gehoord/mail/bureau","#, to: #"kind: "imap","#)
        let decreed = try String(contentsOf: shippedConfig.appending(path: "decreed-days.json5"), encoding: .utf8)
        try await load(used, files: ["bureau.password": "geheim", "decreed-days.json5": decreed]) {
            loaded, problems in
            #expect(problems == [])
            guard case .imap(let server, let login, let folder) = loaded.configuration?.mailboxes.first?.source
            else {
                Issue.record("no IMAP")
                return
            }
            #expect(server.host == "imap.ombudsman.example" && server.authorities != nil && folder == "INBOX")
            #expect(login.user == "bureau@ombudsman.example")
            #expect(loaded.configuration?.templates?.hasSuffix("/Templates") == true)
            #expect(loaded.configuration?.outgoing.shadow == "/var/lib/gehoord/mail/shadow")
        }
    }

    @Test func `the smallest configuration wants nothing but its password file`() async throws {
        let missing = shipped("minimal.json5").problems
        #expect(missing.count == 2)
        #expect(
            missing.allSatisfy {
                $0.what.hasPrefix("The password file") && $0.what.hasSuffix("is missing or cannot be read")
            })
        let text = try String(contentsOf: shippedConfig.appending(path: "minimal.json5"), encoding: .utf8)
        try await load(text, files: ["klachten.password": "geheim\n"]) { loaded, problems in
            #expect(problems == [])
            #expect(loaded.configuration?.staff.count == 2)
        }
    }

    @Test func `the shipped decrees are those of the Staatscourant`() throws {
        let reader = ConfigurationReader(file: shippedConfig.appending(path: "decreed-days.json5").path)
        let days = try #require(reader.root().flatMap(DecreedDays.shape.read))
        #expect(reader.problems.isEmpty)
        #expect(days.through == 2028)
        #expect(
            days.days.map(\.iso).sorted() == [
                "2023-04-28", "2023-05-19", "2024-05-10", "2024-12-27", "2025-05-30", "2026-01-02", "2026-05-15",
                "2027-05-07",
                "2028-04-28", "2028-05-26",
            ])
        // A decree that equates a weekend day, or a holiday, with a holiday would be a slip of the pen.
        #expect(days.days.allSatisfy { !$0.weekday.isWeekend && Holiday.on($0) == nil })
    }
}
