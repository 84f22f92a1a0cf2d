// SPDX-License-Identifier: EUPL-1.2
import Casework
import Foundation
import Groundwork
import TestSupport
import Testing

@testable import gehoord

/// The example office with one thing spoilt, at each place in turn.
struct ConfigurationMutationTests {
    /// Visits the value with one place spoilt or one key renamed, for each place and key in it.
    private func everyPlace(
        _ value: JSON, spoil: (JSON) -> JSON, rename: (String) -> String, _ visit: (JSON) throws -> Void
    ) rethrows {
        switch value {
        case .object(let members):
            for (index, member) in members.enumerated() {
                func changed(_ key: String, _ value: JSON) -> JSON {
                    var copy = members
                    copy[index] = JSON.Member(key, value)
                    return .object(copy)
                }
                if rename(member.key) != member.key { try visit(changed(rename(member.key), member.value)) }
                let spoilt = spoil(member.value)
                if spoilt != member.value { try visit(changed(member.key, spoilt)) }
                try everyPlace(member.value, spoil: spoil, rename: rename) { try visit(changed(member.key, $0)) }
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                func changed(_ value: JSON) -> JSON {
                    var copy = elements
                    copy[index] = value
                    return .array(copy)
                }
                let spoilt = spoil(element)
                if spoilt != element { try visit(changed(spoilt)) }
                try everyPlace(element, spoil: spoil, rename: rename) { try visit(changed($0)) }
            }
        case .null, .bool, .int, .double, .string: break
        }
    }

    private func check(
        spoil: (JSON) -> JSON = { $0 }, rename: (String) -> String = { $0 },
        _ expect: (LoadedConfiguration, JSON) -> Void
    ) async throws {
        let office = try JSON.parse(Array(Data(contentsOf: shippedConfig.appending(path: "gehoord.json5"))))
        try await withScratchFolder { folder in
            let file = folder.appending(path: "office.json5")
            try FileManager.default.copyItem(
                at: shippedConfig.appending(path: "decreed-days.json5"),
                to: folder.appending(path: "decreed-days.json5"))
            var places = 0
            try everyPlace(office, spoil: spoil, rename: rename) { changed in
                places += 1
                try Data(changed.text.replacingOccurrences(of: ", \"", with: ",\n\"").utf8).write(to: file)
                expect(Configuration.load(file.path, in: surroundings()), changed)
            }
            #expect(places > 100)
        }
    }

    @Test func `a group where no group belongs, or a group of strange keys, is noticed everywhere`() async throws {
        try await check(spoil: { _ in .object(["zomaar iets": .int(1)]) }) { loaded, changed in
            #expect(loaded.configuration == nil && !loaded.problems.isEmpty, "\(changed.text)")
        }
    }

    @Test func `a number out of all bounds is noticed everywhere`() async throws {
        try await check(spoil: { _ in .int(-1) }) { loaded, changed in
            #expect(loaded.configuration == nil, "\(changed.text)")
        }
    }

    @Test func `a misspelt key is noticed everywhere, and the right one offered`() async throws {
        try await check(rename: { $0 + "x" }) { loaded, changed in
            #expect(loaded.configuration == nil)
            #expect(
                loaded.problems.contains {
                    $0.what.hasSuffix("is not a known key") && $0.remedy.hasPrefix("Did you mean")
                }, "\(changed.text)")
        }
    }

    @Test func `every problem has a place, a consequence and nothing left open`() async throws {
        try await check(spoil: { _ in .string("zomaar iets") }) { loaded, _ in
            for problem in loaded.problems {
                #expect(
                    problem.place.contains("office.json5:") || problem.what.contains("missing or cannot be read"),
                    "\(problem)")
                #expect(!problem.consequence.isEmpty && !problem.what.contains("Optional("), "\(problem)")
            }
        }
    }
}
