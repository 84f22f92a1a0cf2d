// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

@testable import gehoord

private let analyser = "/usr/bin/systemd-analyze"

/// The unit file as systemd itself judges it; apt-get install systemd brings the judge.
@Suite(
    .enabled(
        if: FileManager.default.isExecutableFile(atPath: analyser), "needs systemd-analyze (Debian package systemd)"
    ))
struct SystemdUnitTests {
    private let unit = checkout.appending(path: "systemd/gehoord.service")

    private func analyse(_ arguments: String...) throws -> (status: Int32, text: String) {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: analyser)
        process.arguments = arguments
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test(.timeLimit(.minutes(1))) func `the exposure is at most one and a half`() throws {
        let result = try analyse("security", "--offline=true", "--threshold=15", unit.path)
        #expect(result.status == 0, "\(result.text)")
    }

    @Test(.timeLimit(.minutes(1))) func `every directive is spelt right`() async throws {
        let text = try String(contentsOf: unit, encoding: .utf8)
        try await withScratchFolder { folder in
            let copy = folder.appending(path: "gehoord.service")
            try text.replacingOccurrences(of: "/usr/bin/gehoord ", with: "/bin/true ").write(
                to: copy, atomically: true, encoding: .utf8)
            let result = try analyse("verify", "--man=no", "--recursive-errors=no", copy.path)
            #expect(result.status == 0 && result.text.isEmpty, "\(result.text)")
        }
    }

    @Test func `the unit starts the program with the files where the program looks`() throws {
        let lines = try String(contentsOf: unit, encoding: .utf8).split(separator: "\n")
        #expect(Installation.configurationFile == "/etc/gehoord/gehoord.json5")
        for line in [
            "ConfigurationDirectory=gehoord", "StateDirectory=gehoord", "StateDirectoryMode=0700", "Type=notify",
        ] {
            #expect(lines.contains { $0 == line }, "\(line)")
        }
    }
}
