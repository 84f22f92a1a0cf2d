// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import TestSupport
import Testing

@testable import gehoord

struct InstallationTests {
    /// Makes the folders, and gives where the program finds its files, seen from `program`.
    private func find(_ program: String, among folders: [String]) async throws -> String {
        try await withScratchFolder { root in
            for folder in folders {
                try FileManager.default.createDirectory(
                    at: root.appending(path: folder), withIntermediateDirectories: true)
            }
            let installation = try Installation.find(program: root.appending(path: program).path)
            return installation.share.replacingOccurrences(of: root.path + "/", with: "")
        }
    }

    @Test(arguments: [
        ("usr/bin/gehoord", ["usr/share/gehoord/Config", "usr/share/gehoord/Templates"], "usr/share/gehoord"),
        ("src/.build/x86/debug/gehoord", ["src/Config", "src/Templates"], "src"),
        ("src/.build/debug/gehoord", ["src/Config", "src/Templates", "src/.build/Config"], "src"),
        (
            "src/bin/gehoord",
            ["src/Config", "src/Templates", "src/share/gehoord/Config", "src/share/gehoord/Templates"],
            "src/share/gehoord"
        ),
    ])
    func `the files are found from the program itself`(program: String, folders: [String], share: String)
        async throws
    {
        #expect(try await find(program, among: folders) == share)
    }

    @Test func `without its files the program says where they belong`() async throws {
        await #expect { try await find("usr/bin/gehoord", among: ["usr/share/gehoord/Config"]) } throws: { error in
            let text = "\(error)"
            return text.hasSuffix(
                "/usr/share/gehoord: The files that come with gehoord were not found. Nothing was done. "
                    + "Install the folders Config and Templates there.")
        }
    }

    @Test func `its files have fixed names`() {
        let installation = Installation(share: "/usr/share/gehoord")
        #expect(installation.exampleOffice == "/usr/share/gehoord/Config/gehoord.json5")
        #expect(installation.decreedDays == "/usr/share/gehoord/Config/decreed-days.json5")
        #expect(installation.templates == "/usr/share/gehoord/Templates")
    }
}
