// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Tells systemd how the service stands (sd_notify(3)): a datagram to the socket that it names, nothing elsewhere.
struct Readiness: Sendable {
    private let socketPath: String?
    /// Seconds after which systemd takes silence for a hang; nil without a watchdog.
    let watchdogSeconds: Int?

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        socketPath = environment["NOTIFY_SOCKET"]
        watchdogSeconds = environment["WATCHDOG_USEC"].flatMap { Int($0) }.map { $0 / 1_000_000 }
    }

    func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }
    func alive() { send("WATCHDOG=1") }
    func stopping() { send("STOPPING=1\nSTATUS=finishing the message in hand") }

    private func send(_ text: String) {
        guard let socketPath else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // An abstract socket's name begins with @, which stands for a zero byte.
        let isAbstract = socketPath.hasPrefix("@")
        let path = isAbstract ? [0] + Array(socketPath.utf8.dropFirst()) : Array(socketPath.utf8)
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count + (isAbstract ? 0 : 1))
        unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = unsafe sendto(descriptor, text, text.utf8.count, Int32(MSG_NOSIGNAL), address, length)
            }
        }
    }
}
