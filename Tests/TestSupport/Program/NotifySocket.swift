// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Glibc

/// The socket on which systemd listens for sd_notify(3), played by a test.
package final class NotifySocket {
    /// What goes into NOTIFY_SOCKET.
    package let name: String
    private let descriptor: Int32
    /// The lines heard so far.
    package private(set) var lines: [String] = []

    /// - Parameter name: a path, or `@` and a name for an abstract socket.
    package init(_ name: String) throws {
        self.name = name
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = name.hasPrefix("@") ? [0] + Array(name.utf8.dropFirst()) : Array(name.utf8) + [0]
        guard path.count <= MemoryLayout.size(ofValue: address.sun_path) else {
            throw TestServerFault(description: "\(name) is too long for a socket")
        }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, length) }
        }
        guard result == 0 else {
            throw TestServerFault(description: "\(name): \(unsafe String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    /// Waits until a line that begins so was heard, at most so long; whether it was.
    package func hears(_ start: String, seconds: Int = 60) async -> Bool {
        let begin = ContinuousClock.now
        while ContinuousClock.now - begin < .seconds(seconds) {
            if lines.contains(where: { $0.hasPrefix(start) }) { return true }
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&watched, 1, 0) > 0 else {
                try? await Task.sleep(for: .milliseconds(2))
                continue
            }
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            lines += String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: "\n").map(
                String.init)
        }
        return lines.contains { $0.hasPrefix(start) }
    }
}
