// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Glibc

/// A test cannot run here, and says how to make it run.
package struct TestServerFault: Error, CustomStringConvertible {
    package let description: String
}

/// An ordinary process that a test starts and ends itself.
final class ServerProcess {
    private let process = Process()

    /// Runs the program in the foreground, as nobody when we are root, because mail servers refuse to be root.
    init(_ program: String, _ arguments: [String], environment: [String: String] = [:], output: URL) throws {
        let asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups", program]
        process.executableURL = URL(
            filePath: try getuid() == 0 ? ServerProcess.tool("setpriv", package: "util-linux") : program)
        process.arguments = (getuid() == 0 ? asNobody : []) + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = process.standardOutput
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    var isRunning: Bool { process.isRunning }

    /// Whether the port answers before the process ends or ten seconds have passed.
    func waitUntilListening(on port: Int) -> Bool {
        for _ in 0..<2_000 where process.isRunning {
            if let socket = Loopback.connect(port: port) {
                close(socket)
                return true
            }
            Loopback.pause(milliseconds: 5)
        }
        return false
    }

    /// Ends the process at once: SIGTERM takes mail servers seconds.
    func stop() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Where a program is, or a fault that says which package has it.
    static func tool(_ name: String, package: String, besides folders: [String] = []) throws -> String {
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for folder in folders + path + ["/usr/sbin", "/usr/local/sbin", "/sbin"] {
            let candidate = folder + "/" + name
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        throw TestServerFault(
            description:
                "These tests need the program \(name) (Debian package \(package)). Run `make test`, which gets it.")
    }

    /// Runs a program to its end and gives its output, which is the fault's text when it fails.
    @discardableResult
    static func run(_ program: String, _ arguments: [String]) throws -> String {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw TestServerFault(description: "\(program) \(arguments): \(output)")
        }
        return output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Gives a file, or a folder and all in it, to nobody, when we are root and the server will be nobody.
    static func handOver(_ item: URL) {
        guard getuid() == 0 else { return }
        unsafe chown(item.path, 65_534, 65_534)
        for path in FileManager.default.subpaths(atPath: item.path) ?? [] {
            unsafe chown(item.appending(path: path).path, 65_534, 65_534)
        }
    }

    /// The user and group that a started server has.
    static var numbers: (user: UInt32, group: UInt32) { getuid() == 0 ? (65_534, 65_534) : (getuid(), getgid()) }

    /// The same by name, as far as configurations want names.
    static func names() throws -> (user: String, group: String) {
        guard getuid() != 0 else { return ("nobody", "nogroup") }
        let id = try tool("id", package: "coreutils")
        return (try run(id, ["-un"]), try run(id, ["-gn"]))
    }
}
