// SPDX-License-Identifier: EUPL-1.2
package import Foundation
import Glibc

/// A disk in memory that is soon full.
package enum SmallDisk {
    /// Whether this process may mount one.
    package static let isPossible: Bool = {
        guard getuid() == 0 else { return false }
        let folder = FileManager.default.temporaryDirectory.appending(path: "gehoord-disk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try mount(folder, megabytes: 1)
            try ServerProcess.run(ServerProcess.tool("umount", package: "mount"), [folder.path])
            return true
        } catch { return false }
    }()

    /// Makes room: the disk has so many megabytes from now on.
    package static func grow(_ folder: URL, megabytes: Int) throws {
        try ServerProcess.run(
            ServerProcess.tool("mount", package: "mount"), ["-o", "remount,size=\(megabytes)m", folder.path])
    }

    /// Mounts it in a folder that does not exist yet, for the duration of the body.
    package static func run<T>(at folder: URL, megabytes: Int, _ body: () async throws -> T) async throws -> T {
        try mount(folder, megabytes: megabytes)
        defer { _ = try? ServerProcess.run(ServerProcess.tool("umount", package: "mount"), ["--lazy", folder.path]) }
        return try await body()
    }

    private static func mount(_ folder: URL, megabytes: Int) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try ServerProcess.run(
            ServerProcess.tool("mount", package: "mount"),
            ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path])
    }
}
