// SPDX-License-Identifier: EUPL-1.2
package import Foundation
import Glibc

/// The built `gehoord` as a process of its own, with what it wrote and how it ended.
package final class Program {
    /// How a run ended.
    package struct Outcome: Sendable, CustomStringConvertible {
        /// The exit code, or the number of the signal that ended it.
        package let code: Int32
        package let isKilled: Bool
        package let output: String
        package let errors: String

        package var description: String { "\(isKilled ? "signal" : "exit") \(code)\n\(output)\(errors)" }
        package var lines: [String] { output.split(separator: "\n").map(String.init) }
        package var complaints: [String] { errors.split(separator: "\n").map(String.init) }
    }

    private let process = Process()
    private let folder: URL
    /// The most memory it held so far, in bytes, as far as it was looked at.
    package private(set) var peakMemory = 0

    /// Starts the program; it is killed when nobody holds it any more.
    package init(
        _ arguments: [String], environment: [String: String] = [:], input: String = "", in working: URL? = nil
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "gehoord-program-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process.executableURL = URL(filePath: try Program.path())
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .filter { !["NOTIFY_SOCKET", "WATCHDOG_USEC"].contains($0.key) }.merging(environment) { $1 }
        process.currentDirectoryURL = working ?? folder
        try Data(input.utf8).write(to: folder.appending(path: "input"))
        process.standardInput = try FileHandle(forReadingFrom: folder.appending(path: "input"))
        process.standardOutput = try stream("output")
        process.standardError = try stream("errors")
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Runs the program to its end.
    package static func run(
        _ arguments: [String], environment: [String: String] = [:], input: String = "", in working: URL? = nil
    ) async throws -> Outcome {
        try await Program(arguments, environment: environment, input: input, in: working).wait()
    }

    /// The program beside the test bundle, as the same build made it.
    package static func path() throws -> String {
        let bundles =
            [try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")] + CommandLine.arguments
        for bundle in bundles {
            let candidate = URL(filePath: bundle).deletingLastPathComponent().appending(path: "gehoord").path
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        throw TestServerFault(
            description: "There is no program beside the tests: build with `swift build --build-tests`")
    }

    package var isRunning: Bool { process.isRunning }

    /// What it complained of so far.
    package var errors: String { text("errors") }

    /// Waits for its end, at most so long; a program that does not end is killed and makes the test fail.
    package func wait(seconds: Int = 120) async throws -> Outcome {
        let start = ContinuousClock.now
        while process.isRunning, ContinuousClock.now - start < .seconds(seconds) {
            look()
            await pause()
        }
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            throw TestServerFault(description: "gehoord did not end in \(seconds) seconds: \(errors)")
        }
        return outcome
    }

    /// Sends a signal and waits for the end.
    @discardableResult
    package func end(_ signal: Int32) async throws -> Outcome {
        kill(process.processIdentifier, signal)
        return try await wait()
    }

    /// Waits until a condition holds or the program ends by itself; whether it came to hold.
    package func wait(seconds: Int = 60, until condition: () throws -> Bool) async rethrows -> Bool {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(seconds) {
            if try condition() { return true }
            guard process.isRunning else { return try condition() }
            look()
            await pause()
        }
        return false
    }

    /// Between two looks; the thread is free for other tests meanwhile.
    private func pause() async { try? await Task.sleep(for: .milliseconds(1)) }

    private var outcome: Outcome {
        Outcome(
            code: process.terminationStatus, isKilled: process.terminationReason == .uncaughtSignal,
            output: text("output"), errors: text("errors"))
    }

    private func stream(_ name: String) throws -> FileHandle {
        let file = folder.appending(path: name)
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        return try FileHandle(forWritingTo: file)
    }

    private func text(_ name: String) -> String {
        String(decoding: (try? Data(contentsOf: folder.appending(path: name))) ?? Data(), as: UTF8.self)
    }

    private func look() {
        guard let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
        else { return }
        peakMemory = max(peakMemory, kilobytes << 10)
    }
}
